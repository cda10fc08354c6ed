"""The checks of a form's own (勾稽公式): the names that each may use, and what is wrong."""

import re
from collections.abc import Iterator, Mapping

from app.model.definition import FormDefinition, Formula, IndicatorsSection, RowsSection
from app.model.formula import FormulaError, Name, names_of, nearest_of, parse_formula

_CODE = re.compile(r"[A-Z][A-Z0-9-]{0,11}")


def names_for(formula: Formula, names: Mapping[str, Name]) -> dict[str, Name]:
    """The names that a formula may use: with `each`, a column of that table names one cell.

    Args:
        formula: the check.
        names: all names of its form.
    """
    made = dict(names)
    for text, name in names.items():
        if _is_column(name, formula):
            made[text] = _cell(name)
    return made


def _is_column(name: Name, formula: Formula) -> bool:
    tabled = name.source in ("column", "weight", "score") and name.place.row is None
    return bool(formula.each) and tabled and name.place.section == formula.each


def _cell(name: Name) -> Name:
    return Name(name.text, name.place, "number" if name.kind == "numbers" else "text", "cell")


def formula_problems(definition: FormDefinition) -> Iterator[dict[str, str]]:
    """What is wrong with a form's formulas: code, path, and the values of the sentence."""
    formulas = definition.checks.formulas
    names = names_of(definition) if formulas else {}
    places = {str(name.place): name for name in names.values()}
    for index, formula in enumerate(formulas):
        path = f"checks.formulas[{index}]"
        earlier = [other.code for other in formulas[:index]]
        if formula.code in earlier or not _CODE.fullmatch(formula.code):
            yield {"code": "DEFINITION_021", "path": f"{path}.code", "found": formula.code}
        yield from _unknown(f"{path}.place", formula.place, places)
        if formula.each:
            yield from _unknown(f"{path}.each", formula.each, _tables(definition))
        for key, text in (("must", formula.must), ("message", formula.message)):
            if not text.strip():
                yield {"code": "DEFINITION_022", "path": f"{path}.{key}"}
        problem = _problem(formula.must, names_for(formula, names))
        if problem is not None:
            yield {"code": problem.code, "path": f"{path}.must", **problem.values}


def _tables(definition: FormDefinition) -> dict[str, object]:
    tables = (s for s in definition.sections() if isinstance(s, IndicatorsSection | RowsSection))
    return {section.id: section for section in tables}


def _unknown(path: str, found: str, known: Mapping[str, object]) -> Iterator[dict[str, str]]:
    if found not in known:
        expected = nearest_of(found, known)
        yield {"code": "DEFINITION_008", "path": path, "found": found, "expected": expected}


def _problem(text: str, names: Mapping[str, Name]) -> FormulaError | None:
    try:
        parse_formula(text, names)
    except FormulaError as problem:
        return problem
    return None
