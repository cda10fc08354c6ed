"""All points of a record: rates, rows, blocks, total and grade."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

import msgspec

from app.model.definition import FormDefinition
from app.model.money import plain
from app.model.places import Place
from app.model.policy import Policy
from app.model.record import PLACEHOLDER, SCORED, FormRecord, Row
from app.model.results import Block, MoneyRate, Score, Scores, Step
from app.rules.amounts import Money
from app.rules.columns import Columns, columns_of
from app.rules.execution import execution_score, rate_of
from app.rules.indicator import Setting, score_row, score_with_weight, with_entered
from app.rules.policy import effective_policy
from app.rules.rows import Facts, facts_of
from app.rules.totals import reviewed_sum, terms_of

_ZERO = Decimal(0)


class PlacedRow(NamedTuple):
    """A row that is no placeholder, with the tier names that hold for it."""

    row: Row
    facts: Facts
    tiers: tuple[str, ...]


class _Tally:
    """Weight, points and open rows of one block while its rows are added."""

    __slots__ = ("any_points", "missing", "points", "weight")

    def __init__(self) -> None:
        self.weight = _ZERO
        self.points = _ZERO
        self.missing = 0
        self.any_points = False

    def add(self, score: Score) -> None:
        if not score.counted:
            return
        if score.weight is not None:
            self.weight += score.weight
        if score.points is None:
            self.missing += 1
        else:
            self.points += score.points
            self.any_points = True


def score(record: FormRecord, definition: FormDefinition) -> Scores:
    """The points of a record by its form's rules and policy.

    Totals are sums of the rounded points; the grade waits until no row is left unscored.
    """
    policy = effective_policy(record, definition)
    rows: dict[str, Score] = {}
    rates: dict[str, MoneyRate] = {}
    tallies: dict[tuple[str, str], _Tally] = {}
    for funds in definition.funds():
        money = Money(funds, record)
        if funds.numerator and funds.denominator:
            for line in funds.rows:
                rates[f"{funds.id}/{line.id}"] = rate_of(money, line.id, policy)
        scored = rates.get(f"{funds.id}/{funds.scored}")
        execution = None if scored is None else execution_score(money, scored, policy)
        if execution is not None:
            rows[f"{funds.id}/{funds.scored}"] = execution
            tallies.setdefault(("execution", funds.id), _Tally()).add(execution)
    for section in definition.indicators():
        columns = columns_of(section)
        if columns.scored:
            _score_table(record.rows(section.id), columns, (policy, record.year), rows, tallies)
    return _summed(rows, rates, tallies, policy)


def placed_rows(rows: Sequence[Row], columns: Columns) -> list[PlacedRow]:
    """The rows that hold something, each with its tiers; a blank tier is the one above it."""
    placed: list[PlacedRow] = []
    above = ("",) * len(columns.tiers)
    for row in rows:
        facts = facts_of(row, columns)
        tiers = facts.tiers
        if tiers != above:
            if "" in tiers:
                tiers = _inherited(tiers, above)
            above = tiers
        if facts.kind != PLACEHOLDER:
            placed.append(PlacedRow(row, facts, tiers))
    return placed


def _inherited(tiers: tuple[str, ...], above: tuple[str, ...]) -> tuple[str, ...]:
    held: list[str] = []
    same = True
    for own, upper in zip(tiers, above, strict=True):
        held.append(own or (upper if same else ""))
        same = same and held[-1] == upper
    return tuple(held)


def merged_groups(placed: Sequence[PlacedRow]) -> Iterator[tuple[int, int]]:
    """Runs of rows whose one weight stands in their head row: first index and length.

    All rows of the run share a full tier path; a single weight over several rows is a merged
    score (users.md, decision 7), two weights in a run are not.
    """
    start = 0
    while start < len(placed):
        tiers = placed[start].tiers
        end = start + 1
        while end < len(placed) and placed[end].tiers == tiers:
            end += 1
        run = [p.facts for p in placed[start:end]] if end - start > 1 else []
        if run and tiers and tiers[-1] and run[0].weight is not None:
            followers = [f for f in run[1:] if f.kind == SCORED]
            if followers and all(f.weight is None for f in run[1:]):
                yield start, end - start
        start = end


def _score_table(
    table: Sequence[Row],
    columns: Columns,
    terms: tuple[Policy, int | None],
    rows: dict[str, Score],
    tallies: dict[tuple[str, str], _Tally],
) -> None:
    policy, year = terms
    placed = placed_rows(table, columns)
    settings: dict[tuple[str, ...], Setting] = {}
    scores: list[Score] = []
    for row, _, tiers in placed:
        setting = settings.get(tiers)
        if setting is None:
            setting = settings.setdefault(tiers, Setting(columns, policy, tiers, year))
        scores.append(score_row(row, setting))
    for start, length in merged_groups(placed):
        group = placed[start : start + length]
        scores[start : start + length] = _merged(group, scores[start], settings[group[0].tiers])
    for (_, facts, tiers), result in zip(placed, scores, strict=True):
        rows[facts.key] = result
        key = ("tier", (tiers[0] if tiers else "") or columns.label)
        tally = tallies.get(key)
        if tally is None:
            tally = tallies.setdefault(key, _Tally())
        tally.add(result)


def _merged(group: Sequence[PlacedRow], head: Score, setting: Setting) -> list[Score]:
    """One weight for several indicators: full when each reaches its target, else it waits."""
    weight = head.weight or _ZERO
    shares = [
        score_with_weight(placed.row, setting, weight).computed
        for placed in group
        if placed.facts.kind == SCORED
    ]
    full = all(points == weight for points in shares)
    code = "MERGED_FULL" if full else "MERGED_OPEN"
    step = Step(code, {"count": str(len(shares)), "weight": plain(weight)})
    computed = weight if full else None
    merged = msgspec.structs.replace(head, points=computed, computed=computed, steps=(step,))
    if head.entered is not None:
        merged = with_entered(merged, head.entered)
    covered = Step("MERGED_COVERED")
    return [
        merged,
        *(
            Score(
                Place(setting.columns.section, placed.row.id, ""),
                weight=None,
                points=None,
                computed=None,
                counted=False,
                steps=(covered,),
            )
            for placed in group[1:]
        ),
    ]


def _summed(
    rows: dict[str, Score],
    rates: dict[str, MoneyRate],
    tallies: dict[tuple[str, str], _Tally],
    policy: Policy,
) -> Scores:
    blocks = tuple(
        Block(
            key=name,
            kind="execution" if kind == "execution" else "tier",
            weight=tally.weight,
            points=tally.points if tally.any_points or not tally.missing else None,
            missing=tally.missing,
        )
        for (kind, name), tally in tallies.items()
    )
    added = sum((t.points for t in tallies.values()), _ZERO)
    missing = sum(t.missing for t in tallies.values())
    any_points = any(t.any_points for t in tallies.values())
    weight = sum((t.weight for t in tallies.values()), _ZERO)
    earning = {key: rate for key, rate in rates.items() if key in rows}
    terms = terms_of(rows.values(), earning, weight, policy)
    total, steps = terms.total(added)
    review, whole = reviewed_sum(rows.values())
    reviewed = None if review is None else terms.total(review)[0]
    return Scores(
        rows=rows,
        rates=rates,
        blocks=blocks,
        weight=terms.shown_weight,
        total=total,
        missing=missing,
        grade=grade_of(total, policy) if any_points and not missing else "",
        added=added,
        cap=None if terms.cap is None else terms.cap.total,
        reviewed=reviewed,
        reviewed_grade=grade_of(reviewed, policy) if reviewed is not None and whole else "",
        steps=steps,
    )


def grade_of(total: Decimal, policy: Policy) -> str:
    """The grade that a total earns, the lowest below all bounds; empty where there are none."""
    lowest = policy.grades[-1].name if policy.grades else ""
    return next((g.name for g in policy.grades if total >= g.at_least), lowest)
