"""A store of its own for every test, closed behind it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.store import Store
from tests.store.helpers import Listener, open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "绩效 data" / "ziping.db"


@pytest.fixture
def heard() -> Listener:
    return Listener()


@pytest.fixture
def store(path: Path, heard: Listener) -> Iterator[Store]:
    opened = open_store(path, heard)
    yield opened
    opened.abandon()
