import sys
import tomllib
from pathlib import Path
from typing import get_args

import pytest

from app import locate
from app.locate import DataMissingError, data_dir


def installed_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    package = folder / "程序 文件" / "app"
    package.mkdir(parents=True)
    monkeypatch.setattr(locate, "_PACKAGE", package)
    return package


def test_source_tree_is_found_beside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = installed_in(tmp_path, monkeypatch)
    (package.parent / "forms").mkdir()
    assert data_dir("forms") == package.parent / "forms"


def test_the_shipped_data_are_in_the_tree_and_in_the_wheel() -> None:
    root = Path(locate.__file__).resolve().parent.parent
    wheel = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    target = wheel["tool"]["hatch"]["build"]["targets"]["wheel"]
    for name in get_args(locate.DataName):
        assert data_dir(name) == root / name
        assert name in target["only-include"]
        assert target["sources"][name] == f"app/_data/{name}"


def test_wheel_data_go_before_a_stranger_folder_beside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = installed_in(tmp_path, monkeypatch)
    (package.parent / "resources").mkdir()
    (package / "_data" / "resources").mkdir(parents=True)
    assert data_dir("resources") == package / "_data" / "resources"


def test_frozen_program_looks_only_in_its_bundle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = installed_in(tmp_path, monkeypatch)
    (package.parent / "i18n").mkdir()
    bundle = tmp_path / "bundle"
    monkeypatch.setattr(sys, "_MEIPASS", str(bundle), raising=False)
    with pytest.raises(DataMissingError):
        data_dir("i18n")
    (bundle / "app" / "_data" / "i18n").mkdir(parents=True)
    assert data_dir("i18n") == bundle / "app" / "_data" / "i18n"


def test_missing_data_name_the_folder_and_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = installed_in(tmp_path, monkeypatch)
    with pytest.raises(DataMissingError, match=r"“forms”文件夹.*重新安装") as caught:
        data_dir("forms")
    assert str(package.parent / "forms") in str(caught.value)


@pytest.mark.parametrize("frozen", [True, False])
def test_the_program_starts_itself_frozen_or_not(
    frozen: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", frozen, raising=False)
    assert locate.own_command() == [sys.executable, *([] if frozen else ["-m", "app.cli"])]
