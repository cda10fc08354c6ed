"""What is remembered stays bounded while records, rows and definitions come and go."""

import pkgutil
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from types import ModuleType
from typing import Any

import msgspec
import pytest

import app.model
import app.rules
import app.sheet
from app.model.definition import FormDefinition
from app.rules.checking import check
from app.rules.memo import RowMemo, SourceMemo
from app.rules.scoring import score
from app.sheet.layout import SheetLayout
from tests.bench.records import bench_form, long_record

_ROOMS = (app.model, app.rules, app.sheet)
_RECORDS = 520
_MOST = 512
"""More than any memory of definitions has room for, and fewer than the records."""
_LARGEST_CACHE = 16_384
_FEW = 64
_CACHE = type(lru_cache(len))


def _modules() -> Iterator[ModuleType]:
    for room in _ROOMS:
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            yield import_module(found.name)


def _held() -> dict[str, int]:
    """The sizes of all that modules hold on to."""
    kinds = (dict, list, set, RowMemo, SourceMemo)
    return {
        f"{module.__name__}.{name}": len(value)
        for module in _modules()
        for name, value in vars(module).items()
        if isinstance(value, kinds) and not name.startswith("__")
    }


def _caches() -> dict[str, Any]:
    return {
        f"{module.__name__}.{name}": value
        for module in _modules()
        for name, value in vars(module).items()
        if isinstance(value, _CACHE)
    }


def test_records_with_definitions_of_their_own_leave_nothing_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in _modules():
        for value in vars(module).values():
            if isinstance(value, RowMemo):
                monkeypatch.setattr(value, "_room", _MOST // 2)
    form = bench_form()
    written = msgspec.json.encode(form.definition)
    before, layout = _held(), SheetLayout()
    for number in range(_RECORDS):
        definition = msgspec.json.decode(written, type=FormDefinition)
        record = long_record(form, 2, number)
        record = msgspec.structs.replace(record, policy={"decimals": 2 + number % 2})
        scores = score(record, definition)
        found = check(record, definition, scores, review=number % 2 == 0)
        assert scores.rows
        assert found
        layout.sheets(definition, record, scores)
    unbounded = [c for c in _caches().values() if c.cache_info().maxsize is None]
    assert all(cache.cache_info().currsize <= _FEW for cache in unbounded)
    grown = {name: size for name, size in _held().items() if size != before.get(name, 0)}
    assert grown, "nothing was remembered at all"
    assert {name: size for name, size in grown.items() if size > _MOST} == {}


def test_caches_of_texts_have_a_bound() -> None:
    most = [cache.cache_info().maxsize for cache in _caches().values()]
    assert len([bound for bound in most if bound is not None]) > 20
    assert max(bound for bound in most if bound is not None) <= _LARGEST_CACHE
