"""What a form is: parts, sections, columns and checks, as loaded from `forms/*/form.toml`."""

from decimal import Decimal
from typing import Literal, TypeAlias

from msgspec import Struct

from app.model.policy import Policy

Align: TypeAlias = Literal["left", "center", "right"]


class _Strict(Struct, frozen=True, forbid_unknown_fields=True):
    """A table of a definition: an unknown key is an error, never ignored."""


class FieldItem(_Strict, frozen=True):
    """One cell of a `fields` line: fixed wording (`label`), a value (`field`), or a computed one.

    `value` is the total or the grade; `shows` is the place of a field that is printed again.

    `role` says which field names the record in the ledger and in file names. A value with
    `choices` is one of them; with `boxes` all are printed, the chosen one ticked (☑ □). What is
    `personal` (a name, a telephone, a signature) is left out when the form is published; where
    nothing is said the label decides.
    """

    span: int
    label: str = ""
    field: str = ""
    required: bool = False
    align: Align = "center"
    role: Literal["", "project_name", "unit", "department"] = ""
    choices: tuple[str, ...] = ()
    boxes: bool = False
    value: Literal["", "weight", "score", "grade"] = ""
    shows: str = ""
    personal: bool | None = None


class FieldsSection(_Strict, frozen=True, tag_field="kind", tag="fields"):
    """Label/value pairs, line by line; the spans of each line fill the grid.

    `label` stands beside all of them, `label_span` wide (0: none). `bordered` is false for a cover
    or a list; `min_height` of a line in mm, 0 for the page's.
    """

    id: str
    lines: tuple[tuple[FieldItem, ...], ...]
    label: str = ""
    label_span: int = 0
    bordered: bool = True
    min_height: float = 0.0
    optional: bool = False


class MoneyColumn(_Strict, frozen=True):
    """A column of a money table; `role` says what stands in it.

    `under` are the heads that it shares with its neighbours, from the topmost down. `beside` are
    labels before its cells, one for each row, each `beside_span` wide. A `merged` column is one
    cell over all rows, that of the scored row. `wording` is fixed text before what is typed.
    """

    id: str
    label: str
    span: int
    role: Literal["amount", "weight", "rate", "score", "text"] = "amount"
    align: Align = "center"
    required: bool = False
    under: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    beside_span: int = 0
    merged: bool = False
    wording: str = ""


class MoneyRow(_Strict, frozen=True):
    """A row of a money table; a row with `part_of` is one of the parts that add up to it."""

    id: str
    label: str
    part_of: str = ""
    align: Align = "center"


class FundsSection(_Strict, frozen=True, tag_field="kind", tag="funds"):
    """Money rows × money columns in one unit (元 or 万元).

    `numerator` and `denominator` name the columns whose quotient is the execution rate;
    the `scored` row carries the execution points (weight: `policy.execution_weights[id]`).
    Without `heads` the labels of the columns are not printed.
    """

    id: str
    label: str
    label_span: int
    row_label_span: int
    unit: Literal["元", "万元"]
    columns: tuple[MoneyColumn, ...]
    rows: tuple[MoneyRow, ...]
    corner: str = ""
    numerator: str = ""
    denominator: str = ""
    initial: str = ""
    scored: str = ""
    blank_mark: str = "—"
    heads: bool = True
    optional: bool = False


class GoalColumn(_Strict, frozen=True):
    """One long text under its own head.

    `role` says whether it is planned, done, or a note on both; left out, the first is planned and
    the last of several done.
    """

    field: str
    label: str
    span: int
    required: bool = False
    role: Literal["", "planned", "done", "note"] = ""


class GoalsSection(_Strict, frozen=True, tag_field="kind", tag="goals"):
    """Long texts side by side under one side label.

    Without `heads` the labels of the columns are not printed.
    """

    id: str
    label: str
    label_span: int
    columns: tuple[GoalColumn, ...]
    min_height: float = 10.0
    heads: bool = True
    optional: bool = False


class TableColumn(_Strict, frozen=True):
    """A column of a repeating table.

    Roles: tier (merged over equal neighbours), name, operator, target, unit, actual, weight,
    score, deviation, rule_text (how points are given, in words), number (an amount), text, index
    (the row's number). `under` are the heads that it shares with its neighbours, from the topmost
    down. Where a name with `or_above` is blank, the innermost tier is the indicator. `personal`
    as in `FieldItem`.
    """

    id: str
    label: str
    span: int
    role: Literal[
        "tier",
        "name",
        "operator",
        "target",
        "unit",
        "actual",
        "weight",
        "score",
        "deviation",
        "rule_text",
        "number",
        "text",
        "index",
    ] = "text"
    align: Align = "center"
    choices: tuple[str, ...] = ()
    required: bool = False
    under: tuple[str, ...] = ()
    or_above: bool = False
    personal: bool | None = None


class IndicatorsSection(_Strict, frozen=True, tag_field="kind", tag="indicators"):
    """The indicator tree as repeating rows; `template` gives the rows of an empty form."""

    id: str
    label: str
    label_span: int
    columns: tuple[TableColumn, ...]
    template: tuple[dict[str, str], ...] = ()
    optional: bool = False


class RowsSection(_Strict, frozen=True, tag_field="kind", tag="rows"):
    """Any other repeating table, without points.

    With a `sum_label` a last line adds up the amounts (`number`) of the rows. `spent` is the
    column of what was spent: who spent nothing has finished nothing (C2).
    """

    id: str
    columns: tuple[TableColumn, ...]
    label: str = ""
    label_span: int = 0
    sum_label: str = ""
    spent: str = ""
    template: tuple[dict[str, str], ...] = ()
    optional: bool = False


class TextItem(_Strict, frozen=True):
    """A long narrative text with its label; `limit` is a number of characters, 0 for none."""

    field: str
    label: str
    limit: int = 0
    required: bool = False
    min_height: float = 20.0


class TextSection(_Strict, frozen=True, tag_field="kind", tag="text"):
    """Long narratives, one line each: label, then the text to the right edge.

    `label` stands beside all of them, `side_span` wide (0: none).
    """

    id: str
    label_span: int
    items: tuple[TextItem, ...]
    label: str = ""
    side_span: int = 0
    optional: bool = False


class TotalItem(_Strict, frozen=True):
    """One cell of the total line: fixed wording or a computed value."""

    span: int
    label: str = ""
    value: Literal["", "weight", "score", "grade"] = ""


class TotalSection(_Strict, frozen=True, tag_field="kind", tag="total"):
    """Sums of weights and points, and the grade.

    `subtotal` is the wording while rows are not yet scored (未评).
    """

    id: str
    cells: tuple[TotalItem, ...]
    subtotal: str = "小计（缺{missing}项）"
    optional: bool = False


class SummaryColumn(_Strict, frozen=True):
    """A column of a summary: a first tier's name, or what its rows add up to."""

    label: str
    span: int
    value: Literal["name", "weight", "score", "rate"]
    align: Align = "center"


class SummarySection(_Strict, frozen=True, tag_field="kind", tag="summary"):
    """Weight, points and their quotient in percent, one line for each first tier and the total.

    `execution` names the line of the budget's execution; `total` the last line.
    """

    id: str
    columns: tuple[SummaryColumn, ...]
    execution: str = ""
    total: str = "合计"
    optional: bool = False


class SignaturesSection(_Strict, frozen=True, tag_field="kind", tag="signatures"):
    """Who signs, on one borderless line under the table."""

    id: str
    items: tuple[FieldItem, ...]
    min_height: float = 15.0
    optional: bool = False


class HeadingSection(_Strict, frozen=True, tag_field="kind", tag="heading"):
    """A title inside a part, over the whole width: `一、部门概况` (level 1), `（一）…` (level 2).

    `bordered` draws it as a line of the table.
    """

    id: str
    text: str
    level: Literal[1, 2] = 1
    bordered: bool = False
    optional: bool = False


class DraftLine(_Strict, frozen=True):
    """A paragraph of a chapter's first draft; `预算执行率{funds.total.rate}` has a token in it.

    What stands in `[ ]` is left out where a token inside has no value. With `each` the line is
    written for every row of that table, in the order of the rows, with names such as
    `{row.actual}`; `when` is a condition over names of the form that must surely hold.
    """

    text: str
    each: str = ""
    when: str = ""


class ChapterItem(_Strict, frozen=True):
    """A title of a report, and under it a person's text where it has a `field`.

    `guidance` says what belongs there, on the screen only and while nothing stands there.
    """

    title: str = ""
    level: Literal[1, 2, 3] = 1
    field: str = ""
    guidance: str = ""
    required: bool = False
    draft: tuple[DraftLine, ...] = ()


class ChapterSection(_Strict, frozen=True, tag_field="kind", tag="chapter"):
    """Chapters of a report: titles and running text, in which `{names}` stand for figures."""

    id: str
    items: tuple[ChapterItem, ...]
    optional: bool = False


class NotesSection(_Strict, frozen=True, tag_field="kind", tag="notes"):
    """The form's printed instructions, borderless under the table."""

    id: str
    lines: tuple[str, ...]
    optional: bool = False


Section: TypeAlias = (
    FieldsSection
    | FundsSection
    | GoalsSection
    | IndicatorsSection
    | RowsSection
    | TextSection
    | TotalSection
    | SummarySection
    | SignaturesSection
    | HeadingSection
    | ChapterSection
    | NotesSection
)


class Margins(_Strict, frozen=True):
    """Page margins in mm."""

    top: float
    right: float
    bottom: float
    left: float


class PageStyle(_Strict, frozen=True):
    """A4 page: orientation, margins in mm, sizes in points."""

    orientation: Literal["portrait", "landscape"] = "portrait"
    margins: Margins = Margins(20.0, 15.0, 20.0, 15.0)
    body_size: float = 10.0
    title_size: float = 22.0
    row_height: float = 7.5


class SideLabel(_Strict, frozen=True):
    """A label that stands left of several neighbouring sections, `span` grid columns wide."""

    label: str
    span: int
    sections: tuple[str, ...]


class Part(_Strict, frozen=True):
    """A worksheet, a chapter of the PDF, a tab on screen: headings and a grid in mm.

    `{year}` in a heading is replaced by the record's year (blanks where it has none). A part
    with a `page` of its own keeps to that, whichever way the record is turned. The spans of a
    section beside a label in `sides` leave that label's columns out.
    """

    id: str
    title: str
    columns: tuple[float, ...]
    sections: tuple[Section, ...]
    annex: str = ""
    subtitle: str = ""
    landscape: tuple[float, ...] = ()
    page: PageStyle | None = None
    sides: tuple[SideLabel, ...] = ()


class Formula(_Strict, frozen=True):
    """A check of the form's own (勾稽公式): `must` is an expression over names of the form.

    `must` reads `funds.total.executed <= funds.total.annual`; `place` is the cell that a
    finding points at; `message` says what is wrong, in the form's own language. With `each`, the
    id of a repeating table, it must hold in every row, and the table's columns name its cells.
    """

    code: str
    must: str
    place: str
    message: str
    severity: Literal["error", "warning", "info"] = "error"
    source: str = ""
    each: str = ""


class ChecksConfig(_Strict, frozen=True):
    """The checks of a form: switched off by code, thresholds by code, and its own formulas."""

    off: tuple[str, ...] = ()
    limits: dict[str, Decimal] = {}
    formulas: tuple[Formula, ...] = ()


class FormDefinition(_Strict, frozen=True):
    """A form: identity, legal basis, page, parts, scoring policy and checks.

    `use` says in one sentence for whom the form is and when it is filled; `order` is its place
    among the forms that are offered, the lowest first.
    """

    schema: Literal["ziping.form/1"]
    id: str
    version: int
    title: str
    basis: str
    money_unit: Literal["元", "万元"]
    parts: tuple[Part, ...]
    policy: Policy
    page: PageStyle = PageStyle()
    checks: ChecksConfig = ChecksConfig()
    group: Literal["daily", "more"] = "daily"
    use: str = ""
    order: int = 100

    @property
    def place(self) -> tuple[bool, int, str]:
        """What forms on offer are sorted by: those in daily use first, then `order`, then id."""
        return self.group != "daily", self.order, self.id

    def sections(self) -> tuple[Section, ...]:
        """All sections of all parts, in print order."""
        return tuple(section for part in self.parts for section in part.sections)

    def section(self, section_id: str) -> Section | None:
        """The section with this id, or none."""
        return next((s for s in self.sections() if s.id == section_id), None)

    def funds(self) -> tuple[FundsSection, ...]:
        """The money sections."""
        return tuple(s for s in self.sections() if isinstance(s, FundsSection))

    def indicators(self) -> tuple[IndicatorsSection, ...]:
        """The indicator sections."""
        return tuple(s for s in self.sections() if isinstance(s, IndicatorsSection))

    def earns_points(self) -> bool:
        """Whether anything in the form earns points: rows with weight and score, or money."""
        tables = (s for s in self.indicators() if column_with_role(s, "weight"))
        return bool(self.policy.execution_weights) or any(
            column_with_role(table, "score") for table in tables
        )

    def totals(self) -> tuple[TotalSection, ...]:
        """The total lines."""
        return tuple(s for s in self.sections() if isinstance(s, TotalSection))


def column_with_role(section: IndicatorsSection | RowsSection, role: str) -> TableColumn | None:
    """The first column with a role, or none."""
    return next((c for c in section.columns if c.role == role), None)
