"""The window opens whatever way of showing it the desktop names for all programs."""

from pathlib import Path

import pytest

from app.windows.platform_plugin import chosen

XCB = {"QT_QPA_PLATFORM": "xcb"}


@pytest.fixture
def plugins(tmp_path: Path) -> Path:
    """The plug-ins of the frozen program."""
    (tmp_path / "platforms").mkdir()
    for name in ("xcb", "offscreen"):
        (tmp_path / "platforms" / f"libq{name}.so").touch()
    return tmp_path


@pytest.mark.parametrize(
    ("wish", "display", "changes"),
    [
        ("", ":0", {}),
        ("wayland", ":0", XCB),
        ("dxcb", ":0", XCB),
        ("dxcb;wayland", ":0", XCB),
        ("dxcb;xcb", ":0", {}),
        ("wayland;offscreen", ":0", {}),
        ("wayland", "", {}),
        ("xcb", ":0", {}),
        ("offscreen", ":0", {}),
        ("offscreen:size=800x600", ":0", {}),
    ],
)
def test_x_takes_the_place_of_what_is_not_there(
    wish: str, display: str, changes: dict[str, str], plugins: Path
) -> None:
    environment = {"QT_QPA_PLATFORM": wish, "DISPLAY": display}
    assert chosen(environment, plugins) == changes


def test_nothing_is_changed_where_there_is_no_plug_in_for_x(tmp_path: Path) -> None:
    assert chosen({"QT_QPA_PLATFORM": "wayland", "DISPLAY": ":0"}, tmp_path) == {}
