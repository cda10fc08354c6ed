"""The findings of a record: what, why, and the ways out, in the order of their weight."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSpacerItem, QVBoxLayout, QWidget

from app.model.places import Place
from app.model.results import EXPLAINED, FROM_FINANCE, Finding, group_of
from app.windows.finding_row import FindingRow, FindingTexts, chain_tabs, severity_name
from app.windows.small_widgets import Card, GroupHead, added_together

_FINANCE = FROM_FINANCE
"""The group of finance's remarks that wait for an answer: it stands above all others."""
_ORDER = (_FINANCE, "error", "warning", "info", EXPLAINED)


class RowKey(NamedTuple):
    """What makes a finding the same one after a keystroke."""

    code: str
    place: Place
    occurrence: int


def heading_of(finding: Finding) -> str:
    """Under which head a finding stands: finance's open remarks together, else its group."""
    group = group_of(finding)
    return _FINANCE if finding.source == FROM_FINANCE and group != EXPLAINED else group


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings by weight, those explained last; within a group as they were found."""
    return sorted(findings, key=lambda finding: _ORDER.index(heading_of(finding)))


def keys_of(findings: Iterable[Finding]) -> list[RowKey]:
    """One key for each finding; equal ones are counted."""
    seen: dict[tuple[str, Place], int] = {}
    keys: list[RowKey] = []
    for finding in findings:
        pair = (finding.code, finding.place)
        seen[pair] = seen.get(pair, 0) + 1
        keys.append(RowKey(*pair, seen[pair]))
    return keys


_AT_ONCE = 20
"""Rows that are made at a time; they fill more than a screen."""
_AHEAD = 40
"""Lines below the screen down to which rows are made."""
_ROW_LINES = 5
"""The usual height of a row."""

Item = RowKey | str
"""What stands in the list: a finding, or the head of a group."""


class FindingsList(Card):
    """All findings of a record in their groups; a keystroke touches only the rows that differ.

    Of a long list, the rows are made that can be seen and some below them; blank space stands
    for the others until one scrolls to them (`reach`).
    """

    jump_wanted = Signal(Place)
    fix_wanted = Signal(Finding)
    explain_wanted = Signal(Finding, str)
    done_wanted = Signal(Finding)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Findings"))
        line = self.fontMetrics().height()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(line * 2 // 3, line // 3, line * 2 // 3, line // 3)
        self._column.setSpacing(0)
        self._below = QSpacerItem(0, 0)
        self._column.addSpacerItem(self._below)
        self._widgets: dict[Item, FindingRow | GroupHead] = {}
        self._order: list[Item] = []
        self._texts: FindingTexts | None = None
        self._ordered: list[Finding] = []
        self._made = _AT_ONCE
        self._reached = 0
        self._locked = False
        self._more = QTimer(self)
        self._more.setSingleShot(True)
        self._more.timeout.connect(self._make_more)

    def rows(self) -> Sequence[FindingRow]:
        """The findings from top to bottom, as far as their rows are made."""
        return [w for key in self._order if isinstance(w := self._widgets[key], FindingRow)]

    def groups(self) -> Sequence[str]:
        """The heads of the groups from top to bottom."""
        return [w.text() for key in self._order if isinstance(w := self._widgets[key], GroupHead)]

    def set_locked(self, locked: bool) -> None:
        """Whether the record is locked: then nothing is mended or explained."""
        self._locked = locked
        for row in self.rows():
            row.set_locked(locked)

    def show_findings(self, findings: Iterable[Finding], texts: FindingTexts) -> None:
        """Show these findings."""
        if texts is not self._texts:
            self._texts = texts
            self._remove(set(self._order))
        self._ordered = in_order(findings)
        needed = self._needed()
        if self._made > needed + 3 * _AT_ONCE:
            self._made = needed + _AT_ONCE
        self._show_first(texts)

    def reach(self, bottom: int) -> None:
        """Make the rows down to a line, in pixels of this list: there the screen ends."""
        self._reached = bottom
        if self._is_short():
            self._more.start()

    # ---- rows --------------------------------------------------------------------------------

    def _needed(self) -> int:
        """How many rows from the top hold all that is looked at or worked in."""
        rows = enumerate(self.rows(), 1)
        needed = [at for at, row in rows if row.y() < self._reached or row.is_worked_in()]
        return max(needed, default=0)

    def _is_short(self) -> bool:
        """Whether rows that are not made yet could be seen soon."""
        if self._made >= len(self._ordered) or not self.isVisible():
            return False
        ahead = _AHEAD * self.fontMetrics().height()
        return self._widgets[self._order[-1]].geometry().bottom() < self._reached + ahead

    def _make_more(self) -> None:
        if self._texts is not None and self._is_short():
            self._made += _AT_ONCE
            self._show_first(self._texts)
            self._more.start()  # by then they have their places

    def _show_first(self, texts: FindingTexts) -> None:
        """Show as many findings as rows are to be made."""
        counts = Counter(map(heading_of, self._ordered))
        first = self._ordered[: self._made]
        by_key = dict(zip(keys_of(first), first, strict=True))
        wanted: list[Item] = []
        group = ""
        for key, finding in by_key.items():
            if heading_of(finding) != group:
                group = heading_of(finding)
                wanted.append(group)
            wanted.append(key)
        same = wanted == self._order
        self._remove(set(self._order).difference(wanted))
        with added_together(self, len(wanted) - len(self._order)):
            for at, item in enumerate(wanted):
                if isinstance(item, str):
                    self._show_head(at, item, counts[item])
                else:
                    self._show_row(at, item, by_key[item], texts)
        self._leave_room()
        if not same:
            for before, item in pairwise(wanted):
                row = self._widgets[item]
                if isinstance(row, FindingRow):
                    row.set_first(isinstance(before, str))
            chain_tabs([link for row in self.rows() for link in row.links()])

    def _leave_room(self) -> None:
        """Leave as much room for the findings below as their rows will take, more or less."""
        missing = max(0, len(self._ordered) - self._made)
        height = missing * _ROW_LINES * self.fontMetrics().height()
        if height != self._below.sizeHint().height():
            self._below.changeSize(0, height)
            self._column.invalidate()

    def _show_head(self, at: int, group: str, count: int) -> None:
        head = self._widgets.get(group)
        if not isinstance(head, GroupHead):
            head = GroupHead(self)
        head.show_group(f"{self._group_name(group)} {count}")
        self._place(at, group, head)

    def _group_name(self, group: str) -> str:
        return self.tr("Returned by finance") if group == _FINANCE else severity_name(group)

    def _show_row(self, at: int, key: RowKey, finding: Finding, texts: FindingTexts) -> None:
        row = self._widgets.get(key)
        if isinstance(row, FindingRow):
            row.show_finding(finding)
        else:
            row = self._new_row(finding, texts)
        self._place(at, key, row)

    def _place(self, at: int, item: Item, widget: FindingRow | GroupHead) -> None:
        if at < len(self._order) and self._order[at] == item:
            return
        if item in self._widgets:
            self._order.remove(item)
            self._column.removeWidget(widget)
        self._widgets[item] = widget
        self._order.insert(at, item)
        self._column.insertWidget(at, widget)
        widget.show()

    def _new_row(self, finding: Finding, texts: FindingTexts) -> FindingRow:
        row = FindingRow(finding, texts, self)
        row.set_locked(self._locked)
        row.jump_wanted.connect(self.jump_wanted)
        row.fix_wanted.connect(self.fix_wanted)
        row.explain_wanted.connect(self.explain_wanted)
        row.done_wanted.connect(self.done_wanted)
        return row

    def _remove(self, items: set[Item]) -> None:
        if items:
            self._order = [item for item in self._order if item not in items]
        for item in items:
            widget = self._widgets.pop(item)
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
