"""`ziping carry` and `ziping move` on files."""

import json
from pathlib import Path

import pytest

from app.cli import main
from app.desk.forms import gallery
from app.model.codec import read_record

SAMPLE = str(gallery().form("mof2020-project").folder / "sample.json")


def test_next_years_record_is_made_from_a_file(tmp_path: Path) -> None:
    made = tmp_path / "明年.json"
    assert main(["carry", SAMPLE, "-o", str(made)]) == 0
    record = read_record(made.read_bytes(), made.name)
    assert record.year == 2020
    assert record.extra["carried"]["values"]["funds/total/score"] == "9.87"
    assert main(["carry", SAMPLE, "-o", str(made)]) == 2


def test_a_moved_record_lists_what_has_no_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "moved.json"
    other = next(i for i in gallery().ids() if gallery().form(i).definition.funds() == ())
    assert main(["move", SAMPLE, other, "-o", str(made), "--json"]) == 0
    left = {item["place"]: item["text"] for item in json.loads(capsys.readouterr().out)["left"]}
    assert left["funds/total/annual"] == "87.65"
    assert main(["move", SAMPLE, "nowhere", "-o", str(tmp_path / "x.json")]) == 2
    assert "nowhere" in capsys.readouterr().err
