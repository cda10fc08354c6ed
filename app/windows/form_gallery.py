"""Choosing a form: a list with pictures, what each is for, and the year and name of the record."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.desk.form_offers import FormOffer, Picture
from app.windows import theme
from app.windows.help_key import help_key
from app.windows.paper_painter import OperationPainter
from app.windows.small_widgets import plain_label

_THUMB = QSize(44, 62)
_PICTURE = QSize(270, 380)
_ID = Qt.ItemDataRole.UserRole


class NewRecordDialog(QDialog):
    """Asks for the form, the year and the project's name."""

    def __init__(
        self,
        offers: Sequence[FormOffer],
        picture_of: Callable[[str], Picture],
        ink: OperationPainter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        help_key(self)
        self.setWindowTitle(self.tr("New form"))
        self._offers = {offer.id: offer for offer in offers}
        self._picture_of, self._ink = picture_of, ink
        self._pictures: dict[str, QPixmap] = {}
        self.list = QListWidget()
        self.list.setIconSize(_THUMB)
        self.list.setAccessibleName(self.tr("Forms"))
        self.list.setWordWrap(True)
        self.more = QCheckBox(self.tr("More forms"))
        self.more.toggled.connect(self._fill)
        self._image = QLabel()
        self._image.setFixedSize(_PICTURE)
        self._image.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title, self._basis, self._use = plain_label(), plain_label(), plain_label()
        self._year, self._name = QSpinBox(), QLineEdit()
        self._build()
        self._fill(False)
        self.list.currentItemChanged.connect(self._show)
        self._show()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._next_picture)
        self._timer.start()
        self._name.setFocus()

    def answer(self) -> tuple[str, int, str]:
        """Form id, year and project name."""
        return self.chosen(), self._year.value(), self._name.text()

    def chosen(self) -> str:
        """The id of the form that is chosen, empty where there is none."""
        at = self.list.currentRow()
        return str(self.list.item(at).data(_ID)) if at >= 0 else ""

    def choose(self, form_id: str) -> None:
        """Choose a form, also one behind 更多表样."""
        self.more.setChecked(self.more.isChecked() or self._is_hidden(form_id))
        for at in range(self.list.count()):
            if self.list.item(at).data(_ID) == form_id:
                self.list.setCurrentRow(at)

    def propose_year(self, form_id: str, year: int) -> None:
        """Propose the next year for the same form, and the same year for another one."""

        def propose() -> None:
            self._year.setValue(year + 1 if self.chosen() == form_id else year)

        propose()
        self.list.currentRowChanged.connect(propose)

    def hide_year(self) -> None:
        """Ask for no year: the record keeps its own."""
        self._hide(self._year)

    def _hide(self, field: QWidget) -> None:
        field.hide()
        label = self._rows.labelForField(field)
        if label is not None:
            label.hide()

    def begin_from(self, title: str) -> None:
        """Say what the record begins from; its name comes from there."""
        self.setWindowTitle(title)
        self._hide(self._name)

    def _is_hidden(self, form_id: str) -> bool:
        offer = self._offers.get(form_id)
        return offer is not None and not (offer.daily or offer.recent)

    # ---- building ----------------------------------------------------------------------------

    def _build(self) -> None:
        line = self.fontMetrics().height()
        self.list.setMinimumWidth(line * 18)
        self.list.setSpacing(2)
        self._year.setRange(1990, 2100)
        self._year.setValue(date.today().year - 1)
        self._name.setPlaceholderText(self.tr("May be filled in later"))
        self._title.setFont(theme.scaled_font(self.font(), 1.15, bold=True))
        for label in (self._title, self._basis, self._use):
            label.setWordWrap(True)
            label.setFixedWidth(_PICTURE.width())
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addWidget(self.more)
        if not any(map(self._is_hidden, self._offers)):
            self.more.hide()
        right.addWidget(self._image)
        right.addWidget(self._words_beneath())
        right.addStretch(1)
        both = QHBoxLayout()
        both.addLayout(left, 1)
        both.addLayout(right)
        self._rows = rows = QFormLayout()
        rows.addRow(self.tr("&Year"), self._year)
        rows.addRow(self.tr("&Project name"), self._name)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(both)
        layout.addLayout(rows)
        layout.addWidget(buttons)
        self.list.itemDoubleClicked.connect(self.accept)

    def _words_beneath(self) -> QWidget:
        """The texts under the picture, with room for those of the form that has the longest.

        A dialog's least size knows nothing of wrapped lines; they would be laid over the picture.
        """
        words = QWidget()
        layout = QVBoxLayout(words)
        layout.setContentsMargins(0, 0, 0, 0)
        for label in (self._title, self._basis, self._use):
            layout.addWidget(label)
        layout.addStretch(1)
        tallest = 0
        for offer in self._offers.values():
            self._say(offer)
            tallest = max(tallest, layout.heightForWidth(_PICTURE.width()))
        words.setMinimumHeight(tallest)
        return words

    def _fill(self, more: bool) -> None:
        chosen = self.chosen()
        self.list.blockSignals(True)
        self.list.clear()
        for offer in self._offers.values():
            if more or not self._is_hidden(offer.id):
                item = QListWidgetItem(f"{offer.title}\n{offer.basis}")
                item.setData(_ID, offer.id)
                item.setSizeHint(QSize(0, _THUMB.height() + 8))
                item.setToolTip(offer.use)
                if offer.id in self._pictures:
                    item.setIcon(QIcon(self._pictures[offer.id]))
                self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setCurrentRow(0)
        if chosen and (more or not self._is_hidden(chosen)):
            self.choose(chosen)

    # ---- showing -----------------------------------------------------------------------------

    def _show(self) -> None:
        offer = self._offers.get(self.chosen())
        if offer is None:
            return
        self._image.setPixmap(self._picture(offer.id))
        self._say(offer)

    def _say(self, offer: FormOffer) -> None:
        self._title.setText(offer.title)
        self._basis.setText(offer.basis)
        self._use.setText(offer.use)
        self._use.setVisible(bool(offer.use))

    def _next_picture(self) -> None:
        """Draw one picture that is still missing; the dialog answers keys between them."""
        for at in range(self.list.count()):
            item = self.list.item(at)
            form_id = str(item.data(_ID))
            if item.icon().isNull():
                item.setIcon(QIcon(self._picture(form_id)))
                return
        self._timer.stop()

    def _picture(self, form_id: str) -> QPixmap:
        if form_id not in self._pictures:
            self._pictures[form_id] = self._drawn(self._picture_of(form_id))
        return self._pictures[form_id]

    def _drawn(self, picture: Picture) -> QPixmap:
        dots = self.devicePixelRatioF()
        scale = min(_PICTURE.width() / picture.width, _PICTURE.height() / picture.height)
        width, height = round(picture.width * scale * dots), round(picture.height * scale * dots)
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(dots)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ink.paint(painter, picture.operations, QPointF(0, 0), scale)
        painter.setPen(QColor(theme.LINE))
        painter.drawRect(0, 0, round(width / dots) - 1, round(height / dots) - 1)
        painter.end()
        return QPixmap.fromImage(image)
