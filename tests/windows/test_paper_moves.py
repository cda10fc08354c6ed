"""Keys on the grid of both forms, without a window."""

import pytest
from PySide6.QtWidgets import QAbstractItemView

from app.desk.view import Viewer
from app.sheet.grid import Grid, Position
from app.windows.paper_moves import INPUTS, STOPS, next_input, step_from
from tests.second import FORM_IDS, form_of, sample_of

Action = QAbstractItemView.CursorAction
BACK = {
    Action.MoveLeft: Action.MoveRight,
    Action.MoveRight: Action.MoveLeft,
    Action.MoveUp: Action.MoveDown,
    Action.MoveDown: Action.MoveUp,
}


def grids(form_id: str) -> list[Grid]:
    view = Viewer(form_of(form_id).definition).view(sample_of(form_id))
    return [Grid(pages.sheet) for pages in view.pages]


def stops(grid: Grid) -> list[Position]:
    return [(row, cell.column) for row, cell in grid.cells() if cell.kind in STOPS]


def step(grid: Grid, at: Position, action: Action, extend: bool = False) -> Position | None:
    return step_from(grid, at, action, extend=extend, whole=False, page=10)


@pytest.mark.parametrize("form_id", FORM_IDS)
@pytest.mark.parametrize("action", list(BACK))
def test_an_arrow_and_its_opposite_lead_back(form_id: str, action: Action) -> None:
    for grid in grids(form_id):
        for start in stops(grid):
            there = step(grid, start, action)
            if there is None:
                continue
            assert grid.at(*there) != grid.at(*start)
            back = step(grid, there, BACK[action])
            assert back is not None
            assert grid.at(*back) == grid.at(*start)


@pytest.mark.parametrize("form_id", FORM_IDS)
def test_tab_comes_to_every_empty_cell_once_and_back_tab_returns(form_id: str) -> None:
    for grid in grids(form_id):
        seen: list[Position] = []
        start: Position = (0, 0)
        while (there := next_input(grid, seen[-1] if seen else start, "next")) is not None:
            seen.append(there)
        assert seen == sorted(set(seen))
        empty = {(r, c.column) for r, c in grid.cells() if c.kind in INPUTS and not c.text}
        assert empty <= set(seen)
        back = [seen[-1]]
        while (there := next_input(grid, back[-1], "previous")) is not None:
            back.append(there)
        assert back == seen[::-1]


@pytest.mark.parametrize("form_id", FORM_IDS)
def test_extending_a_selection_stops_at_labels_too(form_id: str) -> None:
    for grid in grids(form_id):
        for start in stops(grid):
            short = step(grid, start, Action.MoveLeft, extend=True)
            long = step(grid, start, Action.MoveLeft)
            assert short is not None or long is None
            assert long is None or (short is not None and short[1] >= long[1])


@pytest.mark.parametrize("form_id", FORM_IDS)
def test_home_end_and_the_page_keys_lead_to_cells_that_one_may_stand_in(form_id: str) -> None:
    actions = (Action.MoveHome, Action.MoveEnd, Action.MovePageUp, Action.MovePageDown)
    for grid in grids(form_id):
        for start in stops(grid):
            for action in actions:
                there = step(grid, start, action)
                found = grid.at(*there) if there else None
                assert found is not None
                assert found[1].kind in STOPS


def test_whole_form_ends_are_its_first_and_last_input() -> None:
    (grid,) = grids("mof2020-project")
    inputs = [(row, cell.column) for row, cell in grid.cells() if cell.kind in INPUTS]
    for action, end in ((Action.MoveHome, inputs[0]), (Action.MoveEnd, inputs[-1])):
        there = step_from(grid, inputs[5], action, extend=False, whole=True, page=10)
        assert there == end


def test_a_grid_without_cells_leads_nowhere() -> None:
    (grid,) = grids("mof2020-project")
    assert step(grid, (0, 0), Action.MoveUp) is None
    assert next_input(grid, (99, 0), "next") is None
