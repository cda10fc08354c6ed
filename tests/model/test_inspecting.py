"""Types looked over all at once agree with the decoder that reads definitions."""

import copy
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.definition import FormDefinition
from app.model.inspecting import type_problems
from app.model.loading import read_tables
from tests.second import FOLDER

RAW = read_tables((FOLDER / "second" / "form.toml").read_text("utf-8"), "second")
ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    7,
    10**12,
    1.5,
    "",
    "12",
    "rate",
    "left",
    "1e9",
    [],
    ["x"],
    {},
    {"a": 1},
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths to everything in nested tables."""
    if not isinstance(value, dict | list):
        return []
    found = []
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        found += [(*path, key), *places(inner, (*path, key))]
    return found


PLACES = places(RAW)


def changed(path: tuple[Any, ...], value: Any) -> Any:
    raw = copy.deepcopy(RAW)
    holder: Any = raw
    for key in path[:-1]:
        holder = holder[key]
    if value is None:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return raw


def is_read(raw: Any) -> bool:
    try:
        msgspec.convert(raw, FormDefinition)
    except msgspec.ValidationError:
        return False
    return True


@given(st.sampled_from(PLACES), st.sampled_from(ODD))
def test_what_is_told_is_what_the_decoder_refuses(path: tuple[Any, ...], value: Any) -> None:
    raw = changed(path, value)
    told = type_problems(raw, FormDefinition)
    # A whole number beyond all sense is told of here; the decoder would take it.
    beyond = any(problem["code"] == "DEFINITION_051" for problem in told)
    assert beyond or is_read(raw) == (told == ())
    for problem in told:
        assert problem["path"]


@pytest.mark.parametrize("raw", [[], "x", 3, {"parts": {}}, {"parts": [3]}, {"policy": []}])
def test_what_is_no_form_at_all_is_told(raw: Any) -> None:
    assert type_problems(raw, FormDefinition)


def test_long_values_are_cut_short() -> None:
    (problem,) = type_problems({**RAW, "version": "9" * 500}, FormDefinition)
    assert len(problem["found"]) == 40
