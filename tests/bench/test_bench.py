"""The data that is measured is what the table says it is."""

import json
from pathlib import Path

import pytest

from app.desk.view import Viewer, judged
from app.desk.workspace import Workspace
from tests.bench.figures import Aim, Line, Sample, table
from tests.bench.lists import INDICATORS, PROJECTS, planned_list, write_targets
from tests.bench.machine import machine_name
from tests.bench.records import (
    EDITED_ROWS,
    LEDGER_RECORDS,
    LONG_ROWS,
    bench_form,
    fill_ledger,
    fill_with,
    long_record,
    troubled_record,
)
from tests.bench.rules_cost import Steps
from tests.bench.turning import main


def test_figures_are_those_of_the_issue() -> None:
    assert (LONG_ROWS, EDITED_ROWS, LEDGER_RECORDS) == (40, 300, 100)


@pytest.mark.parametrize("rows", [LONG_ROWS, EDITED_ROWS])
def test_long_record_has_its_rows_and_every_row_is_shown(rows: int) -> None:
    form = bench_form()
    view = Viewer(form.definition).view(long_record(form, rows))
    shown = [row for row in view.pages[0].sheet.rows if row.section == "indicators"]
    assert len([row for row in shown if row.row_id]) == rows
    assert len(view.scores.rows) >= rows
    assert view.scores.total > 0


def test_ledger_holds_its_records_and_opens_the_long_one(tmp_path: Path) -> None:
    record_id = fill_ledger(tmp_path)
    workspace = Workspace(tmp_path)
    assert len(workspace.headers(None, "")) == LEDGER_RECORDS
    assert len(workspace.open(record_id).document.record.rows("indicators")) == LONG_ROWS
    workspace.close()


@pytest.mark.slow
def test_the_list_of_targets_is_whole(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    plan = planned_list(workspace, write_targets(tmp_path / "清单.csv"))
    workspace.close()
    assert plan.problems == ()
    assert [len(p.listed.indicators) for p in plan.projects] == [INDICATORS] * PROJECTS


def test_record_in_trouble_has_a_finding_in_every_row() -> None:
    form = bench_form()
    record = troubled_record(form, LONG_ROWS)
    found = {finding.place.row for finding in judged(record, form.definition).findings}
    assert {row.id for row in record.rows("indicators")} <= found


def test_steps_of_an_edit_are_all_measured_at_every_edit() -> None:
    steps = Steps(LONG_ROWS)
    for number in range(3):
        steps.edit(number)
    assert {len(values) for values in steps.taken.values()} == {3}
    assert all(value > 0 for values in steps.taken.values() for value in values)


def test_records_are_opened_one_after_the_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = bench_form()
    fill_with(tmp_path, (long_record(form, 2, number) for number in range(150)))
    assert main([str(tmp_path), "10"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["before"] <= told["early"] <= told["all"]


@pytest.mark.parametrize(
    ("aim", "faster", "ratio", "reached"),
    [
        (Aim("at most", 1.5), False, 2.0, False),
        (Aim("at most", 2.0), False, 2.0, True),
        (Aim("at least", 0.5), True, 0.5, True),
        (Aim("at most", 3.0, of="figure"), False, 2.0, False),
    ],
)
def test_line_compares_medians_with_its_aim(
    aim: Aim, faster: bool, ratio: float, reached: bool
) -> None:
    ours, bare = Sample((1.0, 4.0, 9.0), "ms"), Sample((2.0,), "ms")
    line = Line("one", ours, bare, "bare", aim, faster=faster)
    assert line.ratio() == ratio
    assert line.reached() is reached
    assert "4.00 ms (1.00–9.00)" in table([line])


def test_machine_names_its_cores() -> None:
    assert "cores" in machine_name()
