"""What all rooms beside the main window share."""

from pathlib import Path

import pytest

from app.windows.room import Room
from tests.windows.stage import Answers, Stage

KINDS = "Workbook (*.xlsx);;PDF (*.pdf)"


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("清单.xlsx", "清单.xlsx"),
        ("清单.PDF", "清单.PDF"),
        ("清单", "清单.xlsx"),
        ("清单2026.3月", "清单2026.3月.xlsx"),
        ("清单.docx", "清单.docx.xlsx"),
    ],
)
def test_a_list_goes_into_a_file_of_a_kind_that_is_offered(
    stage: Stage, answers: Answers, tmp_path: Path, typed: str, made: str
) -> None:
    answers.path = tmp_path / typed
    asked = Room(stage.window, "清单").ask_target("导出", "清单", KINDS)
    assert asked == tmp_path / made
