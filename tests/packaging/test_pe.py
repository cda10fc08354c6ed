"""What libraries for Windows are linked to is read from their bytes."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.packaging.standins import library
from windows.pe import NotWindowsError, read_library

NAMES = st.lists(
    st.text("ABCabc019_-", min_size=1, max_size=20).map("{}.dll".format), unique_by=str.lower
)
PART = st.integers(0, 0xFFFF)


@given(NAMES, NAMES, st.tuples(PART, PART, PART, PART))
def test_every_need_and_the_version_are_found(
    tmp_path_factory: pytest.TempPathFactory,
    needs: list[str],
    delayed: list[str],
    version: tuple[int, int, int, int],
) -> None:
    path = tmp_path_factory.mktemp("pe") / "库.dll"
    path.write_bytes(library(needs, delayed, version))
    found = read_library(path)
    assert found.needs == {name.lower() for name in (*needs, *delayed)}
    assert found.version == version


def test_without_a_version_it_is_the_oldest(tmp_path: Path) -> None:
    (tmp_path / "a.dll").write_bytes(library())
    assert read_library(tmp_path / "a.dll").version == (0, 0, 0, 0)


@given(st.data())
def test_what_is_cut_short_or_scrambled_is_refused_or_read_but_breaks_nothing(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = bytearray(library(["KERNEL32.dll", "Qt6Core.dll"], ["d3d9.dll"], (1, 2, 3, 4)))
    cut = whole[: data.draw(st.integers(0, len(whole)))]
    if cut:
        cut[data.draw(st.integers(0, len(cut) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("pe") / "a.dll"
    path.write_bytes(cut)
    with contextlib.suppress(NotWindowsError):
        read_library(path)


@pytest.mark.parametrize(
    "content",
    [b"", b"\x7fELF" + bytes(200), library(machine=0x14C), library(machine=0xAA64)],
    ids=["empty", "linux", "32-bit", "arm"],
)
def test_files_for_other_systems_are_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.dll").write_bytes(content)
    with pytest.raises(NotWindowsError):
        read_library(tmp_path / "a.dll")
