"""The findings of a record: what, why, and the ways out, in the order of their weight."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from app.model.places import Place
from app.model.results import Finding
from app.windows import theme
from app.windows.small_widgets import (
    Card,
    GroupHead,
    LinkButton,
    Paragraph,
    added_together,
    button_text,
    draw_dot,
    plain_tool_tip,
)

EXPLAINED = "explained"
_ORDER = ("error", "warning", "info", EXPLAINED)
_DOTS = {
    "error": theme.RED,
    "warning": theme.AMBER,
    "info": theme.GREY_DOT,
    EXPLAINED: theme.GREEN,
}


RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
"""Where the code of a finding stands, for people who ask finance by telephone."""


class FindingTexts(Protocol):
    """The sentences of findings."""

    def finding_title(self, finding: Finding) -> str:
        """What is wrong, in a few words."""

    def finding_text(self, finding: Finding) -> str:
        """Why, and what to do."""

    def fix_name(self, code: str) -> str:
        """The caption of a fix."""

    def check_text(self, code: str, key: str) -> str:
        """What is known of a check (`what`, `rule`, `source`); the code itself where nothing is."""


class RowKey(NamedTuple):
    """What makes a finding the same one after a keystroke."""

    code: str
    place: Place
    occurrence: int


def group_of(finding: Finding) -> str:
    """The group a finding stands in: its severity, or explained."""
    return EXPLAINED if finding.explained else finding.severity


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings by weight, those explained last; within a group as they were found."""
    return sorted(findings, key=lambda finding: _ORDER.index(group_of(finding)))


def keys_of(findings: Iterable[Finding]) -> list[RowKey]:
    """One key for each finding; equal ones are counted."""
    seen: dict[tuple[str, Place], int] = {}
    keys: list[RowKey] = []
    for finding in findings:
        pair = (finding.code, finding.place)
        seen[pair] = seen.get(pair, 0) + 1
        keys.append(RowKey(*pair, seen[pair]))
    return keys


class ReasonField(QLineEdit):
    """The inline field for the reason of a finding set aside; Esc gives up."""

    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class FindingRow(QWidget):
    """One finding, painted, with its ways out as links below."""

    jump_wanted = Signal(Place)
    fix_wanted = Signal(Finding)
    explain_wanted = Signal(Finding, str)

    def __init__(self, finding: Finding, texts: FindingTexts, parent: QWidget) -> None:
        super().__init__(parent)
        self.finding = finding
        self._texts = texts
        self._head, self._body = Paragraph(), Paragraph()
        self._field: ReasonField | None = None
        self._fix: LinkButton | None = None
        self._explain: LinkButton | None = None
        self._first = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._jump = self._link(self.tr("Go to cell"))
        self._jump.clicked.connect(lambda: self.jump_wanted.emit(self.finding.place))
        self._fill()

    def show_finding(self, finding: Finding) -> None:
        """Show another state of the finding; nothing happens where it is the same."""
        if finding != self.finding:
            self.finding = finding
            self._fill()

    def set_first(self, first: bool) -> None:
        """Tell whether it stands right below the head of its group."""
        if first != self._first:
            self._first = first
            self.update()

    def links(self) -> list[LinkButton]:
        """The ways out at hand."""
        return [link for link in (self._jump, self._fix, self._explain) if link is not None]

    def explain(self) -> None:
        """Open the inline field for a reason."""
        if self._field is None:
            self._field = ReasonField(self)
            self._field.setPlaceholderText(self.tr("Reason; Enter keeps it, Esc gives up"))
            self._field.setAccessibleName(self.tr("Reason"))
            self._field.returnPressed.connect(self._keep_reason)
            self._field.given_up.connect(self._close_field)
        self._field.setText(self.finding.explained)
        self._field.show()
        self.updateGeometry()
        self._place_children()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_worked_in(self) -> bool:
        """Whether a reason is being typed here, or the keyboard is here."""
        focused = QApplication.focusWidget()
        return self._field is not None or (focused is not None and self.isAncestorOf(focused))

    def reason_field(self) -> ReasonField | None:
        """The open field for a reason, or none."""
        return self._field

    # ---- contents ----------------------------------------------------------------------------

    def _fill(self) -> None:
        finding, texts = self.finding, self._texts
        title = f"{self._severity()}　{texts.finding_title(finding)}"
        text = texts.finding_text(finding)
        if finding.explained:
            reason = self.tr("Explained: {reason}").format(reason=finding.explained)
            text = f"{text}\n{reason}" if text else reason
        fix = texts.fix_name(finding.fix_name) if finding.fix is not None else ""
        self._fix = self._keep_link(self._fix, fix, self._emit_fix)
        self._explain = self._keep_link(self._explain, self._explain_caption(), self.explain)
        chain_tabs(self.links())
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        known = (texts.check_text(finding.code, key) for key in ("what", "rule", "source"))
        about = [words for words in known if words != finding.code]
        self.setToolTip(plain_tool_tip("\n".join((finding.code, *about)) if about else ""))
        for link in self.links():
            link.setAccessibleDescription(title)
        height = self.heightForWidth(self.width())
        self._head.set_text(texts.finding_title(finding), self.font())
        self._body.set_text(text, self.font())
        if self.heightForWidth(self.width()) != height:
            self.updateGeometry()
        self._place_children()
        self.update()

    def _severity(self) -> str:
        match group_of(self.finding):
            case "error":
                return self.tr("Error")
            case "warning":
                return self.tr("Verify")
            case "info":
                return self.tr("Note")
            case _:
                return self.tr("Explained")

    def _explain_caption(self) -> str:
        if self.finding.explained:
            return self.tr("Change reason…")
        return "" if self.finding.severity == "error" else self.tr("Explain…")

    def _link(self, text: str) -> LinkButton:
        link = LinkButton(text, self)
        link.setFont(self.font())
        link.show()
        return link

    def _keep_link(
        self, link: LinkButton | None, text: str, wanted: Callable[[], None]
    ) -> LinkButton | None:
        if not text:
            if link is not None:
                link.hide()
                link.deleteLater()
            return None
        if link is None:
            link = self._link(text)
            link.clicked.connect(wanted)
        elif link.text() != button_text(text):
            link.setText(button_text(text))
        return link

    def _emit_fix(self) -> None:
        self.fix_wanted.emit(self.finding)

    def _keep_reason(self) -> None:
        if self._field is not None:
            reason = self._field.text().strip()
            self._close_field()
            if reason != self.finding.explained:
                self.explain_wanted.emit(self.finding, reason)

    def _close_field(self) -> None:
        if self._field is not None:
            field, self._field = self._field, None
            field.hide()
            field.deleteLater()
            self.updateGeometry()
            self._place_children()
            self.links()[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- geometry ----------------------------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        line = self.fontMetrics().height()
        height = self._text_bottom(width) + self._jump.sizeHint().height()
        if self._field is not None:
            height += self._field.sizeHint().height() + line // 4
        return height + line // 2

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(line * 8, line * 3)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height() * 6, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_children()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fill()
            self.updateGeometry()

    def _indent(self) -> int:
        return self.fontMetrics().height()

    def _text_bottom(self, width: int) -> int:
        inner = width - self._indent()
        line = self.fontMetrics().height()
        return line // 2 + self._head.height(inner) + self._body.height(inner) + line // 8

    def _place_children(self) -> None:
        x, y = self._indent(), self._text_bottom(self.width())
        gap = self.fontMetrics().height() // 2
        for link in self.links():
            size = link.sizeHint()
            link.setGeometry(x - theme.LINK_INSET, y, size.width(), size.height())
            x += size.width() + gap
        if self._field is not None:
            left, top = self._indent(), y + self._jump.sizeHint().height()
            height = self._field.sizeHint().height()
            self._field.setGeometry(left, top, max(1, self.width() - left - 2), height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        line, indent = self.fontMetrics().height(), self._indent()
        top = line // 2
        draw_dot(
            painter, line * 0.25, top + line * 0.56, line * 0.45, _DOTS[group_of(self.finding)]
        )
        width = self.width() - indent
        self._head.draw(painter, QPointF(indent, top), width, theme.INK)
        painter.setFont(theme.small_font(self.font()))
        painter.setPen(QColor(theme.FAINT))
        beside = QRect(indent, self._text_bottom(self.width()), width, self._jump.height())
        painter.drawText(beside, RIGHT, self.finding.code)
        below = QPointF(indent, top + self._head.height(width))
        self._body.draw(painter, below, width, theme.MUTED)
        if not self._first:
            painter.fillRect(indent, 0, self.width() - indent, 1, QColor(theme.SOFT_LINE))
        painter.end()


def chain_tabs(links: Sequence[LinkButton]) -> None:
    """Let Tab go from each link to the next."""
    for before, after in pairwise(links):
        QWidget.setTabOrder(before, after)


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
        self._more = QTimer(self)
        self._more.setSingleShot(True)
        self._more.timeout.connect(self._make_more)

    def rows(self) -> Sequence[FindingRow]:
        """The findings from top to bottom, as far as their rows are made."""
        return [w for key in self._order if isinstance(w := self._widgets[key], FindingRow)]

    def groups(self) -> Sequence[str]:
        """The heads of the groups from top to bottom."""
        return [w.text() for key in self._order if isinstance(w := self._widgets[key], GroupHead)]

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
        counts = Counter(map(group_of, self._ordered))
        first = self._ordered[: self._made]
        by_key = dict(zip(keys_of(first), first, strict=True))
        wanted: list[Item] = []
        group = ""
        for key, finding in by_key.items():
            if group_of(finding) != group:
                group = group_of(finding)
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
        match group:
            case "error":
                return self.tr("Error")
            case "warning":
                return self.tr("Verify")
            case "info":
                return self.tr("Note")
            case _:
                return self.tr("Explained")

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
        row.jump_wanted.connect(self.jump_wanted)
        row.fix_wanted.connect(self.fix_wanted)
        row.explain_wanted.connect(self.explain_wanted)
        return row

    def _remove(self, items: set[Item]) -> None:
        if items:
            self._order = [item for item in self._order if item not in items]
        for item in items:
            widget = self._widgets.pop(item)
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
