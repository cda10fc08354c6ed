"""`ziping import-funds`, as a person types it."""

from pathlib import Path

import openpyxl
import pytest

from app.cli import main
from app.desk.workspace import Workspace
from tests.desk.desk import NATIONAL


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with the sample."""
    folder = tmp_path / "资料"
    folder.mkdir()
    space = Workspace(folder)
    space.sample(NATIONAL)
    space.close()
    return folder


def test_funds_are_shown_and_taken(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["项目编码", "项目名称", "全年执行数"], ["99", "没有的项目", 5]):
        sheet.append(row)
    book.save(tmp_path / "账.xlsx")
    order = ["import-funds", str(tmp_path / "账.xlsx"), "--data", str(data)]
    assert main(order) == 2
    assert "元还是万元" in capsys.readouterr().err
    saved = tmp_path / "对应.json"
    assert main([*order, "--unit", "元", "--save-mapping", str(saved)]) == 1
    assert "没有对上：99 没有的项目" in capsys.readouterr().out
    assert main([*order, "--mapping", str(saved), "--yes", "--json"]) == 1
    assert '"done": true' in capsys.readouterr().out
