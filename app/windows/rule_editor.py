"""The rule of the current row: which one holds, its parameters, and the reviewer's score."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from app.desk.rules import CHOICES, REASON_FIELD, REVIEW_FIELD, RowRule
from app.model.places import Place
from app.model.record import JsonValue
from app.windows import theme
from app.windows.rule_fields import (
    NO_FOCUS_BY_WHEEL,
    FieldWords,
    FlagField,
    ParameterField,
    RuleTexts,
    TextField,
    is_wide,
    parameter_field,
)
from app.windows.small_widgets import Card, LinkButton, WrappedLink, plain_label


class RuleEditor(Card):
    """A card over one row's rule; it is made anew only when another rule holds."""

    family_chosen = Signal(Place, str)
    setting_chosen = Signal(Place, str, object)
    """The row's place, a parameter's name, and its value (none: the usual one)."""
    rule_taken = Signal(Place, object)
    """The row's place, and the rule that its rule text states."""
    text_chosen = Signal(Place, object)
    """The place of an unprinted cell of the row, and its text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Rule of this row"))
        line = self.fontMetrics().height()
        column = QVBoxLayout(self)
        column.setContentsMargins(line * 2 // 3, line // 2, line * 2 // 3, line // 2)
        self._title = plain_label("", theme.INK)
        self._title.setWordWrap(True)
        self._source = plain_label("", theme.MUTED, theme.small_font(self.font()))
        self._source.setWordWrap(True)
        self._holder = QWidget()
        self._before = plain_label("", theme.MUTED, theme.small_font(self.font()))
        self._before.setWordWrap(True)
        self._offer = WrappedLink("")
        self._offer.clicked.connect(self._take)
        column.addWidget(self._title)
        column.addWidget(self._offer)
        column.addWidget(self._holder)
        column.addWidget(self._before)
        column.addWidget(self._source)
        self._shape: tuple[object, ...] = ()
        self._rule: RowRule | None = None
        self._family: QComboBox | None = None
        self._fields: dict[str, ParameterField] = {}
        self._reason: TextField | None = None
        self._reviewed: TextField | None = None
        self.hide()

    def show_rule(self, rule: RowRule | None, name: str, texts: RuleTexts) -> None:
        """Show the rule of a row; none hides the card."""
        self.setVisible(rule is not None)
        if rule is None:
            self._rule, self._shape = None, ()
            return
        parameters = tuple(setting.parameter for setting in rule.settings)
        shape = (rule.place, rule.used, parameters, rule.degrees, rule.entered, texts)
        self._rule = rule
        if shape != self._shape:
            self._shape = shape
            self._build(rule, texts)
        if self._family is not None:
            used = texts.rule_name(rule.used) if rule.used and not rule.chosen else ""
            automatic = self.tr("Automatic: {rule}").replace("{rule}", used)
            self._family.setItemText(0, automatic if used else self.tr("Automatic"))
        if self._title.text() != name:
            self._title.setText(name)
        self._offer.setVisible(rule.offered is not None)
        if rule.offered is not None:
            named = self.tr("By the scoring standard: {rule}")
            self._offer.show_text(named.replace("{rule}", texts.rule_stated(rule.offered)))
        self._fill(rule)
        self._show_before(rule)

    def _show_before(self, rule: RowRule) -> None:
        """What the row held last year."""
        held = "，".join(f"{name} {text}" for name, text in rule.before)
        year = str(rule.year_before or self.tr("Last year"))
        text = self.tr("{year}: {text}").replace("{year}", year).replace("{text}", held)
        self._before.setText(text if held else "")
        self._before.setVisible(bool(held))

    def family_field(self) -> QComboBox | None:
        """The field that chooses the rule, none where it cannot be chosen."""
        return self._family

    def field(self, name: str) -> ParameterField | None:
        """The field of a parameter."""
        return self._fields.get(name)

    def offer(self) -> LinkButton:
        """The link that takes over what the row's rule text states."""
        return self._offer

    def review_field(self) -> TextField | None:
        """The field of the reviewer's score."""
        return self._reviewed

    def reason_field(self) -> TextField | None:
        """The field of the reason for a typed score; none unless one was typed."""
        return self._reason

    # ---- building ----------------------------------------------------------------------------

    def _build(self, rule: RowRule, texts: RuleTexts) -> None:
        old, self._holder = self._holder, QWidget()
        self._fields, self._family, self._reason = {}, None, None
        grid = QGridLayout(self._holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        if rule.chosen is not None:
            self._family = self._family_box(texts)
            self._row(grid, self.tr("Rule"), self._family)
        words = FieldWords(
            self.tr("As usual"),
            self.tr("Not chosen yet"),
            (self.tr("Open"), self.tr("Met"), self.tr("Not met")),
        )
        for setting in rule.settings:
            name = setting.parameter.name
            field = parameter_field(setting, rule.degrees, texts, words)
            field.chosen.connect(partial(self._set, name))
            self._fields[name] = field
            caption = "" if isinstance(field, FlagField) else texts.parameter_name(name)
            self._row(grid, caption, field)
        if rule.entered and rule.chosen is not None:
            self._reason = TextField(self.tr("Why the score was typed; not printed"))
            self._reason.chosen.connect(partial(self._text, REASON_FIELD))
            self._row(grid, self.tr("Reason"), self._reason)
        self._reviewed = TextField(self.tr("Not reviewed"))
        self._reviewed.chosen.connect(partial(self._text, REVIEW_FIELD))
        self._row(grid, self.tr("Reviewed score"), self._reviewed)
        layout = self.layout()
        if layout is not None:
            layout.replaceWidget(old, self._holder)
        self._holder.show()
        old.hide()
        old.deleteLater()
        source = getattr(texts, "rule_source", None)
        self._source.setText(source(rule.used) if source is not None and rule.used else "")
        self._source.setVisible(bool(self._source.text()))

    def _family_box(self, texts: RuleTexts) -> QComboBox:
        box = QComboBox()
        box.addItem(self.tr("Automatic"), "")
        for family in CHOICES:
            box.addItem(texts.rule_name(family), family)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(4)
        box.activated.connect(lambda _at: self._choose(box.currentData()))
        return box

    def _row(self, grid: QGridLayout, caption: str, field: QWidget) -> None:
        at = grid.rowCount()
        label = QLabel(caption)
        label.setWordWrap(True)
        label.setBuddy(field)
        if caption:
            field.setAccessibleName(caption)
        field.setFocusPolicy(NO_FOCUS_BY_WHEEL)
        field.installEventFilter(self)
        if is_wide(field):
            grid.addWidget(label, at, 0, 1, 2)
            grid.addWidget(field, at + 1, 0, 1, 2)
        else:
            grid.addWidget(label, at, 0)
            grid.addWidget(field, at, 1)

    def _fill(self, rule: RowRule) -> None:
        if self._family is not None:
            at = max(0, self._family.findData(rule.chosen))
            if at != self._family.currentIndex():
                self._family.setCurrentIndex(at)
        for setting in rule.settings:
            self._fields[setting.parameter.name].show_value(setting.value)
        if self._reason is not None:
            self._reason.show_value(rule.reason)
        if self._reviewed is not None:
            self._reviewed.show_value(rule.reviewed)

    # ---- what happens ------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A wheel scrolls the panel; it never changes a choice by the way."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _choose(self, family: str) -> None:
        if self._rule is not None and family != self._rule.chosen:
            self.family_chosen.emit(self._rule.place, family)

    def _take(self) -> None:
        if self._rule is not None and self._rule.offered is not None:
            self.rule_taken.emit(self._rule.place, self._rule.offered)

    def _set(self, name: str, value: JsonValue) -> None:
        if self._rule is not None:
            self.setting_chosen.emit(self._rule.place, name, value)

    def _text(self, field: str, value: JsonValue) -> None:
        if self._rule is not None:
            place = Place(self._rule.place.section, self._rule.place.row, field)
            self.text_chosen.emit(place, value)
