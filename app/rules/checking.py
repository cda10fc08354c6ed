"""All checks of one record, in one list."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

import msgspec

from app.model.definition import FormDefinition, FundsSection, IndicatorsSection
from app.model.money import is_blank
from app.model.places import RECORD, Place
from app.model.record import FormRecord
from app.model.results import FROM_FINANCE, Finding, Scores
from app.rules.amounts import Money
from app.rules.checks.aims import aim_findings
from app.rules.checks.budget import budget_findings
from app.rules.checks.completeness import completeness_findings
from app.rules.checks.context import Context
from app.rules.checks.copied import copied_findings, double_findings
from app.rules.checks.deviation import deviation_findings
from app.rules.checks.doubts import doubt_findings
from app.rules.checks.evidence import evidence_findings
from app.rules.checks.execution import execution_findings
from app.rules.checks.filled import filled_findings
from app.rules.checks.formulas import formula_findings
from app.rules.checks.gaps import gap_findings
from app.rules.checks.lengths import length_findings, row_length_findings
from app.rules.checks.missed import missed_findings
from app.rules.checks.points import points_findings
from app.rules.checks.quoted import quoted_findings
from app.rules.checks.rates import rate_findings
from app.rules.checks.ratios import ratio_findings
from app.rules.checks.reading import reading_findings
from app.rules.checks.related import name_findings, target_findings
from app.rules.checks.returned import returned_findings
from app.rules.checks.row import RowView, printed_points
from app.rules.checks.standards import standard_findings
from app.rules.checks.sums import sum_findings
from app.rules.checks.survey import survey_findings
from app.rules.checks.table_sums import table_sum_findings
from app.rules.checks.taken_over import taken_over_findings
from app.rules.checks.tier_weights import tier_weight_findings
from app.rules.checks.totals import total_findings
from app.rules.checks.tree import tree_findings
from app.rules.checks.unfunded import unfunded_findings
from app.rules.checks.units import unit_findings
from app.rules.checks.weights import tier_findings, weight_findings
from app.rules.columns import columns_of
from app.rules.finding import finding
from app.rules.memo import RowMemo
from app.rules.policy import effective_policy, policy_is_readable
from app.rules.scoring import placed_rows

_ORDER = {"error": 0, "warning": 1, "info": 2}
_NOTHING: Mapping[str, Decimal] = {}

ROW_CHECKS: tuple[Callable[[RowView], Iterator[Finding]], ...] = (
    filled_findings,
    points_findings,
    deviation_findings,
    row_length_findings,
    standard_findings,
    ratio_findings,
    aim_findings,
)
"""The checks of one indicator row."""

FUNDS_CHECKS: tuple[Callable[[Money, Context], Iterator[Finding]], ...] = (
    sum_findings,
    rate_findings,
    execution_findings,
    budget_findings,
    unit_findings,
)
"""The checks of one money table."""

RECORD_CHECKS: tuple[Callable[[Context], Iterator[Finding]], ...] = (
    returned_findings,
    table_sum_findings,
    weight_findings,
    tier_weight_findings,
    tree_findings,
    total_findings,
    missed_findings,
    length_findings,
    formula_findings,
    reading_findings,
    quoted_findings,
    unfunded_findings,
    survey_findings,
    name_findings,
    target_findings,
    double_findings,
    copied_findings,
    doubt_findings,
    gap_findings,
    taken_over_findings,
    evidence_findings,
)
"""The checks of a whole record, after those of its sections."""

_memo: RowMemo[tuple[Finding, ...]] = RowMemo()


def check(
    record: FormRecord,
    definition: FormDefinition,
    scores: Scores,
    known_amounts: Mapping[str, Decimal] = _NOTHING,
    *,
    related: tuple[FormRecord, ...] = (),
    review: bool = False,
) -> tuple[Finding, ...]:
    """The findings of a record: 必改 first, each group in the order of the form.

    Args:
        record: what was filled in.
        definition: its form; `checks.off` switches codes off.
        scores: the record's points, from `score`.
        known_amounts: amounts of last year or of a roster by place, for M7.
        related: other tables of the same project, to be compared.
        review: whether to look for what is suspicious too, as a reviewer would (预审).
    """
    policy = effective_policy(record, definition)
    context = Context(record, definition, policy, scores, known_amounts, related, review)
    off = definition.checks.off
    found = [f for f in _all(context) if f.code not in off] if off else list(_all(context))
    found.sort(key=lambda f: _ORDER[f.severity])
    return _explained(found, record)


def _explained(found: list[Finding], record: FormRecord) -> tuple[Finding, ...]:
    """Findings that a person set aside stay in the list, with the reason.

    What must be changed (必改) stands whatever reason was given (users.md, 已说明), and so does
    what finance remarked, until it is answered.
    """
    if not record.set_aside:
        return tuple(found)
    given = (aside for aside in record.set_aside if not is_blank(aside.reason))
    reasons = {(aside.code, aside.place): aside.reason for aside in given}
    return tuple(
        msgspec.structs.replace(f, explained=reasons[f.code, str(f.place)])
        if f.severity != "error" and f.source != FROM_FINANCE and (f.code, str(f.place)) in reasons
        else f
        for f in found
    )


def _all(context: Context) -> Iterator[Finding]:
    if not policy_is_readable(context.record, context.definition):
        yield finding("K1", "warning", Place(RECORD, None, "policy"))
    for section in context.definition.sections():
        yield from completeness_findings(section, context.record)
        if isinstance(section, FundsSection):
            money = Money(section, context.record)
            for check_money in FUNDS_CHECKS:
                yield from check_money(money, context)
        elif isinstance(section, IndicatorsSection):
            yield from _rows(section, context)
            yield from tier_findings(section, context)
    for check_record in RECORD_CHECKS:
        yield from check_record(context)


def _rows(section: IndicatorsSection, context: Context) -> Iterator[Finding]:
    """The findings of each row, remembered while the row and its score stay the same."""
    columns, scores = columns_of(section), context.scores.rows
    if not columns.scored:
        return
    printed, limits = context.record.printed, tuple(context.definition.checks.limits.items())
    for row, facts, tiers in placed_rows(context.record.rows(section.id), columns):
        text = printed.get(f"{facts.key}/{columns.score}", "") if printed else ""
        score = scores.get(facts.key)
        if score is None:
            continue
        marks = printed_points(text), tiers, context.record.year, context.review, limits
        given = (facts.kind, score, columns, context.policy, *marks)
        known = _memo.find(row, given)
        yield from _memo.keep(row, given, _row(RowView(row, *given))) if known is None else known


def _row(view: RowView) -> tuple[Finding, ...]:
    return tuple(f for check_row in ROW_CHECKS for f in check_row(view))
