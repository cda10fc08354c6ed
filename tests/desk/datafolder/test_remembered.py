"""The choice of a folder is one person's, survives hostile names, and is never half written."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desk import folders
from app.desk.datafolder.remembered import kept_in, remember, remembered
from app.desk.folders import data_choice, data_folder, is_gone
from app.desk.texts import fault_sentence
from app.model.faults import FaultError

BREAKS = "\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
NAMES = st.text(
    st.characters(codec="utf-8", exclude_characters="/\0" + BREAKS),
    min_size=1,
    max_size=40,
).filter(lambda name: name not in (".", ".."))


@pytest.fixture(autouse=True)
def free_to_choose(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ZIPING_DATA")


def in_use(folder: Path) -> Path:
    """A folder that looks like one with data."""
    folder.mkdir(parents=True)
    (folder / "ziping.db").write_bytes(b"")
    return folder


@given(NAMES)
def test_any_name_is_remembered_as_it_is(name: str) -> None:
    folder = Path("/资料") / name
    remember(folder)
    assert remembered() == folder


def test_the_file_is_one_that_the_setup_program_can_read(tmp_path: Path) -> None:
    remember(tmp_path / "𠮷 绩效")
    raw = kept_in().read_bytes()
    assert raw[:2] == b"\xff\xfe"
    lines = raw.decode("utf-16").split("\r\n")
    assert lines == ["[Ziping]", f"DataFolder={tmp_path / '𠮷 绩效'}", ""]
    assert kept_in().name.isascii()
    assert kept_in().parent.name == "ziping"


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", b"\xff\xfe\x00", b"DataFolder=/x", "[Ziping]\r\n".encode("utf-16"),
     "[Ziping]\r\nDataFolder=\r\n".encode("utf-16"), "[Other]\r\nDataFolder=/x".encode("utf-16")],
)  # fmt: skip
def test_a_damaged_file_is_no_choice(content: bytes) -> None:
    kept_in().parent.mkdir(parents=True)
    kept_in().write_bytes(content)
    assert remembered() is None
    assert data_choice(None).by == "usual"


def test_a_name_with_a_line_break_is_refused(tmp_path: Path) -> None:
    remember(tmp_path)
    for mark in BREAKS:
        with pytest.raises(FaultError, match="FOLDER_003"):
            remember(tmp_path / f"一{mark}二")
    assert remembered() == tmp_path


def test_a_failed_write_keeps_the_former_choice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember(tmp_path / "旧")

    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(FaultError, match="EXPORT_003"):
        remember(tmp_path / "新")
    assert remembered() == tmp_path / "旧"


def test_the_choice_comes_behind_what_is_fixed_and_before_the_usual_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember(tmp_path / "选的")
    assert data_choice(None) == (tmp_path / "选的", "remembered")
    monkeypatch.setattr(folders, "carried_path", lambda: tmp_path / "带着")
    assert data_choice(None).by == "carried"
    monkeypatch.setenv("ZIPING_DATA", str(tmp_path / "环境"))
    assert data_choice(None).by == "environment"
    assert data_choice(tmp_path).by == "option"


def test_a_chosen_folder_that_is_gone_is_never_made_anew(tmp_path: Path) -> None:
    stick = in_use(tmp_path / "优盘" / "绩效")
    remember(stick)
    assert data_folder(None) == stick
    (stick / "ziping.db").unlink()
    stick.rmdir()
    assert is_gone(data_choice(None))
    with pytest.raises(FaultError) as caught:
        data_folder(None)
    assert str(stick) in fault_sentence(caught.value)
    assert not stick.exists()
    stick.mkdir()  # the mount point alone
    with pytest.raises(FaultError, match="FOLDER_001"):
        data_folder(None)
    assert list(stick.iterdir()) == []


def test_two_people_of_one_machine_do_not_meet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    for name in ("zhang", "li"):
        home = tmp_path / name
        home.mkdir()
        for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_DOCUMENTS_DIR"):
            monkeypatch.delenv(variable, raising=False)
        monkeypatch.setenv("HOME", str(home))
        monkeypatch.setenv("USERPROFILE", str(home))
        assert remembered() is None
        before = data_choice(None)
        seen += [kept_in(), before.path]
        remember(in_use(home / "自评"))
        assert remembered() == home / "自评"
    assert len(set(seen)) == 4
    if os.name == "posix":
        assert [path.relative_to(tmp_path).parts[0] for path in seen] == ["zhang"] * 2 + ["li"] * 2
