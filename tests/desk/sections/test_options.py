"""`ziping sections` and `take-sections`, as a person types them."""

from pathlib import Path

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


def test_sections_are_sent_and_taken_back(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sections", str(tmp_path), "--data", str(data)]) == 0
    (path,) = tmp_path.glob("*.xlsx")
    assert "：1 个项目、5 项指标" in capsys.readouterr().out
    assert main(["--data", str(data), "take-sections", str(path), "--json"]) == 0
    assert '"differences": []' in capsys.readouterr().out
    assert main(["sections", str(tmp_path), "--data", str(data), "--section", "没有"]) == 2
