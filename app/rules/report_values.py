"""The figures of a record as a report quotes them, and texts with these figures put in."""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from app.model.definition import FieldsSection, FormDefinition, FundsSection, IndicatorsSection
from app.model.formula import Expression, FormulaError, Name, kind_of
from app.model.money import (
    format_rate,
    is_blank,
    parse_amount,
    plain,
    round_half_up,
    shown_amount,
)
from app.model.places import Place
from app.model.record import FormRecord, Row
from app.model.report_names import COMPLETION, SAVING, TOKEN, ReportNames
from app.model.results import Scores
from app.rules.amounts import Money
from app.rules.checks.context import Context
from app.rules.checks.formulas import RecordValues
from app.rules.columns import Columns, columns_of, one_line, short
from app.rules.formula import Reader, number
from app.rules.memo import SourceMemo
from app.rules.policy import effective_policy
from app.rules.reached import Reached, reached
from app.rules.scoring import PlacedRow, placed_rows

_DECIMALS = 2
_BLOCK = {"weight": "weight", "score": "points"}
"""The fields of a tier's block by the words that a report uses."""
_OPERATORS = ("≥", ">", "≤", "<", "=")
_MISSING = "【缺：{}】"
"""What stands on paper instead of a figure that the record does not hold."""

_SHARES = {COMPLETION: "完成率", SAVING: "节约率"}
names_of_report = SourceMemo(ReportNames)
"""The names of a form's reports, made once for each definition."""


class Gap(NamedTuple):
    """A token without a value: as typed, what is lacking in the form's words, and whether the
    name itself is unknown (`nearest` is the one most like it).
    """

    token: str
    label: str
    unknown: bool = False
    nearest: str = ""


class Filled(NamedTuple):
    """A text with its figures, and what could not be put in."""

    text: str
    gaps: tuple[Gap, ...] = ()


class ReportValues(RecordValues):
    """The values of the names that a report uses, in one record."""

    def __init__(self, record: FormRecord, definition: FormDefinition, scores: Scores) -> None:
        self.policy = effective_policy(record, definition)
        super().__init__(Context(record, definition, self.policy, scores, {}))
        self.record, self.definition, self.scores = record, definition, scores
        self.names = names_of_report(definition)
        self.reader = Reader(self.value, self.column, self.filled)
        self._placed: dict[str, dict[str, PlacedRow]] = {}

    def value(self, name: Name) -> Decimal | str | None:
        """One value, none where the record does not hold it."""
        match name.source:
            case "entry":
                return self._entry(name)
            case "completion" | "saving":
                return getattr(self._reached(name.place), name.source, None)
            case "tier":
                return self._tier(name.place)
            case "saved":
                return self._saved(name.place)
            case _:
                return super().value(name)

    def _tier(self, place: Place) -> Decimal | None:
        """The weight of a first tier, or its points once all its rows have some."""
        for block in self.scores.blocks:
            if block.kind == "tier" and block.key == place.row:
                known = place.field == "weight" or not block.missing
                return getattr(block, _BLOCK[place.field]) if known else None
        return None

    def _saved(self, place: Place) -> Decimal | None:
        section = self.definition.section(place.section)
        if not isinstance(section, FundsSection):
            return None
        money = Money(section, self.record)
        budget = money.value(place.row or "", section.denominator)
        spent = money.value(place.row or "", section.numerator)
        return None if budget is None or spent is None else budget - spent

    def placed(self, section: IndicatorsSection) -> dict[str, PlacedRow]:
        """The rows of a table that hold something, by id."""
        if section.id not in self._placed:
            rows = placed_rows(self.record.rows(section.id), columns_of(section))
            self._placed[section.id] = {found.row.id: found for found in rows}
        return self._placed[section.id]

    def _reached(self, place: Place) -> Reached:
        section = self.definition.section(place.section)
        if not isinstance(section, IndicatorsSection):
            return Reached()
        found = self.placed(section).get(place.row or "")
        if found is None:
            return Reached()
        return reached(found.row, columns_of(section), found.tiers, self.policy)

    def _entry(self, name: Name) -> Decimal | str | None:
        """A cell of a row: points that count, an amount, or its text."""
        place = name.place
        section = self.definition.section(place.section)
        row = self.record.row(place.section, place.row or "")
        if row is None:
            return None
        if isinstance(section, IndicatorsSection):
            return self._indicator(section, row, place)
        text = row.text(place.field)
        if name.kind == "text":
            return None if is_blank(text) else text
        amount = parse_amount(text, "元")
        return None if amount is None or amount.unit else amount.value

    def _indicator(
        self, section: IndicatorsSection, row: Row, place: Place
    ) -> Decimal | str | None:
        columns, score = columns_of(section), self.scores.rows.get(f"{section.id}/{row.id}")
        if columns.scored and place.field == columns.weight:
            return None if score is None else score.weight
        if columns.scored and place.field == columns.score:
            return None if score is None else score.points
        found = self.placed(section).get(row.id)
        if place.field in columns.tiers and found is not None:
            return found.tiers[columns.tiers.index(place.field)] or None
        return _text(row, place.field, columns) or None


def _text(row: Row, field: str, columns: Columns) -> str:
    """A cell's text; a value with the operator and the unit that have columns of their own."""
    text = row.text(field).strip()
    if not text or is_blank(text) or field not in (columns.target, columns.actual):
        return text
    sign = row.text(columns.operator).strip() if field == columns.target else ""
    unit = row.text(columns.unit).strip() if columns.unit else ""
    before = sign if sign in _OPERATORS and not text.startswith(_OPERATORS) else ""
    return before + text + ("" if text.endswith(unit) else unit)


def filled_text(text: str, values: Callable[[], ReportValues]) -> Filled:
    """A text with every token replaced by its figure as the form prints it.

    A token is read as a small part of the formula language and looked up; nothing is executed.
    What a figure says is never read again: braces in a cell stay braces.
    """
    if "{" not in text:
        return Filled(text)
    made: list[str] = []
    gaps: list[Gap] = []
    at, known = 0, values()
    for token in TOKEN.finditer(text):
        shown = shown_value(token[1], known)
        if isinstance(shown, Gap):
            gaps.append(shown)
            shown = _MISSING.format(shown.label)
        made += text[at : token.start()], shown
        at = token.end()
    return Filled("".join([*made, text[at:]]), tuple(gaps))


def shown_value(token: str, values: ReportValues) -> str | Gap:
    """A token's figure as the form prints it, or what is lacking."""
    made = values.names.expression(token)
    if isinstance(made, FormulaError):
        return Gap(token, token.strip(), unknown=True, nearest=made.values.get("nearest", ""))
    shown = _shown(made, values)
    return Gap(token, _label(made, values) or token.strip()) if shown is None else shown


def _shown(made: Expression, values: ReportValues) -> str | None:
    if kind_of(made) == "text":
        found = values.value(made) if isinstance(made, Name) else getattr(made, "value", "")
        return found.strip() if isinstance(found, str) and not is_blank(found) else None
    worked = number(made, values.reader)
    if worked is None:
        return None
    if not isinstance(made, Name):
        return plain(round_half_up(worked, _DECIMALS))
    if made.source in ("completion", "saving"):
        return format_rate(worked, values.policy.rate_decimals)
    if made.source == "rate":
        return values.scores.rates[f"{made.place.section}/{made.place.row}"].printed
    return _shown_amount(made, worked, values.record)


def _shown_amount(name: Name, worked: Decimal, record: FormRecord) -> str:
    """A number without a sign of its own: an amount as its cell shows it, without a unit."""
    typed = record.text(name.place) if name.source == "amount" else plain(worked)
    read = parse_amount(typed, "元")
    if name.source in ("amount", "saved") and read is not None and not read.unit:
        return shown_amount(typed).strip()
    return plain(worked)


def _label(made: Expression, values: ReportValues) -> str:
    """The form's words for what a name stands for, empty where it is no single cell."""
    if not isinstance(made, Name):
        return ""
    place, section = made.place, values.definition.section(made.place.section)
    match section:
        case FundsSection() if made.source != "saved":
            money = Money(section, values.record)
            return money.row_labels.get(place.row or "", "") + money.labels.get(place.field, "")
        case IndicatorsSection() if place.row:
            columns = columns_of(section)
            row = values.record.row(section.id, place.row)
            name = short(row.text(columns.name)) if row is not None else ""
            label = _SHARES.get(place.field) or columns.label_of(place.field)
            return f"{name}的{label}" if name else ""
        case FieldsSection():
            return _label_before(section, place.field)
        case _:
            items = getattr(section, "columns", ()) or getattr(section, "items", ())
            labels = (
                getattr(i, "label", "") for i in items if getattr(i, "field", "") == place.field
            )
            return one_line(next(labels, "")).rstrip("：:")


def _label_before(section: FieldsSection, field: str) -> str:
    label = ""
    for line in section.lines:
        for item in line:
            label = item.label or label
            if item.field == field:
                return one_line(label).rstrip("：:")
    return ""
