"""The inspector at the right: findings, worked sums and history of the open record."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

import msgspec
from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.desk.captions import caption
from app.desk.policies import policy_of
from app.desk.rules import row_rule
from app.model.definition import FormDefinition
from app.model.places import Place
from app.model.results import Finding
from app.sheet.view import points_text
from app.windows import theme
from app.windows.finding_row import FindingTexts
from app.windows.findings_list import FindingsList
from app.windows.history_list import HistoryEntry, HistoryList, StageEntry
from app.windows.notes_tab import NotesTab
from app.windows.rule_editor import RuleEditor
from app.windows.rule_fields import RuleTexts
from app.windows.score_card import ScoreCard
from app.windows.score_notes import ScoreNotes, StepTexts
from app.windows.small_widgets import SideScroll, plain_label

if TYPE_CHECKING:
    from app.desk.view import View


class InspectorTexts(FindingTexts, StepTexts, RuleTexts, Protocol):
    """The sentences of findings and worked sums, and the names of rules."""


class Inspector(QWidget):
    """Shows what follows from a record; what is on a hidden tab waits until it is looked at."""

    jump_wanted = Signal(Place)
    fix_wanted = Signal(Finding)
    explain_wanted = Signal(Finding, str)
    done_wanted = Signal(Finding)
    choose_degree = Signal(Place, str)
    family_chosen = Signal(Place, str)
    rule_taken = Signal(Place, object)
    setting_chosen = Signal(Place, str, object)
    text_chosen = Signal(Place, object)
    policy_wanted = Signal()
    history_wanted = Signal()
    """The history came into view, or that of other cells is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.language = "zh"
        self.setAccessibleName(self.tr("Inspector"))
        self._view: View | None = None
        self._definition: FormDefinition | None = None
        self._texts: InspectorTexts | None = None
        self._place: Place | None = None
        self._stale: set[QWidget] = set()
        self.card, self.findings = ScoreCard(), FindingsList()
        self.notes, self.history = ScoreNotes(), HistoryList()
        self.rule = RuleEditor()
        self._nothing = plain_label("", theme.MUTED)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.tabs = QTabWidget()
        self.tabs.setUsesScrollButtons(True)
        self.tabs.tabBar().setExpanding(False)
        self.tabs.tabBar().setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._check_tab = self._column(self.card, self._nothing, self.findings)
        self._notes_tab = NotesTab(self.rule, self._column(self.notes))
        self.tabs.addTab(self._check_tab, self.tr("Check"))
        self.tabs.addTab(self._notes_tab, self.tr("How scored"))
        self.tabs.addTab(self.history, self.tr("History"))
        self.tabs.currentChanged.connect(self._refresh)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self.setMinimumWidth(self.fontMetrics().height() * 11)
        self._connect()
        self.clear()

    def show_view(self, view: "View", definition: FormDefinition, texts: InspectorTexts) -> None:
        """Show a record's scores and findings; cheap enough for every keystroke."""
        self._view, self._definition, self._texts = view, definition, texts
        self._stale = {self._check_tab, self._notes_tab}
        open_findings = sum(1 for finding in view.findings if not finding.explained)
        self._caption(open_findings)
        self._refresh()

    def clear(self) -> None:
        """Show that no record is open."""
        self._view = None
        self._stale = set()
        self._caption(0)
        self.card.hide()
        self.findings.hide()
        self.notes.hide()
        self.rule.hide()
        self._nothing.setText(self.tr("No record is open."))
        self._nothing.show()
        self.history.show_entries((), str)

    def set_locked(self, locked: bool) -> None:
        """Whether the record is locked: then nothing is mended, explained or ruled otherwise."""
        self.findings.set_locked(locked)
        self.rule.setEnabled(not locked)

    def show_place(self, place: Place | None) -> None:
        """Mark what belongs to the current cell."""
        if place != self._place:
            self._place = place
            self.history.show_place(place)
            if self._notes_tab not in self._stale:
                self._mark()

    def show_history(
        self, entries: Iterable[HistoryEntry], stages: Iterable[StageEntry] = ()
    ) -> None:
        """Show the changes of the open record and of its state, newest first."""
        view, definition = self._view, self._definition
        if view is not None and definition is not None:
            record = view.record
            self.history.show_entries(
                entries, lambda p: caption(p, definition, record, self.language), stages
            )

    def history_in_view(self) -> bool:
        """Whether the history is looked at; else it need not be read."""
        return self.tabs.currentWidget() is self.history

    def only_current(self) -> bool:
        """Whether the history of the current cell alone is wanted."""
        return self.history.only_current.isChecked()

    def show_findings(self) -> None:
        """Bring the findings forward."""
        self.tabs.setCurrentWidget(self._check_tab)
        if self.findings.rows():
            self.findings.rows()[0].links()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def message(self) -> str:
        """What is said in place of findings, empty where there are some."""
        return self._nothing.text() if self._nothing.isVisibleTo(self._check_tab) else ""

    def check_scroll(self) -> SideScroll:
        """The column of the findings."""
        return self._check_tab

    def add_panel(self, panel: QWidget, title: str) -> None:
        """Add a further tab, before the history."""
        self.tabs.insertTab(self.tabs.indexOf(self.history), panel, title)

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(line * 18, line * 30)

    # ---- what happens ------------------------------------------------------------------------

    def _connect(self) -> None:
        self.card.policy_wanted.connect(self.policy_wanted)
        self.findings.jump_wanted.connect(self.jump_wanted)
        self.findings.fix_wanted.connect(self.fix_wanted)
        self.findings.explain_wanted.connect(self.explain_wanted)
        self.findings.done_wanted.connect(self.done_wanted)
        self.notes.jump_wanted.connect(self.jump_wanted)
        self.notes.choose_degree.connect(self.choose_degree)
        self.rule.family_chosen.connect(self.family_chosen)
        self.rule.rule_taken.connect(self.rule_taken)
        self.rule.setting_chosen.connect(self.setting_chosen)
        self.rule.text_chosen.connect(self.text_chosen)
        self.history.jump_wanted.connect(self.jump_wanted)
        self.history.wanted.connect(self.history_wanted)
        bar = self._check_tab.verticalScrollBar()
        bar.valueChanged.connect(self._reach)
        bar.rangeChanged.connect(self._reach)

    def _column(self, *widgets: QWidget) -> SideScroll:
        content = QWidget()
        column = QVBoxLayout(content)
        line = self.fontMetrics().height()
        column.setContentsMargins(line * 2 // 3, line * 2 // 3, line * 2 // 3, line * 2 // 3)
        column.setSpacing(line)
        for widget in widgets:
            column.addWidget(widget)
        column.addStretch(1)
        return SideScroll(content)

    def _caption(self, count: int) -> None:
        text = self.tr("Check {count}").format(count=count) if count else self.tr("Check")
        if self.tabs.tabText(0) != text:
            self.tabs.setTabText(0, text)

    def _refresh(self) -> None:
        tab = self.tabs.currentWidget()
        if tab is self.history:
            self.history_wanted.emit()
        if tab not in self._stale or self._view is None:
            return
        self._stale.discard(tab)
        view, definition, texts = self._view, self._definition, self._texts
        if definition is None or texts is None:
            return
        if tab is self._check_tab:
            self._show_findings(view, definition, texts)
        else:
            self.notes.show_scores(view.record, view.scores, definition, texts)
            self.notes.setVisible(bool(self.notes.rows()))
            self._mark()

    def _show_findings(
        self, view: "View", definition: FormDefinition, texts: InspectorTexts
    ) -> None:
        errors = sum(1 for f in view.findings if f.severity == "error" and not f.explained)
        policy = policy_of(view.record, definition)
        self.card.show_scores(view.scores, definition, policy, errors)
        worked = [texts.step_text(step) for step in view.scores.steps]
        if view.scores.reviewed is not None:
            reviewed = self.tr("Reviewed total: {points}")
            worked.append(reviewed.replace("{points}", points_text(view.scores.reviewed)))
        self.card.show_worked(worked)
        self.findings.show_findings(view.findings, texts)
        self._nothing.setText(self.tr("No problems found."))
        self._nothing.setVisible(not view.findings)
        self.findings.setVisible(bool(view.findings))
        self.card.setVisible(self.card.says_something())

    def _show_rule(self) -> None:
        """Show the rule of the row that one stands in."""
        view, definition, texts = self._view, self._definition, self._texts
        if view is None or definition is None or texts is None:
            return
        rule = row_rule(view, definition, self._place)
        row = None if rule is None else msgspec.structs.replace(rule.place, field="")
        name = "" if row is None else caption(row, definition, view.record, self.language)
        self.rule.show_rule(rule, name, texts)

    def _reach(self) -> None:
        """Let the findings be made that one scrolls to."""
        viewport = self._check_tab.viewport()
        bottom = self.findings.mapFrom(viewport, QPoint(0, viewport.height()))
        self.findings.reach(bottom.y())

    def _mark(self) -> None:
        row = self.notes.mark(self._place)
        self._show_rule()
        if row is not None:
            self._notes_tab.reveal(row)
