"""The score card: the total, the grade, what is missing, and a bar for each block."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.model.definition import FormDefinition
from app.model.policy import Policy
from app.model.results import Block, Scores
from app.sheet.view import points_text
from app.windows import theme
from app.windows.small_widgets import Card, LinkButton, button_text, plain_label

_TOTAL_SIZE = 2.3


class Bar(NamedTuple):
    """One line of the card: name, points and weight as printed, and the share earned."""

    name: str
    figures: str
    share: float


class ScoreHead(QWidget):
    """The total, a badge on a soft ground, and a note, on one line where it is wide enough."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Head("", "", (theme.GREEN, theme.GREEN_SOFT), "")
        self._big = theme.scaled_font(self.font(), _TOTAL_SIZE, bold=True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_head(self, head: "Head") -> None:
        """Show other texts."""
        if head != self._shown:
            self._shown = head
            self.setAccessibleName("，".join(t for t in (head.total, head.badge, head.note) if t))
            self.updateGeometry()
            self.update()

    def head(self) -> "Head":
        """The texts shown."""
        return self._shown

    def sizeHint(self) -> QSize:
        line, height = self.fontMetrics().height(), QFontMetrics(self._big).height()
        return QSize(line * 10, height + (line * 5 // 4 if self.note_is_below() else 0))

    def note_is_below(self) -> bool:
        """Whether the note has a line of its own because the first has no room for it."""
        head, metrics = self._shown, self.fontMetrics()
        return (
            bool(head.note)
            and self._note_at() + metrics.horizontalAdvance(head.note) > self.width()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _note_at(self) -> int:
        """Where the note begins on the first line."""
        head, line = self._shown, self.fontMetrics().height()
        at = QFontMetrics(self._big).horizontalAdvance(head.total) + line // 2
        return at + self._badge_width() + line // 2 if head.badge else at

    def _badge_width(self) -> int:
        metrics = self.fontMetrics()
        return metrics.horizontalAdvance(self._shown.badge) + round(metrics.height() * 0.9)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, head = QPainter(self), self._shown
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        big, metrics = QFontMetrics(self._big), self.fontMetrics()
        line, baseline = metrics.height(), big.ascent()
        painter.setFont(self._big)
        painter.setPen(QColor(theme.INK))
        painter.drawText(0, baseline, head.total)
        painter.setFont(self.font())
        x = big.horizontalAdvance(head.total) + line // 2
        if head.badge:
            ink, ground = head.colours
            width = self._badge_width()
            height = round(line * 1.2)
            top = baseline - metrics.ascent() - (height - line) // 2 - line // 8
            box = QRect(x, top, width, height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(box, height / 6, height / 6)
            painter.setPen(QColor(ink))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, head.badge)
        painter.setPen(QColor(theme.RED))
        if self.note_is_below():
            painter.drawText(0, big.height() + metrics.ascent(), head.note)
        else:
            painter.drawText(self._note_at(), baseline - line // 8, head.note)
        painter.end()


class Head(NamedTuple):
    """The texts of the first line; `colours` are ink and ground of the badge."""

    total: str
    badge: str
    colours: tuple[str, str]
    note: str


class BlockBars(QWidget):
    """The blocks of the score, one under the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: tuple[Bar, ...]) -> None:
        """Show these lines."""
        if bars == self._bars:
            return
        if len(bars) != len(self._bars):
            self.updateGeometry()
        self._bars = bars
        self.setAccessibleName("；".join(f"{bar.name} {bar.figures}" for bar in bars))
        self.update()

    def bars(self) -> tuple[Bar, ...]:
        """The lines shown."""
        return self._bars

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(line * 10, round(len(self._bars) * line * 1.5))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics, line = self.fontMetrics(), self.fontMetrics().height()
        names = max((metrics.horizontalAdvance(bar.name) for bar in self._bars), default=0)
        figures = max((metrics.horizontalAdvance(bar.figures) for bar in self._bars), default=0)
        left = min(max(names, line * 4), self.width() * 2 // 5) + line * 2 // 3
        right = self.width() - max(figures, line * 4) - line // 2
        for at, bar in enumerate(self._bars):
            top = round(at * line * 1.5 + line * 0.25)
            self._line(painter, bar, (top, left, max(left + line, right)))
        painter.end()

    def _line(self, painter: QPainter, bar: Bar, where: tuple[int, int, int]) -> None:
        top, left, right = where
        metrics, line = self.fontMetrics(), self.fontMetrics().height()
        painter.setPen(QColor(theme.INK))
        name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, left - line // 3)
        painter.drawText(0, top + metrics.ascent(), name)
        at = self.width() - metrics.horizontalAdvance(bar.figures)
        painter.drawText(at, top + metrics.ascent(), bar.figures)
        thick = max(4.0, line * 0.3)
        track = QRectF(left, top + (line - thick) / 2, right - left, thick)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.DESK))
        painter.drawRoundedRect(track, thick / 2, thick / 2)
        if bar.share > 0:
            painter.setBrush(QColor(theme.ACCENT))
            track.setWidth(max(thick, track.width() * min(1.0, bar.share)))
            painter.drawRoundedRect(track, thick / 2, thick / 2)


class PolicyLine(NamedTuple):
    """The name of the policy that a record is scored by, and whether its office has another."""

    title: str
    departs: bool


class ScoreCard(Card):
    """Total, grade and blocks of a record, and the policy behind them."""

    policy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Score"))
        line = self.fontMetrics().height()
        self.head, self.bars = ScoreHead(), BlockBars()
        column = QVBoxLayout(self)
        column.setContentsMargins(line * 2 // 3, line // 2, line * 2 // 3, line // 2)
        column.setSpacing(line // 4)
        column.addWidget(self.head)
        column.addWidget(self.bars)
        self.worked = plain_label("", theme.MUTED, theme.small_font(self.font()))
        self.worked.setWordWrap(True)
        column.addWidget(self.worked)
        self.policy = LinkButton("")
        self.policy.setFont(theme.small_font(self.font()))
        self.policy.setToolTip(self.tr("How points are given; click to choose otherwise"))
        self.policy.clicked.connect(self.policy_wanted)
        column.addWidget(self.policy)
        self._policy = PolicyLine("", departs=False)
        self.show_policy(self._policy)

    def show_policy(self, shown: PolicyLine) -> None:
        """Name the policy; one that departs from the office's is marked."""
        if shown == self._policy and self.policy.text():
            return
        self._policy = shown
        text = self.tr("Policy: {title}").replace("{title}", shown.title)
        if shown.departs:
            text += self.tr(" (not the year's)")
        colour = theme.AMBER if shown.departs else theme.ACCENT
        self.policy.setStyleSheet(f"color: {colour};")
        self.policy.setText(button_text(text))

    def show_worked(self, lines: Sequence[str]) -> None:
        """Show how the total came about, where it is no plain sum."""
        text = "\n".join(lines)
        if self.worked.text() != text:
            self.worked.setText(text)
        self.worked.setVisible(bool(text))

    def show_scores(
        self, scores: Scores, definition: FormDefinition, policy: Policy, errors: int
    ) -> None:
        """Show the points of a record and how many of its findings must be corrected."""
        unscored = all(block.points is None for block in scores.blocks)
        badge, colours = scores.grade, _grade_colours(scores.grade, policy)
        if scores.missing:
            badge = self.tr("Subtotal, {count} not scored").format(count=scores.missing)
            colours = theme.AMBER, theme.AMBER_SOFT
        earns = definition.earns_points()
        total = ("—" if unscored else points_text(scores.total)) if earns else ""
        self.policy.setVisible(earns)
        note = self.tr("{count} to correct").format(count=errors) if errors else ""
        self.head.show_head(Head(total, badge, colours, note))
        self.bars.show_bars(tuple(self._bar(block, definition) for block in scores.blocks))

    def says_something(self) -> bool:
        """Whether there is anything to show: a form without points has none."""
        head = self.head.head()
        return bool(head.total or head.badge or head.note or self.bars.bars())

    def _bar(self, block: Block, definition: FormDefinition) -> Bar:
        points = "—" if block.points is None else points_text(block.points)
        share = float(block.points / block.weight) if block.points and block.weight else 0.0
        name = block.key
        if block.kind == "execution":
            name = self.tr("Budget execution")
            section = definition.section(block.key)
            if len(definition.funds()) > 1 and section is not None:
                name = " ".join(getattr(section, "label", "").split()) or name
        return Bar(name, f"{points} / {points_text(block.weight)}", share)


def _grade_colours(grade: str, policy: Policy) -> tuple[str, str]:
    names = [known.name for known in policy.grades]
    if grade not in names or grade == names[0]:
        return theme.GREEN, theme.GREEN_SOFT
    if grade == names[-1]:
        return theme.RED, theme.RED_SOFT
    return (theme.ACCENT, theme.SELECTED) if grade == names[1] else (theme.AMBER, theme.AMBER_SOFT)
