"""The setup for Windows: what it asks, keeps, replaces and refuses."""

import re
import shutil
from pathlib import Path

import pytest

from app.desk.datafolder.remembered import kept_in, remember
from app.desk.folders import NAME
from app.desk.keeping.package import SUFFIX
from common.stop import StopError
from tests.packaging.standins import library
from windows.embedded import Python
from windows.icon import WELCOME, welcome_picture, windows_icon
from windows.launcher import CONSOLE, WINDOW
from windows.setup import HERE, Look, write_setup

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = (HERE / "setup.nsi").read_text("utf-8")
PYTHON = Python(Path("python-3.11.9-embed-amd64.zip"), (3, 11, 9))
has_nsis = pytest.mark.skipif(shutil.which("makensis") is None, reason="makensis is not installed")


@pytest.fixture(scope="module")
def look(tmp_path_factory: pytest.TempPathFactory) -> Look:
    folder = tmp_path_factory.mktemp("look")
    drawing = ROOT / "resources" / "icons" / "ziping.svg"
    (folder / "ziping.ico").write_bytes(windows_icon(drawing))
    (folder / "welcome.bmp").write_bytes(welcome_picture(drawing))
    return Look(folder / "ziping.ico", folder / "welcome.bmp")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    folder = tmp_path / "程 序"
    (folder / "runtime" / "Lib").mkdir(parents=True)
    (folder / "runtime" / PYTHON.library).write_bytes(library())
    for name in (WINDOW, CONSOLE):
        (folder / name).write_bytes(library())
    return folder


@has_nsis
def test_nsis_makes_a_setup_without_a_warning(tmp_path: Path, tree: Path, look: Look) -> None:
    target = tmp_path / "安装.exe"
    write_setup(PYTHON, "1.2.3", tree, look, target)
    content = target.read_bytes()
    assert content[:2] == b"MZ"
    head = int.from_bytes(content[0x3C:0x40], "little")
    # A 32-bit program: on a 32-bit Windows it must start to be able to refuse.
    assert content[head + 4 : head + 6] == (0x14C).to_bytes(2, "little")
    assert b'requestedExecutionLevel level="asInvoker"' in content
    for told in ("1.2.3", "绩效自评 安装程序"):
        assert told.encode("utf-16-le") in content


@has_nsis
def test_a_mistake_of_nsis_stops_the_build(tmp_path: Path, look: Look) -> None:
    with pytest.raises(StopError, match="makensis"):
        write_setup(PYTHON, "1.2.3", tmp_path / "none", look, tmp_path / "a.exe")


def test_without_nsis_the_way_to_it_is_named(
    tmp_path: Path, tree: Path, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StopError, match="apt install nsis"):
        write_setup(PYTHON, "1.2.3", tree, look, tmp_path / "a.exe")


def test_no_administrator_is_asked_for_and_no_other_user_is_touched() -> None:
    assert re.search(r"^RequestExecutionLevel user$", SCRIPT, re.M)
    assert re.search(r'^InstallDir "\$LOCALAPPDATA\\Programs\\Ziping"$', SCRIPT, re.M)
    assert "HKLM" not in SCRIPT
    assert "SetShellVarContext all" not in SCRIPT
    assert "PROGRAMFILES" not in SCRIPT


def test_a_silent_setup_asks_nothing() -> None:
    boxes = re.findall(r"^\s*MessageBox.*$", SCRIPT, re.M)
    assert boxes
    assert [box for box in boxes if "/SD ID" not in box] == []


def test_removing_names_every_file_and_never_the_folder_of_a_person() -> None:
    removed = re.findall(r'^\s*RMDir /r "(.+)"$', SCRIPT, re.M)
    assert set(removed) == {r"$INSTDIR\runtime.old", r"$INSTDIR\licences"}
    deleted = re.findall(r'^\s*Delete "(.+)"$', SCRIPT, re.M)
    assert {rf"$INSTDIR\{WINDOW}", rf"$INSTDIR\{CONSOLE}"} <= set(deleted)
    assert not [name for name in (*removed, *deleted) if "*" in name or "DOCUMENTS" in name]


def test_the_uninstaller_says_where_the_data_are() -> None:
    said = SCRIPT[SCRIPT.index('Section "Uninstall"') :]
    assert rf"$DOCUMENTS\{NAME}" in said
    remember(Path(r"D:\绩效 自评"))
    (section, key), file = kept_in().read_text("utf-16").split("\n")[:2], kept_in()
    read = re.search(r'ReadINIStr \$1 "\$LOCALAPPDATA\\(\w+)\\([\w.-]+)" "(\w+)" "(\w+)"', said)
    assert read is not None
    assert read.groups() == (file.parent.name, file.name, section.strip("[]"), key.split("=")[0])


@pytest.mark.parametrize("sentence", ["32 位", "Windows 10（1809 版）", "更新的版本", "正在运行"])
def test_each_refusal_is_one_sentence_in_the_setup(sentence: str) -> None:
    assert sentence in SCRIPT


def test_the_older_version_goes_before_the_newer_comes() -> None:
    section = SCRIPT[SCRIPT.index('Section "程序"') :]
    order = ("Call RefuseRunning", "Rename", "RemoveFiles", "File /r", "WriteUninstaller")
    places = [section.index(step) for step in order]
    assert places == sorted(places)


def test_the_programs_own_ending_is_taken_and_the_records_ending_only_offered() -> None:
    assert r'"$INSTDIR\Ziping.exe" --open "%1"' in SCRIPT
    assert f'!define ENDING "{SUFFIX}"\n' in SCRIPT
    written = set(re.findall(r'^\s*WriteReg\w+ HKCU "([^"]+)"', SCRIPT, re.M))
    own = {name for name in written if "${class}" in name or "${ENDING}" in name}
    assert written - own == {"${KEY}", "${OFFERED}"}
    assert r'!define OFFERED "Software\Classes\.json\OpenWithProgids"' in SCRIPT
    assert 'DeleteRegKey /ifempty HKCU "${OFFERED}"' in SCRIPT


def test_the_icon_has_every_size_and_the_picture_the_setup_s(look: Look) -> None:
    from PIL import Image

    with Image.open(look.icon) as icon:
        assert icon.info["sizes"] == {(s, s) for s in (16, 20, 24, 32, 40, 48, 64, 256)}
    with Image.open(look.picture) as picture:
        assert picture.size == WELCOME
