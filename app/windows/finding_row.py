"""One finding of a record: what, why, and the ways out, with the field for a reason."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Protocol

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QCoreApplication,
    QEvent,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QSizePolicy, QWidget

from app.model.places import Place
from app.model.results import EXPLAINED, FROM_FINANCE, Finding, group_of
from app.windows import theme
from app.windows.small_widgets import (
    LinkButton,
    Paragraph,
    button_text,
    draw_dot,
    plain_tool_tip,
)

_DOTS = {
    "error": theme.RED,
    "warning": theme.AMBER,
    "info": theme.GREY_DOT,
    EXPLAINED: theme.GREEN,
}


RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
"""Where the code of a finding stands, for people who ask finance by telephone."""


_NAMES = {
    "error": QT_TRANSLATE_NOOP("FindingRow", "Error"),
    "warning": QT_TRANSLATE_NOOP("FindingRow", "Verify"),
    "info": QT_TRANSLATE_NOOP("FindingRow", "Note"),
    EXPLAINED: QT_TRANSLATE_NOOP("FindingRow", "Explained"),
}


def severity_name(group: str) -> str:
    """What a severity is called, or that a finding is explained."""
    return QCoreApplication.translate("FindingRow", str(_NAMES[group]))


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
    """The reason, or the answer to a remark of finance."""
    done_wanted = Signal(Finding)

    def __init__(self, finding: Finding, texts: FindingTexts, parent: QWidget) -> None:
        super().__init__(parent)
        self.finding = finding
        self._texts = texts
        self._head, self._body = Paragraph(), Paragraph()
        self._field: ReasonField | None = None
        self._fix: LinkButton | None = None
        self._done: LinkButton | None = None
        self._explain: LinkButton | None = None
        self._first = False
        self._locked = False
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

    def set_locked(self, locked: bool) -> None:
        """A locked record offers no way to mend or explain."""
        if locked != self._locked:
            self._locked = locked
            self._fill()

    def set_first(self, first: bool) -> None:
        """Tell whether it stands right below the head of its group."""
        if first != self._first:
            self._first = first
            self.update()

    def links(self) -> list[LinkButton]:
        """The ways out at hand."""
        links = (self._jump, self._fix, self._done, self._explain)
        return [link for link in links if link is not None]

    def explain(self) -> None:
        """Open the inline field for a reason or an answer."""
        if self._field is None:
            self._field = ReasonField(self)
            hint, name = self.tr("Reason; Enter keeps it, Esc gives up"), self.tr("Reason")
            if self._is_remark():
                hint, name = self.tr("Answer; Enter keeps it, Esc gives up"), self.tr("Answer")
            self._field.setPlaceholderText(hint)
            self._field.setAccessibleName(name)
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
        title = f"{severity_name(group_of(self.finding))}　{texts.finding_title(finding)}"
        text = texts.finding_text(finding)
        if finding.explained:
            told = self.tr("Answered: {answer}") if self._is_remark() else ""
            told = told or self.tr("Explained: {reason}").replace("{reason}", "{answer}")
            reason = told.replace("{answer}", finding.explained)
            text = f"{text}\n{reason}" if text else reason
        mends = finding.fix is not None and not self._locked
        fix = texts.fix_name(finding.fix_name) if mends else ""
        self._fix = self._keep_link(self._fix, fix, self._emit_fix)
        done = self.tr("Changed as asked") if self._is_remark() and not finding.explained else ""
        self._done = self._keep_link(self._done, done, self._emit_done)
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

    def _is_remark(self) -> bool:
        """Whether finance remarked it: it is answered, in a locked record as well."""
        return self.finding.source == FROM_FINANCE

    def _explain_caption(self) -> str:
        if self._is_remark():
            return self.tr("Change answer…") if self.finding.explained else self.tr("Answer…")
        if self._locked:
            return ""
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

    def _emit_done(self) -> None:
        self.done_wanted.emit(self.finding)

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
        height = self._text_bottom(width) + self._links_height(width)
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

    def _link_spots(self, width: int) -> list[QPoint]:
        """Where the links stand below the text: in a line, or in several where it is narrow."""
        gap, high = self.fontMetrics().height() // 2, self._jump.sizeHint().height()
        right = width - self.fontMetrics().horizontalAdvance(self.finding.code)
        x, y = self._indent(), 0
        spots: list[QPoint] = []
        for link in self.links():
            wide = link.sizeHint().width()
            if spots and x - theme.LINK_INSET + wide > right:
                x, y = self._indent(), y + high
            spots.append(QPoint(x - theme.LINK_INSET, y))
            x += wide + gap
        return spots

    def _links_height(self, width: int) -> int:
        return self._link_spots(width)[-1].y() + self._jump.sizeHint().height()

    def _place_children(self) -> None:
        y = self._text_bottom(self.width())
        for link, spot in zip(self.links(), self._link_spots(self.width()), strict=True):
            link.setGeometry(QRect(spot + QPoint(0, y), link.sizeHint()))
        if self._field is not None:
            left, top = self._indent(), y + self._links_height(self.width())
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
        last = self._text_bottom(self.width()) + self._links_height(self.width())
        beside = QRect(indent, last - self._jump.height(), width, self._jump.height())
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
