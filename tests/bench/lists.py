"""Importing a list of 5,000 targets: reading, planning, writing, and planning it again."""

import csv
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from app.desk.imports.target_plan import Plan
from app.desk.imports.targets import carry_out, open_targets, planner, usual_ticks
from app.desk.workspace import Workspace
from tests.bench.figures import Aim, Line, Sample
from tests.bench.records import bench_form

_T = TypeVar("_T")

PROJECTS, INDICATORS = 500, 10
YEAR = 2025
_WRITTEN = Aim("at most", 10_000.0, of="figure")
_PLANNED = Aim("at most", 3_000.0, of="figure")
_HEAD = (
    "项目编码",
    "项目名称",
    "年初预算数（万元）",
    "一级指标",
    "二级指标",
    "三级指标",
    "指标值",
    "分值",
)


def write_targets(path: Path) -> Path:
    """A list of 500 projects with ten indicators each."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(_HEAD)
        for project in range(PROJECTS):
            for number in range(INDICATORS):
                named = (f"33{project + 1:018}", f"道路养护项目{project}", "87.65")
                first = named if number == 0 else ("", "", "")
                tiers = ("产出指标", "数量指标" if number < 5 else "质量指标")
                rows.writerow((*first, *tiers, f"养护里程{number}", f"≥{number + 1}公里", "9"))
    return path


def lists_lines(runs: int) -> list[Line]:
    """Time to plan the list over an empty ledger, to write it, and to plan it once more."""
    planned, written, again = [], [], []
    for _ in range(max(1, runs // 2)):
        with tempfile.TemporaryDirectory() as name:
            path = write_targets(Path(name) / "清单.csv")
            space = Workspace(Path(name))
            read = partial(planned_list, space, path)
            plan, took = _timed(read)
            planned.append(took)
            write = partial(carry_out, space, plan, usual_ticks(plan), path.name)
            written.append(_timed(write)[1])
            again.append(_timed(read)[1])
            space.close()
    rows = f"{PROJECTS * INDICATORS:,} targets"
    return [
        Line(f"plan a list of {rows}", Sample(tuple(planned), "ms"), aim=_PLANNED),
        Line(f"write {PROJECTS} records of them", Sample(tuple(written), "ms"), aim=_WRITTEN),
        Line("plan the same list again", Sample(tuple(again), "ms"), aim=_PLANNED),
    ]


def planned_list(space: Workspace, path: Path) -> Plan:
    """Read and plan a list."""
    file = open_targets(space, path)
    plan = planner(space, file.tables, file.mapping, bench_form(), YEAR).plan()
    assert plan is not None, "nobody stops it"
    return plan


def _timed(work: Callable[[], _T]) -> tuple[_T, float]:
    started = time.perf_counter()
    result = work()
    return result, 1000 * (time.perf_counter() - started)
