import pytest
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from app.locate import data_dir
from app.windows import theme


def luminance(colour: str) -> float:
    def part(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    made = QColor(colour)
    return 0.2126 * part(made.redF()) + 0.7152 * part(made.greenF()) + 0.0722 * part(made.blueF())


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


INKS = (theme.INK, theme.MUTED, theme.ACCENT, theme.RED, theme.AMBER, theme.GREEN)


@pytest.mark.parametrize("ground", [theme.WHITE, theme.PANEL, theme.SELECTED, theme.HOVER])
@pytest.mark.parametrize("ink", INKS)
def test_every_ink_can_be_read_on_every_ground(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (theme.GREEN, theme.GREEN_SOFT),
        (theme.AMBER, theme.AMBER_SOFT),
        (theme.RED, theme.RED_SOFT),
        (theme.WHITE, theme.ACCENT),
    ],
)
def test_badges_can_be_read(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


def test_look_is_light_whatever_the_system_says(qapp: QApplication) -> None:
    before = qapp.palette(), qapp.font(), qapp.styleSheet(), qapp.style().objectName()
    try:
        qapp.setPalette(QPalette(QColor("black")))
        theme.apply_theme(qapp)
        assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(theme.PANEL)
        assert qapp.style().name() == "fusion" or qapp.styleSheet()
        assert qapp.font().families() == list(theme.UI_FAMILIES)
    finally:
        qapp.setStyleSheet(before[2])
        qapp.setStyle(before[3])
        qapp.setPalette(before[0])
        qapp.setFont(before[1])


def test_shipped_face_answers_last() -> None:
    assert theme.UI_FAMILIES[-1] == "Ziping Hei"
    assert theme.ui_font().families()[-1] == "Ziping Hei"


def test_fonts_scale_in_points_and_in_pixels() -> None:
    points, pixels = QFont(), QFont()
    points.setPointSizeF(10)
    pixels.setPixelSize(20)
    assert theme.scaled_font(points, 2, bold=True).pointSizeF() == 20
    assert theme.scaled_font(points, 2, bold=True).bold()
    assert theme.scaled_font(pixels, 0.5).pixelSize() == 10


@pytest.mark.parametrize("name", ["ziping.svg", "empty-ledger.svg"])
def test_icons_are_drawings_that_qt_reads(qapp: QApplication, name: str) -> None:
    renderer = QSvgRenderer(str(data_dir("resources") / "icons" / name))
    assert renderer.isValid()
    assert renderer.defaultSize().width() == renderer.defaultSize().height()
