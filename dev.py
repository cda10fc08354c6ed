#!/usr/bin/env python3
"""Set up, run, check and build Ziping, with nothing but Python.

python3 dev.py run [ARGS]     make the environment, then open the window (or run `ziping ARGS`)
python3 dev.py test [ARGS]    format, lint, types and all tests; ARGS go to pytest; --fast for less
python3 dev.py bench [ARGS]   measure speed and memory
python3 dev.py format         rewrite the source in the project's format
python3 dev.py translate      bring the window's translations up to date
python3 dev.py docs           write docs/checks.md anew from the checks and their words
python3 dev.py pictures [NAMES]   take the pictures of the documentation anew
python3 dev.py wheel          build the installable package into dist/
python3 dev.py build [ARGS]   make what offices install: --archive, --deb, --windows
python3 dev.py lock           make the lock files again from pyproject.toml
"""

from __future__ import annotations

import ctypes
import hashlib
import io
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements-dev.lock"
OLD_QT_LOCK = ROOT / "requirements-qt68.lock"
FREEZE_LOCK = ROOT / "requirements-freeze.lock"
DEMO_OUTPUT = "demo-output"
STAMP_NAME = "ziping-ready"

PYTHONS = ((3, 11), (3, 12), (3, 13))
UV = "uv==0.13.8"

# Each shared library that Qt loads, and the Debian package that holds it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
}
WINDOW_LIBRARIES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}


class StopError(Exception):
    """A reason to stop, as a sentence for the person at the keyboard."""


class Step(NamedTuple):
    """One check of `test`: its name, its command and what it adds to the environment."""

    name: str
    command: list[str]
    environment: dict[str, str]


def say(text: str) -> None:
    """Print a line at once, so that it stands before what a child process prints."""
    print(text, flush=True)


# ---- what is there, and what follows from it -------------------------------------------------


def has_display(environment: Mapping[str, str], system: str) -> bool:
    """Tell whether a window can be opened."""
    if system != "linux":
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def fingerprint(lock: Path, project: Path, root: Path) -> str:
    """Return what an environment must have been made from to be up to date."""
    digest = hashlib.sha256()
    for part in (lock.read_bytes(), project.read_bytes(), str(root).encode()):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def environment_state(venv: Path, wanted: str) -> str:
    """Return `ready`, `old` (install again over it) or `none` (absent or half made)."""
    try:
        stamp = (venv / STAMP_NAME).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return "none"
    if not venv_python(venv).exists():
        return "none"
    return "ready" if stamp == wanted else "old"


def venv_program(venv: Path, name: str) -> Path:
    """Return the path of a program inside a virtual environment."""
    return venv / "Scripts" / f"{name}.exe" if os.name == "nt" else venv / "bin" / name


def venv_python(venv: Path) -> Path:
    """Return the interpreter of a virtual environment."""
    return venv_program(venv, "python")


def missing_packages(
    libraries: Mapping[str, str], load: Callable[[str], object] = ctypes.CDLL
) -> list[str]:
    """Return the Debian packages of the shared libraries that cannot be loaded."""
    packages = []
    for library, package in libraries.items():
        try:
            load(library)
        except OSError:
            packages.append(package)
    return packages


def needed_libraries(system: str, window: bool) -> dict[str, str]:
    """Return the shared libraries that Qt's wheels expect the system to have."""
    if system != "linux":
        return {}
    return {**QT_LIBRARIES, **(WINDOW_LIBRARIES if window else {})}


def apt_commands(packages: Sequence[str], is_root: bool, has_apt: bool) -> list[list[str]]:
    """Return the commands that install Debian packages.

    Raises:
        StopError: they cannot be installed from here; the text names the one command that does.
    """
    if not packages:
        return []
    if not has_apt:
        raise StopError("系统缺少以下组件，请用系统的软件管理工具安装：" + " ".join(packages))
    if not is_root:
        command = "sudo apt-get install -y " + " ".join(packages)
        raise StopError(f"系统缺少几个组件，请先运行这一条命令，然后再试：\n\n    {command}\n")
    return [
        ["apt-get", "update", "-q"],
        ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages],
    ]


def choose_python(
    current: tuple[int, int],
    executable: str,
    find: Callable[[str], str | None] = shutil.which,
    works: Callable[[str, tuple[int, int]], bool] | None = None,
) -> tuple[str, tuple[int, int]]:
    """Return a supported Python and its version: the running one, else one on the PATH.

    Raises:
        StopError: there is none.
    """
    if current in PYTHONS:
        return executable, current
    wish = "本程序需要 Python 3.11、3.12 或 3.13，当前是 {}.{}".format(*current)
    works = works or is_python
    for version in PYTHONS:
        path = find("python{}.{}".format(*version))
        if path and works(path, version):
            say(f"{wish}，改用 {path}。")
            return path, version
    raise StopError(f"{wish}，也没有找到其他可用的版本。请先安装 Python 3.11。")


def is_python(path: str, version: tuple[int, int]) -> bool:
    """Tell whether a program really is that Python: version managers leave empty shells."""
    code = f"import sys; sys.exit(sys.version_info[:2] != {version!r})"
    return subprocess.run([path, "-c", code], capture_output=True, check=False).returncode == 0


def has_venv(python: str) -> bool:
    """Tell whether a Python can make virtual environments; Debian's needs a package for it."""
    done = subprocess.run([python, "-c", "import ensurepip"], capture_output=True, check=False)
    return done.returncode == 0


def has_second_qt(system: str, machine: str) -> bool:
    """Tell whether the older Qt is another one than the locked one, and has a wheel here."""
    if system == "linux":
        return machine != "aarch64"
    return machine.lower() != "arm64" or system == "darwin"


# ---- set-up ----------------------------------------------------------------------------------


def prepare(window: bool) -> None:
    """Make the environment, or bring it up to date; does next to nothing when it is.

    Raises:
        StopError: something is missing that cannot be installed from here.
    """
    wanted = fingerprint(LOCK, ROOT / "pyproject.toml", ROOT)
    state = environment_state(VENV, wanted)
    packages = missing_packages(needed_libraries(sys.platform, window))
    python = ""
    if state == "none":
        running = getattr(sys, "_base_executable", sys.executable)
        python, version = choose_python(sys.version_info[:2], running)
        if sys.platform == "linux" and not has_venv(python):
            packages.append("python{}.{}-venv".format(*version))
    install_packages(packages)
    if state == "none":
        make_environment(python)
    if state != "ready":
        install(wanted)


def install_packages(packages: Sequence[str]) -> None:
    """Install Debian packages when run as root; do nothing when there are none."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    commands = apt_commands(packages, is_root, shutil.which("apt-get") is not None)
    if commands:
        say("正在安装系统组件：" + " ".join(packages))
    for command in commands:
        must(command, "系统组件没有装上", {"DEBIAN_FRONTEND": "noninteractive"})


def make_environment(python: str) -> None:
    """Make an empty virtual environment in place of whatever is there."""
    if VENV.exists():
        say("上次没有建完的运行环境将重新建立。")
        shutil.rmtree(VENV)
    say("正在建立运行环境 .venv（第一次约需一分钟）…")
    must([python, "-m", "venv", str(VENV)], "运行环境没有建成")


def install(wanted: str) -> None:
    """Install what the lock names and the project itself; the stamp comes last."""
    stamp = VENV / STAMP_NAME
    if stamp.exists():
        say("依赖有变化，正在更新运行环境…")
        stamp.unlink()
    must(pip_install("--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)), "依赖没有装上")
    must(
        pip_install("--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT)),
        "程序没有装上",
    )
    stamp.write_text(wanted, encoding="ascii")


def install_old_qt() -> Path:
    """Install the older Qt beside the environment and return its folder."""
    folder = VENV / "qt68"
    wanted = hashlib.sha256(OLD_QT_LOCK.read_bytes()).hexdigest()
    stamp = folder / STAMP_NAME
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    say("正在安装较旧的 Qt，窗口测试要在两个版本上运行…")
    options = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", str(OLD_QT_LOCK)]
    must(pip_install("--target", str(folder), *options), "较旧的 Qt 没有装上")
    stamp.write_text(wanted, encoding="ascii")
    return folder


def pip_install(*options: str) -> list[str]:
    """Return the command that installs into the environment, quiet unless somebody watches."""
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    common = ["--no-input", "--disable-pip-version-check"]
    return [str(venv_python(VENV)), "-m", "pip", "install", *quiet, *common, *options]


def must(command: Sequence[str], otherwise: str, extra: Mapping[str, str] | None = None) -> None:
    """Run a command in the project's folder.

    Raises:
        StopError: it failed; `otherwise` says what that means.
    """
    code = call(command, extra)
    if code != 0:
        raise StopError(f"{otherwise}（{command[0]} 返回 {code}，原因见上面的输出）。")


def call(command: Sequence[str], extra: Mapping[str, str] | None = None) -> int:
    """Run a command in the project's folder and return its exit code."""
    return subprocess.call(list(command), cwd=ROOT, env={**os.environ, **(extra or {})})


def in_environment(*arguments: str) -> list[str]:
    """Return a command for the environment's Python."""
    return [str(venv_python(VENV)), *arguments]


# ---- commands --------------------------------------------------------------------------------


def run(arguments: Sequence[str]) -> int:
    """Open the window; without a display run the demonstration instead."""
    window = has_display(os.environ, sys.platform)
    prepare(window)
    program = str(venv_program(VENV, "ziping"))
    if arguments or window:
        return replace_by([program, *arguments])
    say(f"没有图形界面，改为运行演示：ziping demo -o {DEMO_OUTPUT}")
    started = time.time()
    code = call([program, "demo", "-o", DEMO_OUTPUT])
    made = files_made(ROOT / DEMO_OUTPUT, started)
    if made:
        say("生成的文件：")
    for path in made:
        say(f"  {path.relative_to(ROOT)}  {path.stat().st_size:,} 字节")
    return code


def replace_by(command: Sequence[str]) -> int:
    """Go on as another program; where that is impossible, wait for it."""
    if os.name != "nt":
        os.execv(command[0], list(command))
    return subprocess.call(list(command))


def files_made(folder: Path, started: float) -> list[Path]:
    """Return the files below a folder that were written since `started`, in order of name."""
    # Some file systems keep whole seconds, FAT even pairs of them.
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in files if path.stat().st_mtime >= started - 2)


def test(arguments: Sequence[str]) -> int:
    """Run every check in order and stop at the first that fails."""
    fast = "--fast" in arguments
    passed_on = [argument for argument in arguments if argument != "--fast"]
    prepare(window=False)
    steps = checks(passed_on, fast)
    if not fast and (ROOT / "tests" / "windows").is_dir():
        if has_second_qt(sys.platform, platform.machine()):
            steps.append(old_qt_check(install_old_qt()))
        else:
            say("本机只有一个可用的 Qt，窗口测试不再重复。")
    return run_steps(steps, call)


def checks(passed_on: Sequence[str], fast: bool) -> list[Step]:
    """Return the checks that every change must pass."""
    offscreen = {"QT_QPA_PLATFORM": "offscreen"}
    selection = [*order_of_tests(), *(["-m", "not slow"] if fast else [])]
    return [
        Step("格式 ruff format", in_environment("-m", "ruff", "format", "--check", "."), {}),
        Step("规范 ruff check", in_environment("-m", "ruff", "check", "."), {}),
        Step("类型 mypy --strict", in_environment("-m", "mypy", "--strict"), {}),
        Step("测试 pytest", in_environment("-m", "pytest", *selection, *passed_on), offscreen),
    ]


def order_of_tests() -> list[str]:
    """Return pytest's option for the order: drawn anew at a desk, always the same in `.ci/run`.

    What the common check says of a change must depend on the change alone.
    """
    return ["--randomly-seed=1"] if os.environ.get("CI") else []


def old_qt_check(folder: Path) -> Step:
    """Return the window tests as a step that finds the older Qt before the locked one."""
    environment = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(folder)}
    command = in_environment("-m", "pytest", *order_of_tests(), "tests/windows")
    return Step("窗口测试，较旧的 Qt", command, environment)


def run_steps(
    steps: Sequence[Step], runner: Callable[[Sequence[str], Mapping[str, str]], int]
) -> int:
    """Run steps in order, each with its time; return the code of the first that fails."""
    for number, step in enumerate(steps, 1):
        say(f"\n[{number}/{len(steps)}] {step.name}")
        started = time.perf_counter()
        code = runner(step.command, step.environment)
        took = time.perf_counter() - started
        if code != 0:
            say(f"[{number}/{len(steps)}] {step.name}：未通过（{took:.1f} 秒，返回 {code}）")
            return code
        say(f"[{number}/{len(steps)}] {step.name}：通过（{took:.1f} 秒）")
    say("\n全部通过。")
    return 0


def bench(arguments: Sequence[str]) -> int:
    """Measure speed and memory."""
    prepare(window=False)
    return call(in_environment("-m", "tests.bench", *arguments))


def reformat(arguments: Sequence[str]) -> int:
    """Rewrite the source in the project's format."""
    prepare(window=False)
    fixed = call(in_environment("-m", "ruff", "check", "--fix", *arguments))
    return call(in_environment("-m", "ruff", "format", *arguments)) or fixed


def translate(arguments: Sequence[str]) -> int:
    """Collect the window's texts and compile their translations."""
    prepare(window=False)
    return call(in_environment("i18n/update.py", *arguments))


def docs(arguments: Sequence[str]) -> int:
    """Write the pages of docs/ that follow from the program."""
    prepare(window=False)
    return call(in_environment("-m", "docs.update", *arguments))


def pictures(arguments: Sequence[str]) -> int:
    """Take the pictures of docs/ anew; needs no screen."""
    prepare(window=False)
    return call(in_environment("-m", "docs.pictures", *arguments))


def wheel(arguments: Sequence[str]) -> int:
    """Build the installable package with the locked tools."""
    prepare(window=False)
    options = ["--wheel", "--no-isolation", "--outdir", str(ROOT / "dist")]
    return call(in_environment("-m", "build", *options, *arguments))


def build(arguments: Sequence[str]) -> int:
    """Make what offices install: for Linux in an environment of its own, for Windows on wish."""
    if "--windows" in arguments:
        prepare(window=False)
        passed_on = [argument for argument in arguments if argument != "--windows"]
        return call(in_environment("packaging/windows/build.py", *passed_on))
    # What the window loads of the system's libraries goes into the folder.
    install_packages(missing_packages(needed_libraries(sys.platform, window=True)))
    running = getattr(sys, "_base_executable", sys.executable)
    python, _ = choose_python(sys.version_info[:2], running)
    return call([python, "packaging/build.py", *arguments])


def lock(arguments: Sequence[str]) -> int:
    """Make the lock files again; keeps the locked versions unless --upgrade is given."""
    prepare(window=False)
    tools = VENV / "lock-tools"
    must(pip_install("--upgrade", "--target", str(tools), UV), "uv 没有装上")
    extra = {
        "PYTHONPATH": str(tools),
        "UV_CUSTOM_COMPILE_COMMAND": "python3 dev.py lock",
        **index_environment(),
    }
    options = ["--universal", "--python-version", "3.11", "--generate-hashes"]
    options += ["--quiet", "--no-emit-index-url", *arguments]
    command = in_environment("-m", "uv", "pip", "compile", *options)
    project = "pyproject.toml"
    for target, sources in (
        ("requirements.lock", [project]),
        (LOCK.name, [project, "--group", "dev"]),
        # What is frozen is what was tested.
        (FREEZE_LOCK.name, [project, "--group", "freeze", "--constraint", "requirements.lock"]),
        (OLD_QT_LOCK.name, ["--group", "qt68"]),
    ):
        must([*command, *sources, "--output-file", target], f"{target} 没有做成", extra)
        say(f"已更新 {target}")
    return 0


def index_environment() -> dict[str, str]:
    """Return pip's package index as uv's, for uv reads none of pip's settings."""
    asked = subprocess.run(
        in_environment("-m", "pip", "config", "get", "global.index-url"),
        capture_output=True,
        text=True,
        check=False,
    )
    url = os.environ.get("PIP_INDEX_URL") or asked.stdout.strip()
    return {"UV_DEFAULT_INDEX": url} if url else {}


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "bench": bench,
    "format": reformat,
    "translate": translate,
    "docs": docs,
    "pictures": pictures,
    "wheel": wheel,
    "build": build,
    "lock": lock,
}


def main(arguments: Sequence[str]) -> int:
    """Run the command named first, with the rest as its arguments."""
    if not arguments or arguments[0] in ("-h", "--help"):
        say(__doc__ or "")
        return 0 if arguments else 2
    command = COMMANDS.get(arguments[0])
    if command is None:
        say(f"没有“{arguments[0]}”这个命令；可用的有：{'、'.join(COMMANDS)}。")
        return 2
    try:
        return command(arguments[1:])
    except StopError as reason:
        say(str(reason))
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show Chinese must not stop the set-up.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    sys.exit(main(sys.argv[1:]))
