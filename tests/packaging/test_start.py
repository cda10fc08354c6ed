"""What runs first inside the installed program."""

import sys
from pathlib import Path
from typing import Any

import pytest

from windows import start


def test_the_command_line_runs_as_a_packed_program(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, Any] = {}

    def run() -> int:
        seen.update(frozen=getattr(sys, "frozen", False), argv=list(sys.argv))
        return 4

    monkeypatch.setattr("app.cli.main", run)
    monkeypatch.setattr(sys, "frozen", False, raising=False)
    monkeypatch.setattr(sys, "argv", ["start.py", "check", "记录.json"])
    assert start.main() == 4
    assert seen == {"frozen": True, "argv": [sys.executable, "check", "记录.json"]}


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A program whose library is gone; the boxes it shows."""
    boxes: list[str] = []
    monkeypatch.setitem(sys.modules, "app.cli", None)
    monkeypatch.setattr(sys, "frozen", False, raising=False)
    monkeypatch.setattr(sys, "argv", ["start.py"])
    monkeypatch.setattr(start, "show", boxes.append)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    return boxes


def test_a_window_that_cannot_open_says_why_in_a_box(
    broken: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert start.main() == 1
    (box,) = broken
    assert "app.cli" in box
    assert "重新安装" in box
    report = (tmp_path / "ziping-start-error.txt").read_text("utf-8-sig")
    assert "Traceback" in report
    assert str(tmp_path / "ziping-start-error.txt") in box


def test_on_a_console_it_says_so_there(
    broken: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert start.main() == 1
    assert "app.cli" in capsys.readouterr().err
    assert broken == []
