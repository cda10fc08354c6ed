"""Lists over a workspace of their own."""

from pathlib import Path

import pytest

from app.desk.workspace import Workspace
from tests.desk.imports.target_lists import Lists


@pytest.fixture
def lists(space: Workspace, tmp_path: Path) -> Lists:
    return Lists(space, tmp_path)
