"""Finding cells on a sheet: by position and by place."""

import pytest
from hypothesis import given, settings

from app.desk.forms import Form
from app.model.places import Place, parse_place
from app.model.record import FormRecord
from app.sheet.grid import Grid
from tests.second import form_of, sample_of
from tests.seeds import national_form, seed_001
from tests.sheet.tables import records, sheets_of, with_layout


def grid(record: FormRecord) -> Grid:
    return Grid(sheets_of(record, national_form())[0])


@given(records())
@settings(max_examples=30)
def test_every_position_of_a_cell_leads_to_it(filled: tuple[Form, FormRecord]) -> None:
    form, record = filled
    for sheet in sheets_of(record, form.definition):
        found = Grid(sheet)
        for index, cell in found.cells():
            last = (index + cell.rowspan - 1, cell.column + cell.colspan - 1)
            assert found.at(*last) == (index, cell)
            assert found.at(index, cell.column) == (index, cell)


@pytest.mark.parametrize("position", [(-1, 0), (20, 0), (0, 9), (0, -1), (99, 99)])
def test_nothing_stands_outside_the_grid(position: tuple[int, int]) -> None:
    assert grid(seed_001()).at(*position) is None


@pytest.mark.parametrize(
    ("place", "position"),
    [
        ("fields/unit", (1, 6)),
        ("funds/total/annual", (3, 4)),
        ("indicators/r2/tier1", (10, 1)),
        ("indicators/r2/tier2", (11, 2)),
        ("indicators/r9/score", (18, 7)),
        ("total/score", (19, 7)),
    ],
)
def test_a_place_leads_to_the_cell_that_shows_it(place: str, position: tuple[int, int]) -> None:
    assert grid(seed_001()).find(parse_place(place)) == position


def test_a_row_s_place_leads_to_its_first_cell_of_its_own() -> None:
    assert grid(seed_001()).find(Place("indicators", "r4", "")) == (13, 3)


def test_what_the_sheet_does_not_show_leads_to_its_section_or_nowhere() -> None:
    found = grid(seed_001())
    assert found.find(Place("indicators", "gone", "actual")) == (10, 1)
    assert found.find(Place("story", None, "problems")) is None


def test_a_finding_in_a_hidden_row_leads_to_its_tier() -> None:
    found = grid(with_layout(seed_001(), hide_empty=True))
    assert found.find(Place("indicators", "r1", "tier1")) == (10, 1)


def test_the_rows_of_a_section_include_its_head() -> None:
    found = Grid(sheets_of(sample_of("second"), form_of("second").definition)[0])
    assert found.rows_of("targets") == range(7, 12)
    assert found.rows_of("story") == range(0)
