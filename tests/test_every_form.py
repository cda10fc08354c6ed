"""Every form that is shipped: its sample is filled, scored, checked, laid out and exported."""

import tomllib
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from app.desk.exports import export
from app.desk.forms import Form, gallery
from app.desk.records import complete, new_record
from app.desk.view import Viewer
from app.exchange.embedded import read_embedded
from app.model.codec import read_record, write_record
from tests.golden import FOLDER, dumped

IDS = gallery().ids()
EXPECTED = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
"""By form: the total and grade of its sample, and the errors (必改) that stand in it."""


def form(form_id: str) -> Form:
    return gallery().form(form_id)


def test_every_form_is_expected() -> None:
    assert set(EXPECTED) == set(IDS)


@pytest.mark.parametrize("form_id", IDS)
def test_the_sample_is_laid_out_as_it_was_looked_at(form_id: str) -> None:
    assert dumped(form_id) == (FOLDER / f"{form_id}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("form_id", IDS)
def test_the_sample_earns_its_points_and_shows_its_mistakes(form_id: str) -> None:
    expected = EXPECTED[form_id]
    definition = form(form_id).definition
    view = Viewer(definition).view(complete(gallery().sample(form_id), definition))
    errors = sorted(f"{f.code} {f.place}" for f in view.findings if f.severity == "error")
    assert errors == sorted(expected["errors"])
    if "total" in expected:
        assert view.scores.total == Decimal(expected["total"])
        assert (view.scores.missing, view.scores.grade) == (0, expected["grade"])


@pytest.mark.parametrize("form_id", IDS)
def test_a_record_comes_back_without_loss(form_id: str) -> None:
    record = complete(gallery().sample(form_id), form(form_id).definition)
    assert read_record(write_record(record), "r.json") == record


@pytest.mark.parametrize("form_id", IDS)
def test_sample_and_empty_form_are_exported_and_read_back(form_id: str, tmp_path: Path) -> None:
    made = form(form_id)
    for name, record in (
        ("sample", complete(gallery().sample(form_id), made.definition)),
        ("empty", new_record(made, 2024)),
    ):
        pdf, workbook = tmp_path / f"{name}.pdf", tmp_path / f"{name}.xlsx"
        export(record, made, xlsx=workbook, pdf=pdf)
        assert pdf.read_bytes().startswith(b"%PDF")
        assert read_record(read_embedded(workbook), workbook.name) == record


@pytest.mark.parametrize("form_id", IDS)
def test_a_form_has_its_basis_and_its_page(form_id: str) -> None:
    made = form(form_id)
    page = (made.folder / "README.md").read_text(encoding="utf-8")
    assert made.definition.basis
    assert made.definition.title in page
    assert msgspec.json.decode(made.resolved(), type=type(made.definition)) == made.definition
