"""What a list says, as the cells of a form take it: tiers, operators and units, amounts."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from app.desk.imports.columns import fields_of
from app.desk.imports.target_fields import CODES, LEVELS
from app.desk.imports.target_lines import Indicator, Listed
from app.desk.names import DEPARTMENT, PROJECT, UNIT, place_of
from app.model.definition import (
    FormDefinition,
    GoalsSection,
    IndicatorsSection,
    TableColumn,
    column_with_role,
)
from app.model.faults import FaultError
from app.model.money import WAN, YUAN_IN, exact_quotient, folded, parse_amount, plain
from app.model.places import CODES as CODES_PLACE
from app.model.places import Place
from app.model.quantity import parse_quantity
from app.rules.columns import Columns, columns_of
from app.rules.tiers import tier_name

_OPERATORS = {
    **dict.fromkeys(("≥", ">=", "大于等于", "不低于", "不少于", "不小于", "正向", "正向指标"), "≥"),
    **dict.fromkeys(
        ("≤", "<=", "小于等于", "不超过", "不高于", "不大于", "反向", "反向指标", "逆向"), "≤"
    ),
    **dict.fromkeys((">", "大于", "高于"), "＞"),
    **dict.fromkeys(("<", "小于", "低于"), "＜"),
    **dict.fromkeys(("=", "==", "等于"), "="),
    **dict.fromkeys(("定量", "定量指标", "/", "—", "-"), ""),
}
"""What lists write where a sign belongs."""
_IN_WORDS = ("定性", "定性指标")
_PERCENT = ("百分比", "百分数", "百分率")
_SIGN = re.compile(r"^(≥|≤|＞|＜|＝|>=|<=|>|<|=)\s*")
_SPLIT = re.compile(r"(≥|≤|＞|＜|＝|>=|<=|>|<|=)?\s*([0-9][0-9,，.]*)\s*([^0-9≥≤<>＞＜＝=]*)")
_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[0-9]+[.、]|[(（][一二三四五六七八九十0-9]+[)）])"
)
_SUFFIX = "指标"


class FormPlaces(NamedTuple):
    """Where a form takes what a list says; none or empty where it has no such cell.

    `tiers` are the form's tier columns by the list's level; `initial` the cell of the initial
    budget and `money_unit` its unit; `tier_texts` the form's own tier names by column, folded;
    `outer` the first tier of each second one, `inner` the second of each first, where the form
    has only one.
    """

    definition: FormDefinition
    section: IndicatorsSection
    columns: Columns
    tiers: Mapping[str, str]
    fields: Mapping[str, Place]
    money_unit: str
    tier_texts: Mapping[str, Mapping[str, str]]
    outer: Mapping[str, str]
    inner: Mapping[str, str]


def takes_targets(definition: FormDefinition) -> bool:
    """Whether a form has a table that a list of targets can fill."""
    return _table(definition) is not None


def form_places(definition: FormDefinition) -> FormPlaces:
    """Where a form takes what a list says.

    Raises:
        FaultError: LIST_008 the form has no table of indicators with targets.
    """
    section = _table(definition)
    if section is None:
        raise FaultError("LIST_008", form=definition.title)
    columns = columns_of(section)
    tiers = _tiers(section)
    fields, unit = _fields(definition)
    texts: dict[str, dict[str, str]] = {tier: {} for tier in columns.tiers}
    pairs: set[tuple[str, str]] = set()
    first, second = tiers.get("tier1", ""), tiers.get("tier2", "")
    for row in section.template:
        for tier in columns.tiers:
            if row.get(tier):
                texts[tier].setdefault(tier_name(row[tier]), row[tier])
        if row.get(first) and row.get(second):
            pairs.add((row[first], row[second]))
    outer, inner = _only((b, a) for a, b in pairs), _only(pairs)
    return FormPlaces(definition, section, columns, tiers, fields, unit, texts, outer, inner)


def _only(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What stands beside each name where there is only one."""
    beside: dict[str, list[str]] = {}
    for one, two in pairs:
        beside.setdefault(tier_name(one), []).append(two)
    return {name: found[0] for name, found in beside.items() if len(found) == 1}


def _table(definition: FormDefinition) -> IndicatorsSection | None:
    for section in definition.indicators():
        if column_with_role(section, "name") and column_with_role(section, "target"):
            return section
    return None


def _tiers(section: IndicatorsSection) -> dict[str, str]:
    """The tier columns by level: by their heads where these are known, else by their order.

    Of two columns with one head the inner one, beside the indicator, is meant.
    """
    columns = [column for column in section.columns if column.role == "tier"]
    named = {level: c.id for c in columns if (level := _level(c))}
    if len(named) == len({folded(c.label) for c in columns}):
        return named
    return dict(zip(LEVELS, (column.id for column in columns), strict=False))


def _level(column: TableColumn) -> str:
    found = fields_of(column.label, LEVELS)
    return found[0][1] if found else ""


def _fields(definition: FormDefinition) -> tuple[dict[str, Place], str]:
    roles = {"project_name": PROJECT, "unit": UNIT, "department": DEPARTMENT}
    places = {f: p for f, role in roles.items() if (p := place_of(definition, role))}
    places |= {code: Place(CODES_PLACE, None, code) for code in CODES}
    unit = ""
    for money in definition.funds():
        if money.initial:
            row = money.scored or money.rows[0].id
            places["initial"], unit = Place(money.id, row, money.initial), money.unit
            break
    goals = next((s for s in definition.sections() if isinstance(s, GoalsSection)), None)
    if goals is not None:
        planned = [c.field for c in goals.columns if c.role == "planned"]
        field = planned[-1] if planned else goals.columns[0].field
        places["goals"] = Place(goals.id, None, field)
    return places, unit


# --- a project as cells


def project_cells(listed: Listed, places: FormPlaces) -> dict[Place, str]:
    """What a list says of a project, by place; what the form does not take is left out."""
    texts = {**listed.texts, "project_name": listed.name, "project_code": listed.code}
    if texts.get("initial") and places.money_unit:
        texts["initial"] = amount_in(texts["initial"], listed.money_unit, places.money_unit)
    return {place: text for field, place in places.fields.items() if (text := texts.get(field, ""))}


def amount_in(text: str, unit: str, into: str) -> str:
    """An amount of a list in the form's unit, exact; as typed where both are the same."""
    amount = parse_amount(text, "元")
    if amount is None or (unit == into and not amount.unit):
        return text
    yuan = amount.value if amount.unit else amount.value * YUAN_IN[unit]
    return plain(exact_quotient(yuan, WAN if into == "万元" else YUAN_IN[into]))


# --- an indicator as cells


def indicator_cells(indicator: Indicator, places: FormPlaces) -> dict[str, str]:
    """The planned cells of an indicator by column id; blank ones are left out."""
    columns = places.columns
    cells = _tier_cells(indicator, places)
    cells[_name_column(indicator, places)] = indicator.name
    cells |= _target_cells(indicator.texts, places)
    if columns.weight:
        cells[columns.weight] = indicator.texts.get("weight", "")
    return {column: text for column, text in cells.items() if text}


def _name_column(indicator: Indicator, places: FormPlaces) -> str:
    """The form's name column; its innermost tier where that is the level that the list names."""
    tier = places.tiers.get(indicator.levels[-1], "")
    return tier if tier and places.columns.or_above else places.columns.name


def _tier_cells(indicator: Indicator, places: FormPlaces) -> dict[str, str]:
    cells: dict[str, str] = {}
    for level in indicator.levels[:-1]:
        column = places.tiers.get(level, "")
        if column:
            cells[column] = tier_text(indicator.texts.get(level, ""), column, places)
    first, second = places.tiers.get("tier1", ""), places.tiers.get("tier2", "")
    if first and second and not cells.get(first):
        cells[first] = places.outer.get(tier_name(cells.get(second, "")), "")
    elif first and second and not cells.get(second):
        cells[second] = places.inner.get(tier_name(cells[first]), "")
    return cells


def tier_text(text: str, column: str, places: FormPlaces) -> str:
    """A tier's name as the form has it: `数量`, `1.数量指标` and `数量 指标` are its 数量指标."""
    known = places.tier_texts.get(column, {})
    bare = _NUMBERING.sub("", tier_name(text))
    for name in (tier_name(text), bare, bare + _SUFFIX):
        if name in known:
            return known[name]
    return text


def _target_cells(texts: Mapping[str, str], places: FormPlaces) -> dict[str, str]:
    """Operator, target and unit, joined or split as the form's columns want them."""
    columns = places.columns
    operator, target = _operator(texts.get("operator", "")), texts.get("target", "")
    unit = texts.get("measure", "")
    if (columns.operator or columns.unit) and not (operator and unit):
        operator, target, unit = _split(operator, target, unit, places)
    cells = {}
    if columns.operator:
        cells[columns.operator] = _choice(operator, places)
    elif operator and operator not in _IN_WORDS and not _SIGN.match(folded(target)) and target:
        target = f"{operator}{target}"
    if columns.unit:
        cells[columns.unit] = unit
    elif unit and target:
        target = _with_unit(target, unit)
    return {**cells, columns.target: target}


def _operator(text: str) -> str:
    """A sign as forms print it; other words as they are."""
    plain_text = folded(text)
    return _OPERATORS.get(plain_text, text) if plain_text not in _IN_WORDS else _IN_WORDS[0]


def _with_unit(target: str, unit: str) -> str:
    sign = "%" if folded(unit) in _PERCENT else unit
    whole = folded(target)
    if whole.endswith(folded(sign)) or not whole[-1:].isdigit():
        return target
    return f"{target}{sign}"


def _split(operator: str, target: str, unit: str, places: FormPlaces) -> tuple[str, str, str]:
    """`≥200组` as its sign, its number and its unit; whatever is no plain number stays whole."""
    found = _SPLIT.fullmatch(target.strip())
    if found is None or (found[1] and operator) or (found[3] and unit):
        return operator, target, unit
    read = parse_quantity(target)
    if read.kind != "number" or folded(read.unit) != folded(found[3]):
        return operator, target, unit
    signs = _operator(found[1] or "") or operator
    takes_sign, takes_unit = bool(places.columns.operator), bool(places.columns.unit)
    number = found[2]
    if not takes_sign and found[1]:
        number = f"{found[1]}{number}"
        signs = operator
    if not takes_unit and found[3]:
        number = f"{number}{found[3]}"
    return signs, number, (found[3] or unit) if takes_unit else unit


def _choice(operator: str, places: FormPlaces) -> str:
    """An operator as the form spells it."""
    column = next(c for c in places.section.columns if c.id == places.columns.operator)
    return next((c for c in column.choices if folded(c) == folded(operator)), operator)
