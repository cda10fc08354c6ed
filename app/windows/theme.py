"""The look: colours, the face of the interface, and one style sheet for the whole program."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

DESK = "#E7EBEF"
"""What the paper lies on."""
PANEL = "#FBFCFD"
"""Side columns and the tool bar."""
WHITE = "#FFFFFF"
INK = "#1C2733"
MUTED = "#5F6B77"
FAINT = "#8A95A1"
LINE = "#D7DCE1"
SOFT_LINE = "#EEF1F4"
HOVER = "#EEF2F6"
ACCENT = "#1B5E8C"
ACCENT_DARK = "#164D73"
SELECTED = "#E6F0F7"
RED = "#B42318"
AMBER = "#9A5B00"
GREEN = "#1F7A4D"
RED_SOFT = "#FBE9E7"
AMBER_SOFT = "#FBF1DF"
GREEN_SOFT = "#E4F3EA"
PURPLE = "#5B4B9A"
PURPLE_SOFT = "#ECEAF6"
TEAL = "#0F6E78"
TEAL_SOFT = "#DFF1F3"
GREY_DOT = "#8A95A1"

UI_FAMILIES = (
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "Ziping Hei",
)
UI_POINTS = 10.5
_SMALL = 0.88
LINK_INSET = 4
"""Frame and padding left of a link's text, in pixels of the style sheet."""


def ui_font() -> QFont:
    """The face of the interface; the shipped one answers where the system has none."""
    font = QFont()
    font.setFamilies(list(UI_FAMILIES))
    font.setPointSizeF(UI_POINTS)
    return font


def scaled_font(font: QFont, factor: float, bold: bool = False) -> QFont:
    """A font of another size, whatever unit its size was given in."""
    scaled = QFont(font)
    if font.pointSizeF() > 0:
        scaled.setPointSizeF(font.pointSizeF() * factor)
    else:
        scaled.setPixelSize(max(1, round(font.pixelSize() * factor)))
    scaled.setBold(bold)
    return scaled


def small_font(font: QFont) -> QFont:
    """The font of second lines and hints."""
    return scaled_font(font, _SMALL)


def apply_theme(app: QApplication) -> None:
    """Give the program its look: always light, the same on every system."""
    app.styleHints().setColorScheme(Qt.ColorScheme.Light)
    style = QStyleFactory.create("Fusion")
    if style is not None:
        app.setStyle(style)
    app.setPalette(light_palette())
    app.setFont(ui_font())
    app.setStyleSheet(style_sheet())


def light_palette() -> QPalette:
    """The colours that Fusion and our own widgets paint with."""
    palette = QPalette()
    role = QPalette.ColorRole
    colours = {
        role.Window: PANEL,
        role.WindowText: INK,
        role.Base: WHITE,
        role.AlternateBase: HOVER,
        role.Text: INK,
        role.PlaceholderText: FAINT,
        role.Button: WHITE,
        role.ButtonText: INK,
        role.BrightText: RED,
        role.ToolTipBase: WHITE,
        role.ToolTipText: INK,
        role.Highlight: ACCENT,
        role.HighlightedText: WHITE,
        role.Link: ACCENT,
        role.LinkVisited: ACCENT,
        role.Light: WHITE,
        role.Midlight: HOVER,
        role.Mid: LINE,
        role.Dark: FAINT,
        role.Shadow: MUTED,
        role.Accent: ACCENT,
    }
    for which, colour in colours.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(FAINT))
    return palette


def style_sheet() -> str:
    """The style sheet of the program; widgets name no colour of their own."""
    return _BARS + _BUTTONS + _SIDES + _LISTS


_BARS = f"""
QToolBar {{
    background: {PANEL}; border: none; border-bottom: 1px solid {LINE};
    padding: 0.45em 0.6em; spacing: 0.2em;
}}
QToolBar::separator {{ background: {LINE}; width: 1px; margin: 0.45em 0.4em; }}
QToolBar QToolButton#qt_toolbar_ext_button {{ padding: 0; }}
QDialogButtonBox, QMessageBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QStatusBar {{ background: {WHITE}; border-top: 1px solid {LINE}; }}
QStatusBar::item {{ border: none; }}
QSplitter::handle {{ background: {LINE}; }}
QToolTip {{
    background: {WHITE}; color: {INK}; border: 1px solid {LINE}; padding: 0.3em 0.5em;
}}
QScrollBar:vertical {{ background: transparent; width: 0.8em; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 0.8em; margin: 0; }}
QScrollBar::handle {{ background: #C3CAD1; border-radius: 0.2em; margin: 0.2em; }}
QScrollBar::handle:hover {{ background: {FAINT}; }}
QScrollBar::handle:vertical {{ min-height: 2em; }}
QScrollBar::handle:horizontal {{ min-width: 2em; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""

_BUTTONS = f"""
QToolBar QToolButton, QToolButton[flat="true"] {{
    background: transparent; border: 1px solid transparent; border-radius: 0.35em;
    padding: 0.35em 0.65em; color: {INK};
}}
QToolBar QToolButton:hover, QToolButton[flat="true"]:hover {{ background: {HOVER}; }}
QToolBar QToolButton:pressed, QToolButton[flat="true"]:pressed {{ background: {LINE}; }}
QToolBar QToolButton:checked, QToolButton[flat="true"]:checked {{
    background: {SELECTED}; color: {ACCENT};
}}
QToolButton[on="true"] {{ background: {SELECTED}; color: {ACCENT}; }}
QToolBar QToolButton:focus, QToolButton[flat="true"]:focus {{ border-color: {ACCENT}; }}
QToolBar QToolButton:disabled, QToolButton[flat="true"]:disabled {{ color: {FAINT}; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}
QToolBar QToolButton[primary="true"], QPushButton[primary="true"] {{
    background: {ACCENT}; color: {WHITE}; border: 1px solid {ACCENT};
    border-radius: 0.4em; padding: 0.4em 0.9em;
}}
QToolBar QToolButton[primary="true"]:hover, QPushButton[primary="true"]:hover {{
    background: {ACCENT_DARK};
}}
QToolBar QToolButton[primary="true"]:focus, QPushButton[primary="true"]:focus {{
    border: 1px solid {INK};
}}
QPushButton[plain="true"] {{
    background: {WHITE}; color: {INK}; border: 1px solid {LINE};
    border-radius: 0.4em; padding: 0.4em 0.9em;
}}
QPushButton[plain="true"]:hover {{ background: {HOVER}; }}
QPushButton[plain="true"]:focus {{ border-color: {ACCENT}; }}
QPushButton[plain="true"]:checked {{
    background: {SELECTED}; color: {ACCENT}; border-color: {ACCENT};
}}
LinkButton {{
    background: transparent; color: {ACCENT}; border: 1px solid transparent;
    border-radius: 3px; padding: 0 3px; text-align: left;
}}
LinkButton:hover {{ text-decoration: underline; }}
LinkButton:focus {{ border-color: {ACCENT}; }}
"""

_SIDES = f"""
Card {{ background: {WHITE}; border: 1px solid {LINE}; border-radius: 0.5em; }}
SearchField, ReasonField {{
    background: {WHITE}; border: 1px solid {LINE}; border-radius: 0.45em;
    padding: 0.45em 0.6em; selection-background-color: {ACCENT};
}}
ReasonField {{ padding: 0.25em 0.4em; border-radius: 0.3em; }}
SearchField:focus, ReasonField:focus {{ border-color: {ACCENT}; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {LINE}; top: -1px; }}
QTabWidget::tab-bar {{ left: 0.2em; }}
QTabBar::tab {{
    background: transparent; color: {MUTED}; border: none;
    border-bottom: 2px solid transparent; padding: 0.75em 0.2em 0.6em 0.2em;
    margin: 0 0.14em;
}}
QTabBar::tab:hover {{ color: {INK}; }}
QTabBar::tab:selected {{ color: {ACCENT}; border-bottom-color: {ACCENT}; }}
QTabBar::tab:selected:focus {{ background: {SELECTED}; }}
SideList, SideScroll, SideScroll > QWidget > QWidget {{ background: {PANEL}; border: none; }}
"""

_LISTS = f"""
Table {{
    background: {WHITE}; alternate-background-color: {PANEL}; border: 1px solid {LINE};
    selection-background-color: {SELECTED}; selection-color: {INK};
}}
Table::item {{ padding: 0 0.45em; }}
Table QHeaderView::section {{
    background: {PANEL}; color: {MUTED}; border: none; border-bottom: 1px solid {LINE};
    border-right: 1px solid {SOFT_LINE}; padding: 0.35em 0.45em;
}}
"""
