"""A workspace of its own for every test, in a folder with a Chinese name and a blank."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.desk.workspace import Workspace


@pytest.fixture
def space(tmp_path: Path) -> Iterator[Workspace]:
    folder = tmp_path / "资料 夹"
    folder.mkdir()
    workspace = Workspace(folder)
    yield workspace
    workspace.close()
