"""docs/forms.md tells the form definition language: all of it, and nothing else."""

import re
from decimal import Decimal
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from app.model import definition, policy
from app.model.definition import FormDefinition, Section
from app.model.formula import FUNCTIONS
from app.model.loading import RESERVED, parse_tables, read_tables
from app.model.overlay import OWN_KEYS, overlaid
from app.model.record import ROW_KEYS

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "forms.md").read_text("utf-8")
FORMS = Path(__file__).resolve().parent.parent / "forms"
QUOTED = set(re.findall(r"`\"?([a-z_]+)\"?(?: = [^`]*)?`", PAGE))
"""The words of the page that are set as code."""

STRUCTS = [
    value
    for value in {**vars(definition), **vars(policy)}.values()
    if isinstance(value, type) and issubclass(value, msgspec.Struct) and value.__struct_fields__
]
KEYS = {key for struct in STRUCTS for key in struct.__struct_fields__}
KINDS = {str(kind.__struct_config__.tag): kind for kind in get_args(Section)}


def choices() -> set[str]:
    """The words that a key may have as its value."""

    def within(kind: object) -> set[str]:
        inner = get_args(kind)
        return {a for a in inner if isinstance(a, str)}.union(*map(within, inner))

    types = [field.type for struct in STRUCTS for field in msgspec.structs.fields(struct)]
    found = set().union(*map(within, types))
    return {word for word in found if re.fullmatch("[a-z_]+", word)}


def chapter(title: str) -> dict[str, list[str]]:
    """The first table of a chapter: the other cells of each line by its first word."""
    text = PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    (table, *_) = (block for block in text.strip().split("\n\n") if block.startswith("|"))
    lines = [[cell.strip() for cell in row.split("|")[1:-1]] for row in table.splitlines()[2:]]
    return {name.strip("`"): cells for name, *cells in lines}


def test_every_kind_key_and_choice_is_told() -> None:
    assert len(KINDS) == 12
    assert sorted(({*KINDS} | KEYS | choices()) - QUOTED) == []


def test_nothing_else_is_told() -> None:
    known = (
        {*KINDS}
        | KEYS
        | choices()
        | RESERVED
        | ROW_KEYS
        | {"year", "missing", "true", "family"}
        | set(OWN_KEYS)
        | {"after", "before", "saved"}
    )
    known |= {*FUNCTIONS, "and", "or", "not"}
    assert sorted(QUOTED - known) == []


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_key_of_a_section_stands_in_its_line(kind: str) -> None:
    told = chapter("Sections")
    line = " ".join(told[kind] + (told["indicators"] if kind == "rows" else []))
    keys = set(KINDS[kind].__struct_fields__) - {"id", "optional"}
    assert [key for key in sorted(keys) if f"`{key}`" not in line] == []
    assert set(told) == set(KINDS)


@pytest.mark.parametrize(
    ("title", "struct"),
    [
        ("The form", FormDefinition),
        ("The policy", policy.Policy),
        ("Formulas", definition.Formula),
        ("Reports", definition.ChapterItem),
    ],
)
def test_every_key_is_told_with_its_default(title: str, struct: type[msgspec.Struct]) -> None:
    told = chapter(title)
    fields = msgspec.structs.fields(struct)
    assert set(told) == {field.name for field in fields}
    for field in fields:
        default, plain = told[field.name][0], field.default
        assert bool(default) != field.required
        if isinstance(plain, int | Decimal | str):
            assert default.strip('`"') == (str(plain).lower() if plain is False else str(plain))


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_every_reserved_name_is_told(name: str) -> None:
    assert name in QUOTED


def test_the_example_of_an_extension_is_a_form() -> None:
    chapter_text = PAGE.partition("\n## Extending a form\n")[2]
    example = chapter_text.partition("```toml\n")[2].partition("```")[0]
    base = FORMS / "mof2020-project" / "form.toml"
    tables = read_tables(base.read_text("utf-8"), "base")
    made = parse_tables(overlaid(tables, read_tables(example, "example"), "example"), "example")
    ids = [section.id for section in made.sections()]
    assert ids[-3:] == ["remarks", "signatures", "notes"]
    assert "grade" not in ids
    assert made.policy.over_flag == Decimal("1.2")
    assert made.funds()[0].rows[1].label == "其中：本年财政拨款"
    assert not next(s for s in made.sections() if s.id == "signatures").optional


def test_the_example_of_a_report_is_part_of_a_form() -> None:
    chapter_text = PAGE.partition("\n## Reports\n")[2]
    example = chapter_text.partition("```toml\n")[2].partition("```")[0]
    head = '[[parts]]\nbefore = "main"\nid = "text"\ntitle = "报告"\ncolumns = [156.0]\n'
    head += '[[parts.sections]]\nkind = "chapter"\nid = "report"\n'
    base = read_tables((FORMS / "mof2020-project" / "form.toml").read_text("utf-8"), "base")
    made = parse_tables(
        overlaid(base, read_tables(head + example, "example"), "example"), "example"
    )
    (chapters, *_) = made.parts[0].sections
    assert isinstance(chapters, definition.ChapterSection)
    assert [line.each for line in chapters.items[0].draft] == ["indicators", ""]
