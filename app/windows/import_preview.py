"""What a list of targets would make and change: projects, their cells old and new, broken lines."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSplitter, QTabWidget, QVBoxLayout, QWidget

from app.desk.imports.target_cells import form_places, indicator_cells
from app.desk.imports.target_plan import (
    CLOSED,
    DECIDED,
    LOCKED,
    MAKE,
    NEW,
    OPEN,
    Plan,
    Planner,
    ProjectPlan,
)
from app.desk.imports.target_rows import CELL, Item
from app.desk.imports.target_words import (
    field_name,
    found_text,
    problem_text,
    project_note,
    summary_text,
    why_text,
)
from app.desk.imports.targets import Ticks, is_sure, usual_ticks
from app.windows import theme
from app.windows.small_widgets import plain_label
from app.windows.tables import Column, Line, Table

_MEASURED = 40
"""Columns are as wide as the texts of so many lines."""
_RANKS = {OPEN: 0, CLOSED: 1, LOCKED: 2}
_FIRST = 3
"""What needs a look stands first, then what changes, then what is made, then the rest."""


class _Which(NamedTuple):
    """A line that asks which record a project is."""

    record: str


class PreviewPage(QWidget):
    """The plan with ticks; `ticked` tells that a person changed one."""

    ticked = Signal()

    def __init__(self, planner: Planner, plan: Plan, language: str) -> None:
        super().__init__()
        self._planner = planner
        self.plan = plan
        self._language = language
        usual = usual_ticks(plan)
        self._projects = set(usual.projects)
        self._items = {key: set(items) for key, items in usual.items.items()}
        self.summary = plain_label()
        self.summary.setWordWrap(True)
        self.filled = QCheckBox(self.tr("Change filled cells as well"))
        self.filled.setToolTip(self.tr("Ticks every cell that somebody filled in or changed"))
        self.projects = Table(self._project_columns(), self.tr("Projects"))
        self.items = Table(self._item_columns(), self.tr("Changes"))
        self.problems = Table(self._problem_columns(), self.tr("Lines with a problem"))
        self.tabs = QTabWidget()
        # Lists of thousands are drawn anew with each tick.
        for table in (self.projects, self.items, self.problems):
            table.horizontalHeader().setResizeContentsPrecision(_MEASURED)
        self._build()
        self.filled.clicked.connect(self._tick_filled)
        self.projects.ticked.connect(self._projects_ticked)
        self.items.ticked.connect(self._items_ticked)
        self.projects.selectionModel().selectionChanged.connect(lambda *_: self._show_items())
        self._show_projects()

    def _build(self) -> None:
        self.tabs.addTab(self.items, self.tr("Changes"))
        broken = self.tr("Lines with a problem ({count})")
        self.tabs.addTab(self.problems, broken.replace("{count}", str(len(self.plan.problems))))
        self.tabs.setTabVisible(1, bool(self.plan.problems))
        self.problems.show_lines(
            Line(
                (*(problem.sheet, str(problem.row)), problem_text(problem, self._language)),
                colour=theme.MUTED if problem.hint else theme.RED,
            )
            for problem in self.plan.problems
        )
        # Said first where something is broken.
        self.tabs.setCurrentIndex(1 if self.plan.broken else 0)
        waiting = any(i.kind == CELL and not i.ticked for p in self.plan.projects for i in p.items)
        self.filled.setVisible(waiting)
        top = QHBoxLayout()
        top.addWidget(self.summary, 1)
        top.addWidget(self.filled)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.projects)
        split.addWidget(self.tabs)
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(split, 1)

    def _project_columns(self) -> tuple[Column, ...]:
        return (
            *(Column(self.tr("Project")), Column(self.tr("Code")), Column(self.tr("What is done"))),
            *(Column(self.tr("Indicators"), number=True), Column(self.tr("Changes"), number=True)),
            Column(self.tr("Note"), wide=True),
        )

    def _item_columns(self) -> tuple[Column, ...]:
        return (
            *(Column(self.tr("Where")), Column(self.tr("Now")), Column(self.tr("In the list"))),
            Column(self.tr("Note"), wide=True),
        )

    def _problem_columns(self) -> tuple[Column, ...]:
        return (
            *(Column(self.tr("Worksheet")), Column(self.tr("Line"), number=True)),
            Column(self.tr("What is wrong"), wide=True),
        )

    # --- what is ticked

    def ticks(self) -> Ticks:
        """What is done with these ticks."""
        return Ticks(frozenset(self._projects), self._items)

    def count(self) -> int:
        """How many projects are made or changed with these ticks."""
        return sum(1 for project in self.plan.projects if self._does(project))

    def _does(self, project: ProjectPlan) -> bool:
        if project.key not in self._projects:
            return False
        return project.found == MAKE or bool(self._items.get(project.key))

    def _projects_ticked(self) -> None:
        self._projects = set(self.projects.checked_keys())
        self.ticked.emit()

    def _items_ticked(self) -> None:
        project = self._current()
        if project is None:
            return
        keys = self.items.checked_keys()
        said = {key.record for key in keys if isinstance(key, _Which)}
        if said != _said(project):
            chosen = next(iter(said - _said(project)), "")
            self._replace(self._planner.decide(project.listed, chosen))
            return
        before = self._items.get(project.key, set())
        now = {key for key in keys if isinstance(key, str)}
        rivals = {item.rival for item in project.items if item.key in now - before}
        self._items[project.key] = now - rivals
        if now - before:
            self._projects.add(project.key)
        self._show_projects(project.key)

    def _replace(self, project: ProjectPlan) -> None:
        projects = tuple(project if p.key == project.key else p for p in self.plan.projects)
        self.plan = self.plan._replace(projects=projects)
        self._items[project.key] = {item.key for item in project.items if item.ticked}
        self._projects.discard(project.key)
        if is_sure(project):
            self._projects.add(project.key)
        self._show_projects(project.key)

    def _tick_filled(self, on: bool) -> None:
        for project in self.plan.projects:
            waiting = {i.key for i in project.items if i.kind == CELL and not i.ticked}
            held = self._items.setdefault(project.key, set())
            if waiting:
                self._items[project.key] = held | waiting if on else held - waiting
                self._projects |= {project.key} if on else set()
        current = self._current()
        self._show_projects(current.key if current is not None else "")

    # --- showing

    def _current(self) -> ProjectPlan | None:
        keys = self.projects.keys()
        return next((p for p in self.plan.projects if keys and p.key == keys[0]), None)

    def _show_projects(self, key: str = "") -> None:
        self.summary.setText(summary_text(self.plan, self._language))
        shown = sorted(self.plan.projects, key=self._rank)
        self.projects.blockSignals(True)
        self.projects.show_lines(map(self._project_line, shown))
        self.projects.blockSignals(False)
        keys = self.projects.shown_keys()
        self.projects.stand_on(keys.index(key) if key in keys else 0)
        self._show_items()
        self.ticked.emit()

    @staticmethod
    def _rank(project: ProjectPlan) -> int:
        if project.found in _RANKS:
            return _RANKS[project.found]
        return _FIRST + 2 if project.idle else _FIRST if project.items else _FIRST + 1

    def _project_line(self, project: ProjectPlan) -> Line:
        amber = project.found == OPEN or any(not item.ticked for item in project.items)
        shut = project.found in (LOCKED, CLOSED)
        colour = theme.RED if shut else theme.AMBER if amber else ""
        idle = project.idle
        ticked = None if shut or idle or project.found == OPEN else project.key in self._projects
        what = self.tr("The same") if idle else found_text(project, self._language)
        chosen = len(self._items.get(project.key, ()))
        changes = f"{chosen}/{len(project.items)}" if project.items else ""
        return Line(
            (
                *(project.title, project.listed.code, what),
                *(str(len(project.listed.indicators)), changes),
                project_note(project, self._language),
            ),
            project.key,
            theme.MUTED if idle else colour,
            ticked,
        )

    def _show_items(self) -> None:
        project = self._current()
        lines = list(self._lines(project)) if project is not None else []
        self.items.blockSignals(True)
        self.items.show_lines(lines)
        self.items.blockSignals(False)

    def _lines(self, project: ProjectPlan) -> Iterator[Line]:
        yield from self._which(project)
        if project.found == MAKE:
            yield from self._made(project)
        for item in project.items:
            yield self._item_line(project, item)

    def _which(self, project: ProjectPlan) -> Iterator[Line]:
        """The records that a project may be, to be ticked."""
        for candidate in project.candidates:
            text = self.tr("It is “{title}”").replace("{title}", candidate.title)
            on = project.found == DECIDED and project.record == candidate.record
            yield Line((text, "", "", ""), _Which(candidate.record), theme.AMBER, on)
        if project.candidates and project.listed.name:
            on = project.found == MAKE
            yield Line((self.tr("It is a new project"), "", "", ""), _Which(NEW), theme.AMBER, on)

    def _item_line(self, project: ProjectPlan, item: Item) -> Line:
        on = item.key in self._items.get(project.key, ())
        why = why_text(item.why, self._language)
        return Line((item.what, item.old, item.new, why), item.key, theme.AMBER if why else "", on)

    def _made(self, project: ProjectPlan) -> Iterator[Line]:
        """What a new record will hold."""
        places = form_places(self.plan.form.definition)
        unit = project.listed.money_unit
        for field, text in project.listed.texts.items():
            shown = f"{text} {unit}" if field == "initial" else text
            yield Line((field_name(field, self._language), "", shown, ""))
        for indicator in project.listed.indicators:
            cells = indicator_cells(indicator, places)
            tiers = [cells[tier] for tier in places.columns.tiers if tier in cells]
            rest = [text for column, text in cells.items() if column not in places.columns.tiers]
            yield Line((" · ".join(_once(tiers)), "", "　".join(rest), ""))


def _said(project: ProjectPlan) -> set[str]:
    """Which of the lines that ask for a project's record is ticked."""
    if not project.candidates:
        return set()
    if project.found == MAKE:
        return {NEW}
    return {project.record} if project.found == DECIDED else set()


def _once(texts: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(texts))
