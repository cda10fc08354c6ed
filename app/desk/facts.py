"""What statistics, the summary and the ledger know of a record without opening it."""

from collections import Counter
from decimal import Decimal

import msgspec
from msgspec import Struct

from app.desk.view import View
from app.model.definition import FormDefinition, FundsSection
from app.model.money import WAN, YUAN_IN, exact_quotient, plain
from app.model.record import SIGNED_SCAN, FormRecord
from app.rules.amounts import Money
from app.version import VERSION


class TierFact(Struct, frozen=True):
    """One block of the score: a first tier (or the execution) with its weight and points."""

    name: str
    kind: str
    weight: str
    points: str


class Facts(Struct, frozen=True):
    """The figures of one record, numbers as text; amounts are exact and in 万元.

    Attributes:
        initial, annual, executed: of the scored money row; empty where the form has none, or the
            cell is blank or unreadable.
        rate: the execution rate as printed (`98.73%`).
        tiers: the blocks of the score.
        indicators: how many rows are scored, `full` of them with full points, `short` with fewer.
        typed: how many scores were typed over.
        findings: how often each code stands, explained ones left out.
        evidence: how many files prove something, the signed scan not counted; `signed` how many
            scans of the signed form there are.
        remarks: how many remarks of finance there are, `open_remarks` how many are not answered.
        program: the version that found this out.
    """

    initial: str = ""
    annual: str = ""
    executed: str = ""
    rate: str = ""
    tiers: tuple[TierFact, ...] = ()
    indicators: int = 0
    full: int = 0
    short: int = 0
    typed: int = 0
    findings: dict[str, int] = {}
    evidence: int = 0
    signed: int = 0
    remarks: int = 0
    open_remarks: int = 0
    program: str = ""


def facts_of(view: View, definition: FormDefinition) -> Facts:
    """The facts of a record that was scored and checked without 预审."""
    record, scores = view.record, view.scores
    section = next((s for s in definition.sections() if _is_scored(s)), None)
    amounts = _amounts(section, record) if isinstance(section, FundsSection) else {}
    money = {s.id for s in definition.sections() if isinstance(s, FundsSection)}
    rows = [
        score
        for score in scores.rows.values()
        if score.counted and score.weight is not None and score.place.section not in money
    ]
    return Facts(
        **amounts,
        rate=_rate(section, view),
        tiers=tuple(
            TierFact(b.key, b.kind, plain(b.weight), "" if b.points is None else plain(b.points))
            for b in scores.blocks
        ),
        indicators=len(rows),
        full=sum(score.points is not None and score.points == score.weight for score in rows),
        short=sum(
            score.points is not None and score.points < (score.weight or 0) for score in rows
        ),
        typed=sum(score.entered is not None for score in rows),
        findings=dict(sorted(Counter(f.code for f in view.findings if not f.explained).items())),
        evidence=sum(entry.kind != SIGNED_SCAN for entry in record.evidence),
        signed=sum(entry.kind == SIGNED_SCAN for entry in record.evidence),
        remarks=len(record.returns),
        open_remarks=sum(not remark.answer.strip() for remark in record.returns),
        program=VERSION,
    )


def encode_facts(facts: Facts) -> str:
    """Facts as the store keeps them."""
    return msgspec.json.encode(facts).decode()


def decode_facts(text: str) -> Facts | None:
    """Facts as kept; none where there are none, or another version's cannot be read."""
    try:
        return msgspec.json.decode(text, type=Facts) if text else None
    except msgspec.DecodeError:
        return None


def _is_scored(section: object) -> bool:
    return isinstance(section, FundsSection) and bool(section.scored or section.numerator)


def _main_row(section: FundsSection) -> str:
    return section.scored or section.rows[0].id


def _amounts(section: FundsSection, record: FormRecord) -> dict[str, str]:
    money, row = Money(section, record), _main_row(section)
    columns = {
        "initial": section.initial,
        "annual": section.denominator,
        "executed": section.numerator,
    }
    values = {name: money.value(row, column) for name, column in columns.items()}
    return {name: _in_wan(value, section.unit) for name, value in values.items()}


def _in_wan(value: Decimal | None, unit: str) -> str:
    return "" if value is None else plain(exact_quotient(value * YUAN_IN[unit], WAN))


def _rate(section: object, view: View) -> str:
    if not isinstance(section, FundsSection):
        return ""
    rate = view.scores.rates.get(f"{section.id}/{_main_row(section)}")
    return rate.printed if rate is not None else ""
