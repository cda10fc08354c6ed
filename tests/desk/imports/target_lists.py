"""Flat lists of targets for the tests: written as files, from projects in plain words."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import openpyxl

from app.desk.batch import BatchResult
from app.desk.forms import gallery
from app.desk.imports.target_plan import Plan, Planner, ProjectPlan
from app.desk.imports.target_rows import Item
from app.desk.imports.targets import (
    TargetFile,
    Ticks,
    carry_out,
    open_targets,
    planner,
    usual_ticks,
)
from app.desk.workspace import Workspace
from tests.second import FORM_IDS

NATIONAL = FORM_IDS[0]
YEAR = 2025
HEAD = (
    *("项目编码", "项目名称", "实施单位", "年初预算数（万元）"),
    *("一级指标", "二级指标", "三级指标", "年度指标值", "分值"),
)
ROADS = ("0331", "道路养护", "云溪县公路所", "87.65")
SCHOOLS = ("0332", "校舍维修", "云溪县教育局", "120")
BATCHES = ("产出指标", "数量指标", "养护里程", "≥200公里", "20")
ON_TIME = ("产出指标", "时效指标", "按时完成率", "100%", "30")
CONTENT = ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "10")
LIST = (
    (*ROADS, *BATCHES),
    ("", "", "", "", *ON_TIME),
    ("", "", "", "", *CONTENT),
    (*SCHOOLS, "产出指标", "数量指标", "维修校舍", "12栋", "50"),
)
"""Two projects with four indicators, named in their first line only."""

Rows = Sequence[Sequence[str]]


def write_list(path: Path, rows: Rows, head: Sequence[str] = HEAD) -> Path:
    """A list as a file with separators."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    return path


def write_book(path: Path, sheets: dict[str, Rows], merged: Sequence[str] = ()) -> Path:
    """Sheets as a workbook; `merged` are ranges of the first one."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([text or None for text in row])
    for area in merged:
        book.worksheets[0].merge_cells(area)
    book.save(path)
    return path


def replaced(rows: Rows, row: int, column: str, text: str) -> list[tuple[str, ...]]:
    """The rows with another text in a column of the head."""
    changed = [list(cells) for cells in rows]
    changed[row][HEAD.index(column)] = text
    return [tuple(cells) for cells in changed]


class Import(NamedTuple):
    """One reading of a file, planned."""

    file: TargetFile
    planner: Planner
    plan: Plan

    def project(self, name: str) -> ProjectPlan:
        """The plan of a project."""
        return next(p for p in self.plan.projects if p.listed.name == name)

    def items(self, name: str) -> dict[str, Item]:
        """The items of a project by what they mean."""
        return {item.what: item for item in self.project(name).items}


class Lists:
    """Imports lists into one data folder."""

    def __init__(self, space: Workspace, folder: Path) -> None:
        self.space = space
        self.folder = folder

    def read(self, rows: Rows = LIST, head: Sequence[str] = HEAD, form: str = NATIONAL) -> Import:
        """Plan a list."""
        return self.open(write_list(self.folder / "指标 清单.csv", rows, head), form)

    def open(self, path: Path, form: str = NATIONAL) -> Import:
        """Plan a file."""
        file = open_targets(self.space, path)
        made = planner(self.space, file.tables, file.mapping, gallery().form(form), YEAR)
        plan = made.plan()
        assert plan is not None
        return Import(file, made, plan)

    def take(self, rows: Rows = LIST, form: str = NATIONAL) -> BatchResult:
        """Import a list with what is ticked before a person looks."""
        plan = self.read(rows, form=form).plan
        return carry_out(self.space, plan, usual_ticks(plan), "指标 清单.csv")

    def tick(self, plan: Plan, *keys: str) -> BatchResult:
        """Import with exactly these items ticked, in all projects."""
        ticks = Ticks({p.key for p in plan.projects}, {p.key: keys for p in plan.projects})
        return carry_out(self.space, plan, ticks, "指标 清单.csv")

    def id_of(self, name: str) -> str:
        """The record of a project."""
        return next(h.id for h in self.space.all_headers() if h.title == name)

    def rows(self, name: str) -> list[tuple[str, ...]]:
        """The filled rows of a project's record: name, target, weight."""
        record = self.space.load(self.id_of(name)).record
        rows = record.rows("indicators")
        cells = ("tier1", "tier2", "tier3", "target", "weight")
        return [tuple(map(row.text, cells)) for row in rows if row.text("tier3")]
