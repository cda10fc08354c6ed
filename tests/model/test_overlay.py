"""A form that extends another: keys, named tables, sections, and what is refused."""

from pathlib import Path
from typing import Any

import pytest

from app.desk.forms import Gallery
from app.model.faults import DefinitionError
from app.model.overlay import overlaid

BASE: dict[str, Any] = {
    "id": "base",
    "policy": {"source": "A", "decimals": 2},
    "parts": [
        {
            "id": "main",
            "sections": [
                {"id": "head", "rows": [{"id": "a", "label": "甲"}, {"id": "b", "label": "乙"}]},
                {"id": "foot", "items": [{"field": "x", "span": 1}]},
            ],
        }
    ],
}


def over(**overlay: Any) -> dict[str, Any]:
    return overlaid(BASE, {"extends": "base", **overlay}, "f")


def sections(made: dict[str, Any]) -> list[dict[str, Any]]:
    held: list[dict[str, Any]] = made["parts"][0]["sections"]
    return held


def test_keys_replace_keys_and_tables_of_terms_are_merged() -> None:
    made = over(id="own", policy={"decimals": 1})
    assert (made["id"], made["policy"]) == ("own", {"source": "A", "decimals": 1})
    assert "extends" not in made
    assert BASE["policy"]["decimals"] == 2


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{"id": "b", "label": "丙"}], [("a", "甲"), ("b", "丙")]),
        ([{"id": "c", "label": "丙"}], [("a", "甲"), ("b", "乙"), ("c", "丙")]),
        ([{"id": "c", "label": "丙", "after": "a"}], [("a", "甲"), ("c", "丙"), ("b", "乙")]),
        ([{"id": "a", "remove": True}], [("b", "乙")]),
        ([{"id": "a", "after": "b"}], [("b", "乙"), ("a", "甲")]),
    ],
)
def test_named_tables_are_changed_added_moved_and_taken_out(
    rows: list[dict[str, Any]], expected: list[tuple[str, str]]
) -> None:
    made = over(change={"head": {"rows": rows}})
    assert [(row["id"], row["label"]) for row in sections(made)[0]["rows"]] == expected
    assert len(BASE["parts"][0]["sections"][0]["rows"]) == 2


def test_a_part_is_changed_by_its_own_name() -> None:
    made = over(change={"main": {"annex": ""}, "foot": {"label": "乙"}})
    assert made["parts"][0]["annex"] == ""
    assert [s["id"] for s in sections(made)] == ["head", "foot"]
    assert "annex" not in BASE["parts"][0]


def test_sections_are_added_and_removed() -> None:
    made = over(remove=["foot"], add=[{"after": "head", "id": "new", "kind": "notes"}])
    assert [s["id"] for s in sections(made)] == ["head", "new"]
    assert sections(made)[1] == {"id": "new", "kind": "notes"}


@pytest.mark.parametrize(
    ("overlay", "code"),
    [
        ({"remove": ["nothing"]}, "DEFINITION_042"),
        ({"change": {"nothing": {}}}, "DEFINITION_042"),
        ({"add": [{"id": "new"}]}, "DEFINITION_042"),
        ({"change": {"head": {"rows": [{"id": "z", "remove": True}]}}}, "DEFINITION_042"),
        ({"change": {"head": {"rows": [{"id": "c", "after": "z"}]}}}, "DEFINITION_042"),
        ({"remove": "head"}, "DEFINITION_043"),
        ({"change": {"head": 3}}, "DEFINITION_043"),
        ({"change": []}, "DEFINITION_043"),
        ({"add": [3]}, "DEFINITION_043"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_path(overlay: dict[str, Any], code: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        over(**overlay)
    assert caught.value.code == code
    assert caught.value.values["file"] == "f"


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).mkdir()
    (folder / name / "form.toml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("base", "code"),
    [("own", "DEFINITION_041"), ("../own", "DEFINITION_041"), ("gone", "DEFINITION_040")],
)
def test_a_form_extends_another_that_is_there(tmp_path: Path, base: str, code: str) -> None:
    write(tmp_path, "own", f'schema = "ziping.form/1"\nextends = "{base}"\nid = "own"\n')
    with pytest.raises(DefinitionError) as caught:
        Gallery(tmp_path).form("own")
    assert caught.value.code == code


def test_two_forms_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    for name, other in (("one", "two"), ("two", "one")):
        write(tmp_path, name, f'schema = "ziping.form/1"\nextends = "{other}"\nid = "{name}"\n')
    with pytest.raises(DefinitionError) as caught:
        Gallery(tmp_path).form("one")
    assert caught.value.code == "DEFINITION_041"


def test_a_variant_has_its_own_place_among_the_forms() -> None:
    base = {**BASE, "order": 10, "use": "全国"}
    assert {"order", "use"} & set(overlaid(base, {"extends": "base"}, "f")) == set()
    assert overlaid(base, {"extends": "base", "order": 20}, "f")["order"] == 20


def parts(made: dict[str, Any]) -> list[str]:
    return [part["id"] for part in made["parts"]]


def test_a_part_is_added_before_another_or_at_the_end() -> None:
    first = {"id": "text", "before": "main", "title": "报告"}
    made = over(parts=[first, {"id": "list"}, {"id": "cover", "before": "text"}])
    assert parts(made) == ["cover", "text", "main", "list"]
    assert "before" not in made["parts"][1]
    assert parts(over()) == ["main"]


def test_a_part_with_a_known_id_is_changed() -> None:
    made = over(parts=[{"id": "main", "annex": "附件"}])
    assert made["parts"][0]["annex"] == "附件"
    assert len(sections(made)) == 2


@pytest.mark.parametrize(
    ("given", "code"),
    [([{"id": "x", "before": "no"}], "DEFINITION_042"), (["x"], "DEFINITION_043")],
)
def test_a_part_before_none_and_what_is_no_part_are_refused(given: Any, code: str) -> None:
    with pytest.raises(DefinitionError) as error:
        over(parts=given)
    assert error.value.code == code
