"""The self-test sees what works, and says what does not."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from app.desk import selftest as subject
from app.desk.exports import ExportReport
from app.desk.selftest import NAMES, selftest
from app.desk.support.versions import DISTRIBUTIONS, versions
from app.model.faults import FaultError
from app.version import VERSION

PARTS = [name for name in NAMES if name != "window"]


def paint_nothing(folder: Path, language: str) -> str:
    raise FaultError("SELFTEST_006", found="1")


def tried(name: str, language: str = "zh") -> dict[str, Any]:
    """The one result of a part that was tried alone."""
    outcome = selftest(language, paint_nothing, name)
    (result,) = outcome.data["checks"]
    assert outcome.code == (0 if result["passed"] else 1)
    assert outcome.data["passed"] is result["passed"]
    return dict(result)


@pytest.mark.parametrize("name", PARTS)
def test_a_part_that_works_passes_and_tells_what_it_saw(name: str) -> None:
    result = tried(name)
    assert result["passed"], result
    assert result["text"]


def test_a_part_that_fails_is_told_in_one_line_with_the_reason() -> None:
    outcome = selftest("zh", paint_nothing, "window")
    assert outcome.code == 1
    _, line, last = outcome.text.splitlines()
    assert line == "未过　画出窗口：窗口是空白的，只有 1 种颜色。"
    assert "没通过" in last


@pytest.mark.parametrize(
    ("name", "replaced", "wrong", "words"),
    [
        ("score", "SAMPLE_TOTAL", "100.00", "99.87"),
        ("xlsx", "workbook_texts", lambda path: frozenset({"𬭸"}), "找不到"),
        ("pdf", "pdf_text", lambda path: "Ⲵ", "找不到"),
        ("child", "own_command", lambda: [sys.executable, "-c", "raise SystemExit(3)"], "3"),
        ("child", "own_command", lambda: ["/nowhere/ziping"], "FileNotFoundError"),
    ],
)
def test_a_part_that_is_broken_fails(
    name: str, replaced: str, wrong: Any, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subject, replaced, wrong)
    result = tried(name)
    assert not result["passed"]
    assert words in result["text"]


def test_a_character_without_a_glyph_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def export(*_arguments: object, **_files: object) -> tuple[None, ExportReport]:
        return None, ExportReport((), 1, ("𠮷",))

    monkeypatch.setattr(subject, "export", export)
    assert "𠮷" in tried("pdf")["text"]


def test_libraries_of_a_frozen_program_that_reach_its_children_fail(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", f"{tmp_path}{os.pathsep}/usr/lib")
    assert "LD_LIBRARY_PATH" in tried("child")["text"]


def test_a_library_that_the_bundle_holds_must_come_from_the_bundle(tmp_path: Path) -> None:
    bundle = tmp_path / "程序 目录" / "_internal"
    (bundle / "lib").mkdir(parents=True)
    for name in ("libsqlite3.so.0", "lib/libQt6Core.so.6"):
        (bundle / name).touch()
    good = [str(bundle / "libsqlite3.so.0"), "/usr/lib/libc.so.6"]
    bad = ["/usr/lib/libsqlite3.so.0", "/usr/lib/libQt6Core.so.6"]
    assert subject.foreign_libraries(good, str(bundle)) == []
    assert subject.foreign_libraries([*good, *bad], str(bundle)) == bad
    assert subject.foreign_libraries(bad, "") == []


def test_the_libraries_of_a_process_are_read_with_spaces_in_their_paths(tmp_path: Path) -> None:
    maps = tmp_path / "maps"
    maps.write_text(
        "7f0000-7f1000 r-xp 00000000 fe:00 12   /opt/我的 程序/liba.so.1\n"
        "7f1000-7f2000 r--p 00001000 fe:00 12   /opt/我的 程序/liba.so.1\n"
        "7f2000-7f3000 rw-p 00000000 00:00 0    [heap]\n"
        "7f3000-7f4000 rw-p 00000000 00:00 0 \n",
        "utf-8",
    )
    assert subject.loaded_libraries(maps) == ["/opt/我的 程序/liba.so.1"]
    assert subject.loaded_libraries(tmp_path / "none") == []


def test_the_window_is_tried_in_a_process_that_may_die(monkeypatch: pytest.MonkeyPatch) -> None:
    died = [sys.executable, "-c", "import os; os.abort()"]
    monkeypatch.setattr(subject, "own_command", lambda: died)
    monkeypatch.setattr(subject, "CHECKS", ())
    outcome = selftest("zh", paint_nothing)
    assert outcome.code == 1
    assert not outcome.data["checks"][0]["passed"]


def test_versions_are_told_of_all_that_matters() -> None:
    told = versions()
    assert told["ziping"] == VERSION
    assert set(DISTRIBUTIONS) < set(told)
    assert "?" not in told.values()
