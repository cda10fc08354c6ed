"""What is handed out for Linux: the archive, the package, and what they ask of a desktop."""

import configparser
import json
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from app.desk.exports import RECORD_ENDING
from app.desk.keeping.package import SUFFIX
from common import budget, environment
from common.stop import StopError
from linux import archive, deb, elf

OWN = Path(sys.executable).resolve()
needs_readelf = pytest.mark.skipif(shutil.which("readelf") is None, reason="no readelf here")
needs_dpkg = pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="no dpkg-deb here")
needs_sh = pytest.mark.skipif(os.name == "nt", reason="a script of the Unix shell")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder such as the build leaves, in a place with a name that shells misread."""
    made = tmp_path / '我的 "程序" $HOME 50% a\\b' / archive.folder_name("1.2.3")
    (made / "_internal").mkdir(parents=True)
    program = made / "ziping"
    program.write_text("#!/bin/sh\necho started\n", "utf-8")
    program.chmod(0o755)
    (made / "_internal" / "a.txt").write_text("a", "utf-8")
    archive.add_launcher(made)
    return made


def test_an_archive_unpacks_to_one_folder_that_anybody_may_run(folder: Path) -> None:
    packed = archive.pack(folder)
    with tarfile.open(packed) as opened:
        members = opened.getmembers()
    assert {member.name.split("/")[0] for member in members} == {folder.name}
    assert {(member.uid, member.uname, member.mtime) for member in members} == {(0, "root", 0)}
    modes = {member.name.rpartition("/")[2]: member.mode for member in members}
    assert (modes["ziping"], modes["a.txt"], modes[archive.MENU]) == (0o755, 0o644, 0o755)


def test_the_same_folder_gives_the_same_archive(folder: Path) -> None:
    first = archive.pack(folder).read_bytes()
    os.utime(folder / "ziping", (1, 1))
    (folder / "_internal" / "a.txt").chmod(0o600)
    assert archive.pack(folder).read_bytes() == first


def entry_of(text: str) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(text)
    return parser["Desktop Entry"]


@needs_sh
def test_the_menu_entry_starts_the_program_wherever_it_lies(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "家"
    home.mkdir()
    settings = {"HOME": str(home), "PATH": os.environ["PATH"]}
    script = str(folder / archive.MENU)
    subprocess.run([script], env=settings, cwd="/", check=True, capture_output=True)
    entry = home / ".local" / "share" / "applications" / "ziping.desktop"
    command = entry_of(entry.read_text("utf-8"))["Exec"]
    # As desktops read it: the string's escapes, then the quotes' escapes, then field codes.
    command = command.replace("\\\\", "\\")
    assert command[0] == command[-1] == '"'
    shown = command[1:-1]
    for character in '"`$\\':
        shown = shown.replace(f"\\{character}", character)
    assert shown.replace("%%", "%") == str(folder / "ziping")
    if shutil.which("desktop-file-validate"):
        subprocess.run(["desktop-file-validate", str(entry)], check=True)
    subprocess.run([script, "--remove"], env=settings, check=True, capture_output=True)
    left = [path.name for path in home.rglob("*") if path.is_file()]
    assert [name for name in left if name != "mimeinfo.cache"] == []


def test_the_package_has_the_layout_that_both_systems_ask_for(folder: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    deb.fill(root, folder, "1.2.3", "amd64")
    files = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    app = f"opt/apps/{deb.IDENTIFIER}"
    assert f"{app}/files/ziping" in files
    assert {
        name for name in files if name.endswith((".sh", ".txt")) and "_internal" not in name
    } == set()
    for place in (f"{app}/entries", "usr/share"):
        assert f"{place}/applications/{deb.IDENTIFIER}.desktop" in files
        assert f"{place}/mime/packages/{deb.IDENTIFIER}.xml" in files
        assert f"{place}/icons/hicolor/scalable/apps/{deb.IDENTIFIER}.svg" in files
    told = json.loads((root / app / "info").read_text("utf-8"))
    assert (told["appid"], told["version"], told["arch"]) == (deb.IDENTIFIER, "1.2.3", ["amd64"])
    outside = [n for n in files if not n.startswith((f"{app}/", "usr/share/", "DEBIAN/"))]
    assert outside == []


def test_nothing_is_done_at_installation_but_refreshing_two_databases(
    folder: Path, tmp_path: Path
) -> None:
    deb.fill(tmp_path / "root", folder, "1.2.3", "amd64")
    scripts = sorted(path.name for path in (tmp_path / "root" / "DEBIAN").iterdir())
    assert scripts == ["control", "postinst", "postrm", "preinst", "prerm"]
    lines = (tmp_path / "root" / "DEBIAN" / "postinst").read_text("utf-8").splitlines()
    done = [line.split()[0] for line in lines if line.startswith("  ")]
    assert done == ["update-desktop-database", "update-mime-database"]


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
def test_the_package_is_not_changed_under_a_running_program(tmp_path: Path) -> None:
    program = tmp_path.resolve() / "ziping"
    shutil.copy(shutil.which("sleep") or "", program)
    script = tmp_path / "preinst"
    script.write_text(deb.guard("upgrade", "升级", str(program)), "utf-8")

    def said(action: str) -> tuple[int, str]:
        done = subprocess.run(["sh", script, action], capture_output=True, check=False)
        return done.returncode, done.stderr.decode("utf-8").strip()

    assert said("upgrade") == (0, "")
    with subprocess.Popen([program, "60"]) as running:
        code, sentence = said("upgrade")
        assert code == 1
        assert sentence.startswith("绩效自评正在运行。")
        assert sentence.endswith("再升级。")
        assert said("install") == (0, "")
        running.kill()
    assert said("upgrade") == (0, "")


def test_a_record_opens_the_program_and_other_json_does_not() -> None:
    entry = entry_of(deb.desktop_entry())
    assert entry["MimeType"].split(";") == [deb.MIME, deb.PACKAGE_MIME, ""]
    assert entry["Exec"].endswith("--open %f")
    described = (deb.HERE / "mime.xml").read_text("utf-8")
    for kind, pattern in ((deb.MIME, f"*{RECORD_ENDING}"), (deb.PACKAGE_MIME, f"*{SUFFIX}")):
        found = ElementTree.fromstring(described).find(f"{{*}}mime-type[@type='{kind}']/{{*}}glob")
        assert found is not None
        assert found.get("pattern") == pattern
    assert 'value="ziping.record/" offset="0:64"' in described
    assert 'pattern="*.json"' not in described


@needs_dpkg
def test_the_package_can_be_read_by_the_system(folder: Path) -> None:
    made = deb.pack(folder, "1.2.3", "x86_64")
    assert made.name == f"{deb.IDENTIFIER}_1.2.3_amd64.deb"
    command = ["dpkg-deb", "--field", str(made), "Package", "Architecture", "Depends"]
    told = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    assert "Architecture: amd64" in told
    assert "libc6 (>= 2.31)" in told


def test_no_package_is_made_for_a_machine_without_qt(folder: Path) -> None:
    with pytest.raises(StopError, match="loongarch64"):
        deb.pack(folder, "1.2.3", "loongarch64")


@needs_readelf
def test_a_file_that_needs_a_newer_system_is_named(tmp_path: Path) -> None:
    copy = tmp_path / "程序"
    shutil.copyfile(OWN, copy)
    (tmp_path / "link").symlink_to(copy)
    needed = elf.needs(copy)["GLIBC"]
    assert elf.newest(tmp_path)["GLIBC"] == needed
    assert elf.too_new(tmp_path, {**elf.LIMITS, "GLIBC": needed}) == []
    (sentence,) = elf.too_new(tmp_path, {**elf.LIMITS, "GLIBC": (2, 1)})
    assert "程序 需要 GLIBC" in sentence


@needs_readelf
def test_a_library_that_is_neither_inside_nor_on_desktops_is_named(tmp_path: Path) -> None:
    shutil.copyfile(OWN, tmp_path / "a.so")
    linked = elf.libraries(tmp_path / "a.so")
    assert any(name.startswith("libc.so") for name in linked)
    everywhere = frozenset(name.partition(".so")[0] for name in linked)
    assert elf.lacking(tmp_path, everywhere) == []
    found = elf.lacking(tmp_path, everywhere - {"libc"})
    assert found == ["a.so 需要 libc.so.6，它没有带上。"]


def test_what_is_no_program_is_no_binary(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "text").write_text("\x7fEL")
    assert list(elf.binaries(tmp_path)) == []


def test_a_size_is_held_to_its_budget(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(bytes(600))
    (tmp_path / "b").write_bytes(bytes(400))
    assert budget.excess(tmp_path, 1000) == []
    assert len(budget.excess(tmp_path, 999)) == 1


def test_an_environment_of_another_lock_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[list[str]] = []

    def run(command: list[str], otherwise: str) -> None:
        ran.append(command)
        python = environment.python_of(tmp_path / "env")
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()

    monkeypatch.setattr(environment, "run", run)
    lock = tmp_path / "lock"
    lock.write_text("a==1")
    environment.make(tmp_path / "env", tmp_path / "wheels", lock)
    assert len(ran) == 2
    assert {"--require-hashes", "--no-index"} <= set(ran[1])
    environment.make(tmp_path / "env", None, lock)
    assert len(ran) == 2
    lock.write_text("a==2")
    environment.make(tmp_path / "env", None, lock)
    assert len(ran) == 4
    assert "--no-index" not in ran[3]


def test_the_environment_hears_nothing_of_other_pythons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    assert "PYTHONPATH" not in environment.own_environment()
