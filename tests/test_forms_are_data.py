"""No module knows a form, a tier or a weight by name: forms are data."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.desk.forms import Gallery
from app.model.definition import (
    FieldsSection,
    FormDefinition,
    IndicatorsSection,
    RowsSection,
    column_with_role,
)
from app.sheet.tiers import tier_columns
from tests.second import FOLDER, FORM_IDS
from tests.source_checks import SourceModule, source_modules

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = sorted((ROOT / "forms").glob("*/form.toml"))
OTHERS = sorted(FOLDER.glob("*/form.toml"))
SHORT = 3
"""Names up to this length are words of the language as well."""

WEIGHTS = ({10, 50, 30}, {10, 50, 30, 100})
"""Weights that no collection in code may hold together; as numbers or as texts."""


def definition(path: Path) -> FormDefinition:
    return Gallery(path.parent.parent).form(path.parent.name).definition


def names_of(form: FormDefinition) -> set[str]:
    """A form's id and titles, its tiers, and the names in its policy."""
    names = {form.id, form.title, *(part.title for part in form.parts), *form.policy.tier_weights}
    names |= set(form.policy.directions)
    for section in form.sections():
        if isinstance(section, IndicatorsSection | RowsSection):
            named = column_with_role(section, "name")
            inner = named is not None and named.or_above  # its last tier holds indicators as well
            tiers = tier_columns(section)[: -1 if inner else None]
            names |= {row[tier] for row in section.template for tier in tiers if row.get(tier)}
    return names


def literals(tree: ast.Module) -> Iterator[ast.Constant]:
    """The constants of a module, docstrings left out."""
    loose = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in loose:
            yield node


def names_it(text: str, name: str) -> bool:
    """Whether a literal names a thing; a short everyday word (产出) only where it stands alone."""
    return text == name if len(name) <= SHORT else name in text


def weights(tree: ast.Module) -> Iterator[int]:
    """The lines of collections that hold the weights of a form."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict):
            found = {str(n.value) for n in ast.walk(node) if isinstance(n, ast.Constant)}
            numbers = {float(text) for text in found if text.replace(".", "", 1).isdigit()}
            if numbers in WEIGHTS:
                yield node.lineno


@pytest.mark.parametrize("module", source_modules(), ids=lambda module: module.name)
def test_no_module_names_a_form_a_tier_or_its_weights(module: SourceModule) -> None:
    texts = [node for node in literals(module.tree) if isinstance(node.value, str)]
    names = set().union(*(names_of(definition(path)) for path in SHIPPED))
    found = [(n.lineno, name) for n in texts for name in names if names_it(str(n.value), name)]
    assert found == []
    assert list(weights(module.tree)) == []


@pytest.mark.parametrize(
    "source",
    [
        "WEIGHTS = (10, 50, 30, 10)",
        "WEIGHTS = {'a': Decimal('10'), 'b': Decimal('50'), 'c': 30.0}",
        "WEIGHTS = [['10'], ['50'], ['30'], ['100']]",
    ],
)
def test_weights_in_code_would_be_seen(source: str) -> None:
    assert list(weights(ast.parse(source)))


def test_names_in_code_would_be_seen() -> None:
    national = ROOT / "forms" / FORM_IDS[0] / "form.toml"
    names = names_of(definition(national))
    assert {"产出指标", "服务对象满意度指标", "成本指标", FORM_IDS[0]} <= names
    tree = ast.parse('"""产出指标"""\nif tier == "产出指标": pass')
    assert [node.lineno for node in literals(tree)] == [2]


@pytest.mark.parametrize("path", [*SHIPPED, *OTHERS], ids=lambda path: path.parent.name)
def test_every_form_names_its_project_and_its_unit(path: Path) -> None:
    roles = [
        item.role
        for section in definition(path).sections()
        if isinstance(section, FieldsSection)
        for line in section.lines
        for item in line
        if item.role
    ]
    assert {"project_name", "unit"} <= set(roles)
    assert len(roles) == len(set(roles))
