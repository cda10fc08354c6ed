"""C1: what a sentence quotes (amounts, rate, total, counts) against the table and other texts."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from app.model.money import (
    WAN,
    YUAN_IN,
    folded,
    parse_points,
    parse_rate,
    plain,
    round_half_up,
)
from app.model.places import Place
from app.model.quantity import parse_quantity
from app.model.record import SCORED, Row
from app.model.results import Finding
from app.model.units import KNOWN, normal_unit
from app.rules.amounts import Money
from app.rules.checks.context import SLIGHT, Context
from app.rules.checks.texts import REPORTING, TEXT, Told, prose_of
from app.rules.columns import Columns, columns_of
from app.rules.finding import finding
from app.rules.memo import RowMemo
from app.rules.rows import facts_of

_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_MONEY_UNITS = "亿元|万元|千元|元"
_ABOUT_MONEY = "预算|资金|经费|执行|支出|成本|投入|拨付|到位|控制"
_AMOUNT = rf"(?<![0-9.,])({_NUMBER})\s*({_MONEY_UNITS})(?!/|[/每]|一)"
_QUOTED = (
    rf"(?P<what>年初预算|全年预算|年度预算|预算|实际支出|累计支出|支出|执行)"
    rf"(?:总额|资金|金额|数|安排|批复|共计|合计|总计|共|为|是|约|了|[:：])*\s*"
    rf"(?P<number>{_NUMBER})\s*(?P<unit>{_MONEY_UNITS})"
)
_OTHER = "其中|上年|去年|往年|较|比|每|人均|结转|追加|调整|明年|下年"
_RATE = rf"预算执行率(?:为|达到|达|是|[:：])?\s*({_NUMBER})\s*[%％](?!以上|以内|以下|及以上)"
_TOTAL = (
    rf"(?:自评总分|评价总分|总得分|总评分|总计评分|总计得分|自评得分|评价得分|综合得分)"
    rf"(?:合计)?(?:为|是|[:：])?\s*({_NUMBER})\s*分"
)
_ANOTHER_TOTAL = "问卷|调查|满意度|指标|该项|此项"
"""What the points belong to where they are not those of the whole table."""

_CLAUSES = r"[，。；;\n]|,(?![0-9]{3})"
_NOUN = 5
_SHORT = 2
_VERBS = "^(?:共|实际|累计|全年|本年|已|发现|查处|检查|抽查|复查|抽检|完成|开展|组织|回收|发放)+"
_NO_COUNT = frozenset("分级倍年月日")
_COUNT_UNITS = sorted(
    (u for u in KNOWN if not set(u) & set("%‰元点") and u not in _NO_COUNT), key=len, reverse=True
)
_COUNT = (
    rf"(?P<noun>[\u4e00-\u9fff]{{3,20}}?)(?:共计|总计|累计|合计|共|计|达到|达|为|约|近)*\s*"
    rf"(?<![0-9.,])(?P<number>{_NUMBER})\s*(?P<unit>{'|'.join(_COUNT_UNITS)})(?!/)"
)


_rows: RowMemo[tuple[Told, ...]] = RowMemo()


class _Amount(NamedTuple):
    """An amount in a sentence: as typed, in 元, the last digit's size in 元, and its words."""

    text: str
    yuan: Decimal
    digit: Decimal
    number: Decimal
    unit: str
    what: str


class _Count(NamedTuple):
    noun: str
    number: Decimal
    unit: str
    text: str


_row_counts: RowMemo[tuple[tuple[Told, _Count], ...]] = RowMemo()


def quoted_findings(context: Context) -> Iterator[Finding]:
    """Units of amounts, rate and total always; other amounts and counts in 预审.

    What one text says twice is told once.
    """
    said: set[tuple[str, str]] = set()
    for found in _all(context):
        key = str(found.place), found.found
        if key not in said:
            said.add(key)
            yield found


def _all(context: Context) -> Iterator[Finding]:
    texts = prose_of(context)
    yield from _in_texts(texts, context)
    yield from _row_units(context, _table_amounts(_money(context)))
    if context.review:
        yield from _counts(texts, context)


def text_findings(texts: tuple[Told, ...], context: Context) -> Iterator[Finding]:
    """The same for other texts about the record, such as a report: C1 with all its cases."""
    yield from _in_texts(texts, context)
    yield from _counts(texts, context)


def _money(context: Context) -> list[Money]:
    return [Money(section, context.record) for section in context.definition.funds()]


def _in_texts(texts: tuple[Told, ...], context: Context) -> Iterator[Finding]:
    """What the sentences say of money, rate and total."""
    money = _money(context)
    amounts = _table_amounts(money)
    for told in texts:
        if not _quotes(told.text):
            continue
        yield from _units(told, told.text, amounts)
        if told.role in REPORTING:
            yield from _rates(told, context)
            yield from _totals(told, context)
        if context.review:
            yield from _amounts(told, money, amounts)


@lru_cache(maxsize=2048)
def _quotes(text: str) -> bool:
    return "元" in text or "分" in text or "执行率" in text


class _Cell(NamedTuple):
    """An amount of the table in 元, the size of its last digit in 元, its number and unit."""

    yuan: Decimal
    digit: Decimal
    number: Decimal
    unit: str


def _table_amounts(money: list[Money]) -> list[_Cell]:
    found: dict[tuple[Decimal, str], _Cell] = {}
    for table in money:
        unit = table.section.unit
        for row, column in table.cells():
            value = table.value(row, column)
            if value:
                size = YUAN_IN[unit]
                digit = size * Decimal(1).scaleb(-_decimals(value))
                found[value, unit] = _Cell(value * size, digit, value, unit)
    return list(found.values())


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _units(told: Told, text: str, amounts: list[_Cell]) -> Iterator[Finding]:
    """The very digits of the table with a unit 10,000 times smaller or larger (`87.65元`)."""
    if "元" not in text or not amounts:
        return
    for quoted in _quoted_amounts(text):
        if re.search(_ABOUT_MONEY, quoted.what) is None or _plain_digits(quoted.number) < 3:
            continue
        if any(_same(quoted, cell) for cell in amounts):
            continue
        twins = (cell for cell in amounts if cell.number == quoted.number)
        twin = next((cell for cell in twins if _wan_apart(cell.yuan, quoted.yuan)), None)
        if twin is not None:
            expected = plain(twin.number) + twin.unit
            yield finding(
                "C1", "warning", told.place, case="unit", found=quoted.text, expected=expected
            )


def _wan_apart(one: Decimal, other: Decimal) -> bool:
    return max(one, other) == min(one, other) * WAN


def _plain_digits(number: Decimal) -> int:
    return len(plain(number).replace(".", "").strip("0"))


def _same(quoted: _Amount, cell: _Cell) -> bool:
    """Whether both tell one amount at the coarser of their decimals."""
    return abs(quoted.yuan - cell.yuan) <= max(quoted.digit, cell.digit) / 2


@lru_cache(maxsize=2048)
def _quoted_amounts(text: str) -> tuple[_Amount, ...]:
    return tuple(
        _read(match[1], match[2], text[max(0, match.start() - 12) : match.start()])
        for match in re.finditer(_AMOUNT, text)
    )


def _read(digits: str, unit: str, what: str) -> _Amount:
    number = parse_points(digits) or Decimal(0)
    size = YUAN_IN[unit]
    digit = size * Decimal(1).scaleb(-_decimals(number))
    return _Amount(digits + unit, number * size, digit, number, unit, what)


def _row_units(context: Context, amounts: list[_Cell]) -> Iterator[Finding]:
    """The same for targets and actuals of indicators that speak of the budget."""
    for section in context.definition.indicators():
        columns = columns_of(section)
        given = (columns,)
        for row in context.record.rows(section.id):
            told = _rows.find(row, given)
            if told is None:
                told = _rows.keep(row, given, tuple(_of_row(row, columns)))
            for said in told:
                yield from _units(said, said.text, amounts)


def _of_row(row: Row, columns: Columns) -> Iterator[Told]:
    """The amounts of a row, each behind its name, which says whether the budget is meant."""
    if facts_of(row, columns).kind != SCORED:
        return
    for column in (columns.name, columns.target, columns.actual):
        text = row.cells.get(column, "")
        if "元" in text:
            said = text if column == columns.name else f"{row.text(columns.name)} {text}"
            yield Told(Place(columns.section, row.id, column), said, TEXT, "")


def _amounts(told: Told, money: list[Money], amounts: list[_Cell]) -> Iterator[Finding]:
    """An amount called the budget or the expenditure that the table does not know."""
    if "元" not in told.text or not amounts:
        return
    for quoted in _called(told.text):
        if any(_same(quoted, cell) or _wan_apart(quoted.yuan, cell.yuan) for cell in amounts):
            continue
        known = _column(money[0], quoted.what)
        if known:
            values = {"found": quoted.text, "expected": known, "what": quoted.what}
            yield finding("C1", "warning", told.place, **values)


@lru_cache(maxsize=2048)
def _called(text: str) -> tuple[_Amount, ...]:
    """The amounts that a text calls the budget or the expenditure of the whole year."""
    clauses = (clause for clause in re.split(_CLAUSES, text) if not re.search(_OTHER, clause))
    matches = (re.search(_QUOTED, clause) for clause in clauses)
    return tuple(_read(m["number"], m["unit"], m["what"]) for m in matches if m)


def _column(money: Money, what: str) -> str:
    """The scored row's amount that a word speaks of, as the table shows it."""
    section = money.section
    spent = "支出" in what or "执行" in what
    column = section.numerator if spent else section.denominator
    if what.startswith("年初") and section.initial:
        column = section.initial
    shown = money.shown(section.scored, column) if section.scored and column else ""
    return shown + section.unit if shown else ""


def _rates(told: Told, context: Context) -> Iterator[Finding]:
    """`预算执行率98.73%` against the rate of the table."""
    if "执行率" not in told.text:
        return
    rate = _execution_rate(context)
    if rate is None:
        return
    for text in _stated_rates(told.text):
        typed = parse_rate(text)
        if typed and abs(typed[0] - round_half_up(rate, typed[1])) > SLIGHT:
            expected = f"{plain(round_half_up(rate, context.policy.rate_decimals))}%"
            yield finding(
                "C1", "warning", told.place, case="rate", found=f"{text}%", expected=expected
            )


@lru_cache(maxsize=2048)
def _stated_rates(text: str) -> tuple[str, ...]:
    clauses = (clause for clause in re.split(_CLAUSES, text) if not re.search(_OTHER, clause))
    matches = (re.search(_RATE, clause) for clause in clauses if "执行率" in clause)
    return tuple(match[1] for match in matches if match)


def _execution_rate(context: Context) -> Decimal | None:
    for section in context.definition.funds():
        known = context.scores.rates.get(f"{section.id}/{section.scored}")
        if known is not None:
            return known.exact
    return None


def _totals(told: Told, context: Context) -> Iterator[Finding]:
    """`总计评分99.87分` against the total that we add up, or that the table printed."""
    typed = "" if context.scores.missing else _stated_total(told.text)
    if not typed:
        return
    stated, total = parse_points(typed), context.scores.total
    printed = parse_points(context.printed_total("score"))
    if stated is None or stated == printed or abs(stated - total) <= SLIGHT:
        return
    values = {"found": f"{typed}分", "expected": f"{plain(total)}分"}
    yield finding("C1", "warning", told.place, case="total", **values)


@lru_cache(maxsize=2048)
def _stated_total(text: str) -> str:
    for match in re.finditer(_TOTAL, text) if "分" in text else ():
        if not re.search(_ANOTHER_TOTAL, re.split(_CLAUSES, text[: match.start()])[-1]):
            return match[1]
    return ""


def _counts(texts: tuple[Told, ...], context: Context) -> Iterator[Finding]:
    """One noun with one unit and two numbers in what was reported."""
    seen: dict[tuple[str, str], _Count] = {}
    for told, count in _reported(texts, context):
        key = count.noun[-4:], count.unit
        known = seen.setdefault(key, count)
        if known.number != count.number and _alike(known.noun, count.noun):
            values = {"noun": count.noun, "found": count.text, "expected": known.text}
            yield finding("C1", "warning", told.place, case="count", **values)


def _alike(one: str, other: str) -> bool:
    """Whether two nouns end alike for five characters, or one is the end of the other."""
    return one.endswith(other[-_NOUN:]) or other.endswith(one[-_NOUN:])


def _reported(texts: tuple[Told, ...], context: Context) -> Iterator[tuple[Told, _Count]]:
    """What the indicators report, then what the sentences do."""
    for section in context.definition.indicators():
        columns = columns_of(section)
        given = (columns,)
        for row in context.record.rows(section.id):
            found = _row_counts.find(row, given)
            if found is None:
                found = _row_counts.keep(row, given, tuple(_count_of(row, columns)))
            yield from found
    for told in texts:
        if told.role in REPORTING:
            for count in _said(told.text):
                yield told, count


def _count_of(row: Row, columns: Columns) -> Iterator[tuple[Told, _Count]]:
    noun = re.sub(f"{_VERBS}|数量?$", "", folded(row.text(columns.name)))
    actual = parse_quantity(row.text(columns.actual))
    if len(noun) > _SHORT and actual.is_number and actual.unit in _COUNT_UNITS:
        place = Place(columns.section, row.id, columns.actual)
        told = Told(place, row.text(columns.actual), "actual", "")
        yield told, _Count(noun, actual.number or Decimal(0), actual.unit, actual.shown())


@lru_cache(maxsize=2048)
def _said(text: str) -> tuple[_Count, ...]:
    found = []
    for clause in re.split("[，,。；;、\n](?![0-9])", text):
        if re.search(_OTHER + "|计划|目标|应|年初", clause):
            continue
        for match in re.finditer(_COUNT, clause):
            number = parse_points(match["number"]) or Decimal(0)
            unit = normal_unit(match["unit"])
            shown = match["number"] + match["unit"]
            noun = re.sub(_VERBS, "", re.split("[的了在对是和与及]", match["noun"])[-1])
            if len(noun) > _SHORT:
                found.append(_Count(noun, number, unit, shown))
    return tuple(found)
