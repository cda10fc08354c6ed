"""Choosing how points are given (年度口径): a named policy, a few terms of one's own, its reach."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.desk.policy_offers import OWN_TERMS, Choice, Offer
from app.model.money import parse_points, plain
from app.model.record import JsonValue
from app.windows import theme
from app.windows.help_key import help_key
from app.windows.small_widgets import plain_label

_CHOICES = {"ceiling": ("ratio", "linear", "zero"), "over_penalty": ("none", "points", "percent")}


class PolicyTexts(Protocol):
    """The words of policies."""

    def text(self, area: str, code: str, key: str, values: Mapping[str, str]) -> str:
        """One text of the catalogue."""


class PolicyDialog(QDialog):
    """Shows the policies at hand and what each changes."""

    def __init__(
        self,
        offers: Sequence[Offer],
        current: Choice,
        year: int | None,
        form: str,
        texts: PolicyTexts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        help_key(self)
        self.setWindowTitle(self.tr("Year's policy"))
        self._offers = list(offers)
        self._texts = texts
        self.list = QListWidget()
        self.list.addItems([offer.title for offer in offers])
        self.list.setAccessibleName(self.tr("Policies"))
        self._source = plain_label("", theme.MUTED)
        self._note, self._lines = plain_label(), plain_label("", theme.MUTED)
        self._warning = plain_label("", theme.AMBER)
        self.terms: dict[str, QLineEdit | QComboBox] = {}
        every = self.tr("For all forms “{form}” of {year} (signed ones stay as they are)")
        every = every.replace("{form}", form).replace("{year}", str(year))
        self._all = QRadioButton(every if year else self.tr("For a whole year: give this form one"))
        self._all.setEnabled(year is not None)
        self._one = QRadioButton(self.tr("For this form only; it will be marked"))
        self._build()
        self.list.currentRowChanged.connect(self._show)
        ids = [offer.id for offer in offers]
        self.list.setCurrentRow(ids.index(current.id) if current.id in ids else 0)
        self._fill_terms(current.own)
        (self._all if current.for_all and year else self._one).setChecked(True)

    def _build(self) -> None:
        line = self.fontMetrics().height()
        self.list.setMinimumWidth(line * 13)
        right = QVBoxLayout()
        for label in (self._source, self._note, self._lines, self._warning):
            label.setWordWrap(True)
            label.setMinimumWidth(line * 22)
            right.addWidget(label)
        right.addStretch(1)
        right.addLayout(self._term_rows())
        both = QHBoxLayout()
        both.addWidget(self.list)
        both.addLayout(right, 1)
        group = QButtonGroup(self)
        reach = QVBoxLayout()
        for button in (self._all, self._one):
            group.addButton(button)
            reach.addWidget(button)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(both)
        layout.addLayout(reach)
        layout.addWidget(buttons)
        self.resize(line * 44, line * 34)

    def _term_rows(self) -> QFormLayout:
        rows = QFormLayout()
        rows.addRow(QLabel(self.tr("Set otherwise (blank: as the policy says):")))
        for key in OWN_TERMS:
            field: QLineEdit | QComboBox
            if key in _CHOICES:
                field = QComboBox()
                field.addItem("", "")
                for value in _CHOICES[key]:
                    field.addItem(self._word(key, value), value)
            else:
                field = QLineEdit()
            field.setAccessibleName(self._name(key))
            self.terms[key] = field
            rows.addRow(self._name(key), field)
        return rows

    def _name(self, key: str) -> str:
        return self._texts.text("policy_keys", key, "name", {})

    def _word(self, key: str, value: str) -> str:
        return self._texts.text("policy_words", f"{key}_{value}", "text", {})

    def _show(self, at: int) -> None:
        offer = self._offers[max(at, 0)]
        self._source.setText(offer.source)
        self._note.setText(offer.note)
        self._lines.setText("\n".join(f"{name}：{value}" for name, value in offer.lines))
        lacking = self.tr("This form has no: {names}").replace("{names}", "、".join(offer.lacking))
        self._warning.setText(lacking if offer.lacking else "")
        self._warning.setVisible(bool(offer.lacking))
        for key, field in self.terms.items():
            usual = offer.terms.get(key, "")
            if isinstance(field, QLineEdit):
                field.setPlaceholderText(usual)
            else:
                name = self._word(key, usual)
                text = self.tr("As the policy says: {value}").replace("{value}", name)
                field.setItemText(0, text)

    def _fill_terms(self, own: dict[str, JsonValue]) -> None:
        for key, field in self.terms.items():
            value = "" if own.get(key) is None else str(own[key])
            if isinstance(field, QLineEdit):
                field.setText(value)
            else:
                field.setCurrentIndex(max(0, field.findData(value)))

    def accept(self) -> None:
        """Take the answer, unless a number cannot be read: then stand in its field."""
        for field in self.terms.values():
            typed = field.text().strip() if isinstance(field, QLineEdit) else ""
            if typed and parse_points(typed) is None:
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        super().accept()

    def answer(self) -> Choice:
        """What was chosen."""
        own: dict[str, JsonValue] = {}
        for key, field in self.terms.items():
            if isinstance(field, QComboBox):
                if field.currentData():
                    own[key] = field.currentData()
            elif (number := parse_points(field.text())) is not None:
                own[key] = int(number) if key == "decimals" else plain(number)
        return Choice(self._offers[max(self.list.currentRow(), 0)].id, own, self._all.isChecked())
