"""Seed 003's tables 11, 13, 14, 16, 17, 18 and 23 typed into the forms that are shipped."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.desk.exports import export
from app.desk.forms import Form, gallery
from app.desk.records import complete
from app.desk.rules import offered_rule, with_offered
from app.desk.view import View, Viewer
from app.exchange.embedded import read_embedded
from app.model.change import apply
from app.model.codec import read_record
from app.model.money import plain
from app.model.places import Place
from app.model.record import SCORED, FormRecord, Row
from app.rules.rule_text import read_rule_text
from app.sheet.sheet import Sheet
from tests.seeds import DATA, score_data, system_rows

FORMS = {3: "indicator-system", 4: "indicator-system-4"}
SECTION = "system"
KNOWN: dict[str, dict[str, Any]] = {row["id"]: row for row in score_data("seed003")["rows"]}
TABLES: dict[str, dict[str, Any]] = {
    table["number"]: table
    for table in tomllib.loads((DATA / "seed003" / "tables.toml").read_text("utf-8"))["tables"]
}
FIELDS = {"project_name": "产品质量安全监督管理专项经费", "unit": "云溪市市场监督管理局"}


def record_of(form: Form, rows: list[Row]) -> FormRecord:
    """A record of one of the forms with these rows."""
    made = FormRecord(
        form=form.definition.id,
        form_version=form.definition.version,
        form_hash=form.hash,
        id="00000000-0000-4000-8000-000000000011",
        year=2024,
        money_unit=form.definition.money_unit,
        sections={"fields": dict(FIELDS), SECTION: tuple(rows)},
    )
    return complete(made, form.definition)


def score_table(number: str) -> tuple[Form, FormRecord]:
    """One of the score tables as its author filled it, with the facts and rules of the report."""
    table = TABLES[number]
    depth = table["tiers"]
    rows = []
    third = ""
    for row_id, *names, weight, points, reason in table["rows"]:
        known = KNOWN[row_id]
        tiers = [table["tier"], known["tiers"][1], *names]
        third = tiers[2] = tiers[2] or third
        cells = {f"tier{at}": text for at, text in enumerate(tiers, 1) if text}
        cells |= {key: known[key] for key in ("target", "actual") if key in known}
        cells |= {"weight": weight, "deviation": reason}
        if known.get("computed", points) != points:
            cells["score"] = points
        rows.append(Row(row_id, SCORED, cells, known.get("rule")))
    form = gallery().form(FORMS[depth])
    return form, record_of(form, rows)


def table_11() -> tuple[Form, FormRecord]:
    """The system of indicators as printed: nothing is scored yet."""
    form = gallery().form(FORMS[4])
    rows = []
    for known in system_rows():
        tiers = [*known["tiers"], known["name"]]
        cells = {f"tier{at}": text for at, text in enumerate(tiers, 1)}
        names = ("weight", "explanation", "rule_text", "target", "source")
        cells |= {name: known[name] for name in names if name in known}
        rows.append(Row(known["id"], SCORED, cells))
    return form, record_of(form, rows)


def typed(number: str) -> tuple[Form, FormRecord]:
    """A table by its number in the paper."""
    return table_11() if number == "11" else score_table(number)


def looked_at(form: Form, record: FormRecord) -> View:
    return Viewer(form.definition).view(record)


def shown(sheet: Sheet, row_id: str) -> dict[str, str]:
    """What stands in the cells of a row, by column; a tier merged from above is left out."""
    (row,) = (row for row in sheet.rows if row.row_id == row_id)
    return {cell.place.field: cell.text for cell in row.cells if cell.place is not None}


@pytest.mark.parametrize("number", TABLES)
def test_a_score_table_stands_there_row_for_row(number: str) -> None:
    form, record = score_table(number)
    table = TABLES[number]
    sheet = looked_at(form, record).pages[0].sheet
    columns = [f"tier{at}" for at in range(3, table["tiers"] + 1)]
    columns += ["weight", "score", "deviation"]
    laid_out = [row.row_id for row in sheet.rows if row.row_id is not None]
    assert laid_out == [row[0] for row in table["rows"]]
    for row_id, *texts in table["rows"]:
        cells = shown(sheet, row_id)
        assert [cells.get(column, "") for column in columns] == texts


@pytest.mark.parametrize("number", TABLES)
def test_a_score_table_is_scored_and_summed_up(number: str) -> None:
    """Table 13 is the summary; table 16 adds to 25.82 where 24.82 is printed."""
    form, record = score_table(number)
    view = looked_at(form, record)
    weight, printed = TABLES[number]["total"]
    told = score_data("seed003")["blocks"][TABLES[number]["tier"]]
    points = told.get("rows", printed)
    assert (plain(view.scores.weight), plain(view.scores.total)) == (weight, points)
    summary = [[cell.text for cell in row.cells] for row in view.pages[1].sheet.rows]
    assert summary[0] == ["指标", "权重分值", "评分分值", "得分率"]
    assert summary[1][:3] == [TABLES[number]["tier"], weight, points]
    assert summary[2] == ["合计", *summary[1][1:]]
    if points == printed:
        assert Decimal(summary[1][3].rstrip("%")) == Decimal(told["rate"].rstrip("%"))


def test_table_11_stands_there_word_for_word() -> None:
    form, record = table_11()
    sheet = looked_at(form, record).pages[0].sheet
    for known in system_rows():
        cells = shown(sheet, known["id"])
        for name in ("weight", "explanation", "rule_text", "target", "source"):
            assert cells[name] == known.get(name, "")
        assert cells.get("tier4") == (known["name"] if len(known["tiers"]) == 3 else "")


def test_table_11_tells_its_own_mistakes() -> None:
    """89 of 100 points, 19 below a heading of 20; two rows have no weight (domain.md 4.2)."""
    form, record = table_11()
    found = looked_at(form, record).findings
    assert [(f.expected, f.found) for f in found if f.code == "W1"] == [("100", "89")]
    assert [(f.expected, f.found) for f in found if f.code == "W2"] == [("20", "19")]
    assert {
        f.place.row for f in found if f.code == "W4" and "权重" in f.values.get("names", "")
    } == {
        *("B233", "E12"),
    }


def test_every_rule_text_of_table_11_can_be_taken_over() -> None:
    form, record = table_11()
    view = looked_at(form, record)
    for row in record.rows(SECTION):
        place = Place(SECTION, row.id, "rule")
        offered = offered_rule(view, form.definition, place)
        change = with_offered(record, place, offered)
        assert change is not None
        record = apply(record, change)
    view = looked_at(form, record)
    places = [Place(SECTION, row.id, "rule") for row in record.rows(SECTION)]
    assert {offered_rule(view, form.definition, place) for place in places} == {None}
    assert {view.scores.rows[f"{SECTION}/{p.row}"].rule for p in places} == {
        *("checklist", "rate", "deduction", "all_or_nothing", "tasks", "excess", "mixed", "survey"),
    }


@pytest.mark.parametrize("form_id", FORMS.values())
def test_the_rule_texts_of_the_empty_form_are_known(form_id: str) -> None:
    """All but that of 实施效益, which each project has to write for itself."""
    (table,) = gallery().form(form_id).definition.indicators()
    texts = [row.get("rule_text", "") for row in table.template]
    assert [text for text in texts if read_rule_text(text) is None] == [""]


@pytest.mark.parametrize("number", ["11", *TABLES])
def test_a_table_is_exported_and_comes_back(number: str, tmp_path: Path) -> None:
    form, record = typed(number)
    pdf, workbook = tmp_path / "t.pdf", tmp_path / "t.xlsx"
    export(record, form, xlsx=workbook, pdf=pdf)
    assert pdf.read_bytes().startswith(b"%PDF")
    assert read_record(read_embedded(workbook), workbook.name) == record
