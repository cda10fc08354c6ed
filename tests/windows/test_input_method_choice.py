"""Chinese can be typed whichever input method the desktop runs."""

from pathlib import Path

import pytest

from app.windows.input_method import chosen

IBUS = {"QT_IM_MODULE": "ibus"}


@pytest.fixture
def plugins(tmp_path: Path) -> Path:
    """The plug-ins that Qt's wheels carry."""
    folder = tmp_path / "platforminputcontexts"
    folder.mkdir()
    for name in ("compose", "ibus"):
        (folder / f"lib{name}platforminputcontextplugin.so").touch()
    return tmp_path


@pytest.mark.parametrize(
    ("environment", "changes"),
    [
        ({}, {}),
        ({"QT_IM_MODULE": "fcitx"}, IBUS),
        ({"QT_IM_MODULE": "fcitx5"}, IBUS),
        ({"QT_IM_MODULE": "ibus"}, {}),
        ({"QT_IM_MODULE": "compose", "XMODIFIERS": "@im=fcitx"}, {}),
        ({"XMODIFIERS": "@im=fcitx"}, IBUS),
        ({"XMODIFIERS": "@im=ibus"}, IBUS),
        ({"QT_IM_MODULE": "", "GTK_IM_MODULE": "fcitx5"}, IBUS),
        ({"QT_IM_MODULE": "xim", "XMODIFIERS": "@im=fcitx"}, IBUS),
        ({"QT_IM_MODULE": "xim"}, {}),
        ({"XMODIFIERS": "@im=none"}, {}),
        ({"QT_IM_MODULES": "wayland;fcitx"}, {**IBUS, "QT_IM_MODULES": "ibus"}),
        ({"QT_IM_MODULES": "wayland;fcitx;ibus"}, {}),
    ],
)
def test_the_desktops_input_method_is_asked_through_a_plug_in_that_is_there(
    environment: dict[str, str], changes: dict[str, str], plugins: Path
) -> None:
    assert chosen(environment, plugins) == changes


def test_a_qt_with_a_plug_in_for_fcitx_uses_it(plugins: Path) -> None:
    folder = plugins / "platforminputcontexts"
    (folder / "libfcitx5platforminputcontextplugin.so").touch()
    assert chosen({"QT_IM_MODULE": "fcitx5"}, plugins) == {}


def test_nothing_is_named_that_has_no_plug_in(tmp_path: Path) -> None:
    assert chosen({"QT_IM_MODULE": "fcitx"}, tmp_path) == {}
