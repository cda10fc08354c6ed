"""The drafts of a form: which names they may use, and what is wrong with others."""

from pathlib import Path
from typing import Any

import pytest

from app.model.definition import ChapterSection
from app.model.faults import DefinitionError
from app.model.loading import parse_tables, read_tables
from app.model.overlay import overlaid
from app.model.report_names import ReportNames, named_row
from tests.reports import report_form

NATIONAL = Path(__file__).resolve().parents[2] / "forms" / "mof2020-project" / "form.toml"
BASE = read_tables(NATIONAL.read_text("utf-8"), "base")


def made(**item: Any) -> None:
    section = {"kind": "chapter", "id": "report", "items": [{"field": "a", **item}]}
    part = {"id": "text", "title": "报告", "columns": [156.0], "sections": [section]}
    parse_tables(overlaid(BASE, {"parts": [part]}, "f"), "f")


@pytest.mark.parametrize(
    ("line", "code", "path"),
    [
        ({"text": "{funds.total.rat}"}, "DEFINITION_015", "text"),
        ({"text": "{funds.total.rate"}, "", ""),
        ({"text": "{row.actual}"}, "DEFINITION_015", "text"),
        ({"text": "{row.actual}", "each": "indicators"}, "", ""),
        ({"text": "{row.wrong}", "each": "indicators"}, "DEFINITION_015", "text"),
        ({"text": "{row.completion}", "each": "indicators"}, "", ""),
        ({"text": "x", "each": "fields"}, "DEFINITION_008", "each"),
        ({"text": "x", "when": "total.score"}, "DEFINITION_018", "when"),
        ({"text": "x", "when": "row.score < 1", "each": "indicators"}, "", ""),
        ({"text": "{tiers.甲.score}[{saved}]{total.grade}"}, "", ""),
        ({"text": "{tiers.甲.grade}"}, "DEFINITION_015", "text"),
        ({"text": "{1 < 2}"}, "DEFINITION_017", "text"),
        ({"text": "{indicators.target}"}, "DEFINITION_017", "text"),
        ({"text": "{open('x')}"}, "DEFINITION_016", "text"),
    ],
)
def test_a_draft_names_what_the_form_has(line: dict[str, str], code: str, path: str) -> None:
    if not code:
        made(draft=[line])
        return
    with pytest.raises(DefinitionError) as error:
        made(draft=[line])
    assert error.value.code == code
    assert error.value.values["path"] == f"report.items[0].draft[0].{path}"


def test_an_item_has_a_title_or_a_field() -> None:
    with pytest.raises(DefinitionError) as error:
        made(field="")
    assert error.value.code == "DEFINITION_022"


def test_row_names_are_those_of_one_row() -> None:
    text = "{row.a} arow.b x.row.c {row.a - row.d}"
    assert named_row(text, "t", "r1") == "{t.r1.a} arow.b x.row.c {t.r1.a - t.r1.d}"


def test_reading_a_token_again_gives_the_same() -> None:
    names = ReportNames(report_form().definition)
    assert names.expression("saved") is names.expression("saved")
    assert "nothing.at.all" not in names
    assert len(names) == len(list(names))


def test_every_shipped_report_drafts_every_chapter_that_must_be_written() -> None:
    for form_id in ("self-assessment-report", "evaluation-report"):
        for section in report_form(form_id).definition.sections():
            if isinstance(section, ChapterSection):
                wanted = [i.field for i in section.items if i.required]
                assert wanted
                assert all(i.draft and i.guidance for i in section.items if i.required)
