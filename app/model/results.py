"""What the rules found out: scores and findings, as codes and values without sentences."""

from decimal import Decimal
from typing import Literal, TypeAlias

from msgspec import Struct

from app.model.change import Change
from app.model.places import Place

Severity: TypeAlias = Literal["error", "warning", "info"]
"""必改, 需核实, 提示."""

FROM_FORM = "form"
"""The source of a finding that a form's own formula made."""


FROM_FINANCE = "finance"
"""The source of a finding that finance remarked on a returned form."""


class Step(Struct, frozen=True, gc=False):
    """One step of a worked sum: a message code and the values its sentence names."""

    code: str
    values: dict[str, str] = {}


class Score(Struct, frozen=True, gc=False):
    """The points of one row.

    `place` is the row's place; `points` is what counts (none: 未评, not yet scored, or the row
    carries no points); `computed` is what the rule gives; `entered` is what a person typed;
    `reviewed` is what the reviewer gives (复核得分), a value beside the others that changes none;
    `inferred` names what was deduced (message codes), `steps` is the worked sum.
    """

    place: Place
    weight: Decimal | None
    points: Decimal | None
    computed: Decimal | None
    entered: Decimal | None = None
    reviewed: Decimal | None = None
    rule: str = ""
    counted: bool = True
    inferred: tuple[Step, ...] = ()
    steps: tuple[Step, ...] = ()


class MoneyRate(Struct, frozen=True):
    """The execution rate of one money row in percent, exact, and as printed (`98.73%`)."""

    place: Place
    exact: Decimal | None
    printed: str


class Block(Struct, frozen=True):
    """Weight and points of one block of the score (execution, or a first tier).

    `key` is the funds section's id or the first tier's name; `points` is none while any of
    its rows is not scored and none of them is.
    """

    key: str
    kind: Literal["execution", "tier"]
    weight: Decimal
    points: Decimal | None
    missing: int = 0


class Scores(Struct, frozen=True):
    """All points of a record.

    `rows` is keyed by the row's place as text (`indicators/k3f9`, `funds/total`), `rates`
    likewise. `missing` counts the rows not yet scored (未评): the total is then a subtotal and
    `grade` is empty. `added` is the sum of the points; the total differs where the policy scales
    it because rows do not apply, and where its `cap` by execution rate holds it (none: no cap);
    `steps` tells both. `reviewed` is the total that the reviewer's points make together with the
    points of the rows not reviewed, none where no row was; its grade waits for every row.
    """

    rows: dict[str, Score]
    rates: dict[str, MoneyRate]
    blocks: tuple[Block, ...]
    weight: Decimal
    total: Decimal
    missing: int
    grade: str
    added: Decimal = Decimal(0)
    cap: Decimal | None = None
    reviewed: Decimal | None = None
    reviewed_grade: str = ""
    steps: tuple[Step, ...] = ()


class Finding(Struct, frozen=True, gc=False):
    """One finding of the checks: code, severity, the cell, values for its sentence, the way out.

    `fix` is offered only where it is certain; `explained` is the reason of a finding set aside.
    `source` is `rules` for the program's own checks, `form` for a form's own formulas, `finance`
    for what finance remarked: such a finding is explained by its answer only.
    """

    code: str
    severity: Severity
    place: Place
    values: dict[str, str] = {}
    expected: str = ""
    found: str = ""
    fix: Change | None = None
    fix_name: str = ""
    explained: str = ""
    source: str = "rules"


EXPLAINED = "explained"
"""The group of findings that were set aside, whatever their severity."""


def group_of(finding: Finding) -> str:
    """The group that a finding stands in: its severity, or explained."""
    return EXPLAINED if finding.explained else finding.severity
