import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

import dev


@pytest.mark.parametrize(
    ("environment", "system", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "win32", True),
    ],
)
def test_display_is_looked_for_on_linux_only(
    environment: dict[str, str], system: str, expected: bool
) -> None:
    assert dev.has_display(environment, system) is expected


def make_venv(folder: Path, stamp: str | None) -> Path:
    python = dev.venv_python(folder)
    python.parent.mkdir(parents=True)
    python.touch()
    if stamp is not None:
        (folder / dev.STAMP_NAME).write_text(stamp)
    return folder


@pytest.mark.parametrize(("stamp", "state"), [("new", "ready"), ("old", "old"), (None, "none")])
def test_environment_is_judged_by_its_stamp(tmp_path: Path, stamp: str | None, state: str) -> None:
    assert dev.environment_state(make_venv(tmp_path / ".venv", stamp), "new") == state


def test_environment_without_its_python_counts_for_nothing(tmp_path: Path) -> None:
    venv = make_venv(tmp_path / ".venv", "new")
    dev.venv_python(venv).unlink()
    assert dev.environment_state(venv, "new") == "none"


@pytest.mark.parametrize("changed", ["lock", "project", "root"])
def test_fingerprint_changes_with_lock_project_and_place(tmp_path: Path, changed: str) -> None:
    lock, project = tmp_path / "lock", tmp_path / "project"
    lock.write_text("a==1")
    project.write_text("name")
    before = dev.fingerprint(lock, project, tmp_path)
    assert before == dev.fingerprint(lock, project, tmp_path)
    if changed != "root":
        (tmp_path / changed).write_text("other")
    place = tmp_path / "moved" if changed == "root" else tmp_path
    assert dev.fingerprint(lock, project, place) != before


def test_only_libraries_that_do_not_load_are_asked_for() -> None:
    def load(name: str) -> None:
        if name != "libGL.so.1":
            raise OSError(name)

    libraries = {"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1"}
    assert dev.missing_packages(libraries, load) == ["libegl1"]


@pytest.mark.parametrize(
    ("system", "window", "expected"),
    [
        ("linux", True, {"libgl1", "libxcb-cursor0"}),
        ("linux", False, {"libgl1"}),
        ("win32", True, set()),
    ],
)
def test_window_libraries_are_needed_only_for_a_window(
    system: str, window: bool, expected: set[str]
) -> None:
    packages = set(dev.needed_libraries(system, window).values())
    assert packages & {"libgl1", "libxcb-cursor0"} == set(expected)


def test_root_updates_the_package_lists_before_installing() -> None:
    update, install = dev.apt_commands(["libgl1", "libegl1"], is_root=True, has_apt=True)
    assert update[:2] == ["apt-get", "update"]
    assert install[:3] == ["apt-get", "install", "-y"]
    assert install[-2:] == ["libgl1", "libegl1"]


def test_others_are_told_the_one_exact_command() -> None:
    with pytest.raises(dev.StopError) as caught:
        dev.apt_commands(["libgl1", "libegl1"], is_root=False, has_apt=True)
    lines = [line.strip() for line in str(caught.value).splitlines()]
    assert "sudo apt-get install -y libgl1 libegl1" in lines


def test_system_without_apt_hears_what_is_missing() -> None:
    with pytest.raises(dev.StopError, match="libgl1 libegl1"):
        dev.apt_commands(["libgl1", "libegl1"], is_root=True, has_apt=False)


@pytest.mark.parametrize(("root", "apt"), [(True, True), (False, True), (False, False)])
def test_nothing_missing_needs_no_command(root: bool, apt: bool) -> None:
    assert dev.apt_commands([], root, apt) == []


def find_nothing(name: str) -> str | None:
    return None


def test_supported_python_is_used_as_it_is() -> None:
    chosen = dev.choose_python((3, 12), "/usr/bin/python3", find_nothing)
    assert chosen == ("/usr/bin/python3", (3, 12))


def test_unsupported_python_gives_way_to_one_that_really_runs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    chosen = dev.choose_python(
        (3, 9), "python3", lambda name: f"/bin/{name}", lambda path, version: version == (3, 12)
    )
    assert chosen == ("/bin/python3.12", (3, 12))
    said = capsys.readouterr().out.strip()
    assert "3.9" in said
    assert len(said.splitlines()) == 1


def test_no_supported_python_stops_with_one_sentence() -> None:
    with pytest.raises(dev.StopError, match=r"3\.14.*请先安装 Python 3\.11"):
        dev.choose_python((3, 14), "python3", find_nothing)


class Runner:
    """Stands for the running of programs: fails at the named one."""

    def __init__(self, failing: str = "") -> None:
        self.failing = failing
        self.ran: list[str] = []

    def __call__(self, command: Sequence[str], extra: Mapping[str, str]) -> int:
        self.ran.append(command[0])
        return 3 if command[0] == self.failing else 0


STEPS = [dev.Step(name.upper(), [name], {}) for name in ("lint", "types", "tests")]


def test_steps_stop_at_the_first_failure_and_say_which(capsys: pytest.CaptureFixture[str]) -> None:
    runner = Runner("types")
    assert dev.run_steps(STEPS, runner) == 3
    assert runner.ran == ["lint", "types"]
    assert "[2/3] TYPES：未通过" in capsys.readouterr().out.splitlines()[-1]


def test_all_steps_run_when_none_fails(capsys: pytest.CaptureFixture[str]) -> None:
    runner = Runner()
    assert dev.run_steps(STEPS, runner) == 0
    assert runner.ran == ["lint", "types", "tests"]
    assert "全部通过" in capsys.readouterr().out


def test_checks_come_in_order_and_pass_arguments_to_pytest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CI", raising=False)
    steps = dev.checks(["-k", "money"], fast=True)
    assert [step.command[2] for step in steps] == ["ruff", "ruff", "mypy", "pytest"]
    assert steps[-1].command[3:] == ["-m", "not slow", "-k", "money"]
    assert steps[-1].environment["QT_QPA_PLATFORM"] == "offscreen"


def test_the_order_of_tests_is_fixed_in_the_common_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "1")
    fixed = [step.command[3] for step in (dev.checks([], fast=True)[-1], dev.old_qt_check(Path()))]
    assert fixed == ["--randomly-seed=1"] * 2


def test_second_window_run_finds_the_older_qt_first(tmp_path: Path) -> None:
    step = dev.old_qt_check(tmp_path)
    assert step.environment["PYTHONPATH"] == str(tmp_path)
    assert step.command[-1] == "tests/windows"


@pytest.mark.parametrize(
    ("system", "machine", "expected"),
    [
        ("linux", "x86_64", True),
        ("linux", "aarch64", False),
        ("win32", "AMD64", True),
        ("win32", "ARM64", False),
        ("darwin", "arm64", True),
    ],
)
def test_window_tests_are_repeated_where_the_older_qt_is_another_one(
    system: str, machine: str, expected: bool
) -> None:
    assert dev.has_second_qt(system, machine) is expected


def test_files_made_leave_out_what_was_there_before(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    new, old = tmp_path / "b" / "新 表.pdf", tmp_path / "old.pdf"
    for path, age in ((new, 0), (old, 60)):
        path.touch()
        os.utime(path, (1_000_000 - age, 1_000_000 - age))
    assert dev.files_made(tmp_path, 1_000_000) == [new]


class Program:
    """A set-up that is done and a `ziping` that only notes how it was called."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
        self.calls: list[list[str]] = []
        self.root = root
        monkeypatch.setattr(dev, "ROOT", root)
        monkeypatch.setattr(dev, "prepare", lambda window: None)
        monkeypatch.setattr(dev, "call", self.demo)
        monkeypatch.setattr(dev, "replace_by", self.note)
        monkeypatch.setattr(sys, "platform", "linux")
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)

    def note(self, command: list[str]) -> int:
        self.calls.append(command[1:])
        return 0

    def demo(self, command: list[str]) -> int:
        folder = self.root / dev.DEMO_OUTPUT
        folder.mkdir()
        (folder / "表.pdf").write_bytes(b"%PDF")
        return self.note(command)


def test_run_without_display_runs_the_demo_and_lists_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program = Program(monkeypatch, tmp_path)
    monkeypatch.delenv("DISPLAY", raising=False)
    assert dev.run([]) == 0
    assert program.calls == [["demo", "-o", "demo-output"]]
    first, *_, last = capsys.readouterr().out.splitlines()
    assert "ziping demo -o demo-output" in first
    assert Path("demo-output/表.pdf") == Path(last.split()[0])


@pytest.mark.parametrize(
    ("display", "arguments"), [(":0", []), (":0", ["score", "r.json"]), ("", ["forms"])]
)
def test_run_passes_its_arguments_to_the_program(
    display: str, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = Program(monkeypatch, tmp_path)
    monkeypatch.setenv("DISPLAY", display)
    assert dev.run(arguments) == 0
    assert program.calls == [arguments]


def test_unknown_command_is_refused_with_the_known_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert dev.main(["nonsense"]) == 2
    said = capsys.readouterr().out
    assert all(name in said for name in dev.COMMANDS)


class Build:
    """Notes what a build would install and run."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.prepared = 0
        self.commands: list[list[str]] = []
        self.installed: list[str] = []
        monkeypatch.setattr(dev, "prepare", self.prepare)
        monkeypatch.setattr(dev, "missing_packages", lambda libraries: ["libxcb-cursor0"])
        monkeypatch.setattr(dev, "install_packages", self.installed.extend)
        monkeypatch.setattr(dev, "call", self.call)

    def prepare(self, window: bool) -> None:
        self.prepared += 1

    def call(self, command: list[str]) -> int:
        self.commands.append(command)
        return 7


def test_the_program_is_frozen_without_the_environment_of_developers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    build = Build(monkeypatch)
    assert dev.main(["build", "--archive"]) == 7
    assert (build.prepared, build.installed) == (0, ["libxcb-cursor0"])
    (command,) = build.commands
    assert not command[0].startswith(str(dev.VENV))
    assert command[1:] == ["packaging/build.py", "--archive"]


def test_the_program_for_windows_is_put_together_by_the_locked_tools(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    build = Build(monkeypatch)
    assert dev.main(["build", "--windows", "--python-zip", "p.zip"]) == 7
    assert build.prepared == 1
    (command,) = build.commands
    assert command == dev.in_environment("packaging/windows/build.py", "--python-zip", "p.zip")
