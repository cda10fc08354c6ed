"""What the tests of the side columns show: headers, findings, scores, and a journal."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import msgspec
from msgspec import Struct

from app.desk.forms import gallery
from app.desk.view import View
from app.model.change import Change
from app.model.definition import FormDefinition
from app.model.places import Place, parse_place
from app.model.record import FormRecord
from app.model.results import Block, Finding, Score, Scores, Severity, Step

FORM = "mof2020-project"


class LineHeader(Struct, frozen=True):
    """A record's line in the ledger."""

    id: str
    title: str = "应急物资储备"
    state: str = "filling"
    total: str = ""
    grade: str = ""
    missing: int = 0
    errors: int = 0
    year: int | None = 2019
    form: str = FORM
    unit: str = "云溪县应急管理局"
    project_code: str = "42000000190300012345"


class Journal(Struct, frozen=True):
    """A line of the journal."""

    time: str
    change: Change
    who: str = "云溪"


class Words:
    """Sentences that stand in the values of a finding or a step."""

    def finding_title(self, finding: Finding) -> str:
        return finding.values["title"]

    def finding_text(self, finding: Finding) -> str:
        return finding.values["text"]

    def fix_name(self, fix: str) -> str:
        return f"<{fix}>"

    def check_text(self, code: str, key: str) -> str:
        return f"{code}的{key}"

    def step_text(self, step: Step) -> str:
        return step.values["text"]

    def rule_name(self, rule: str) -> str:
        return f"规则{rule}"

    def rule_stated(self, rule: Mapping[str, Any]) -> str:
        return f"规则{rule.get('family')}"

    def parameter_name(self, name: str) -> str:
        return f"参数{name}"

    def choice_name(self, value: str) -> str:
        return f"选项{value}"


def definition() -> FormDefinition:
    return gallery().form(FORM).definition


def sample() -> FormRecord:
    return gallery().sample(FORM)


def finding(
    code: str, severity: Severity = "error", place: str = "fields/department", **more: Any
) -> Finding:
    values = {"title": more.pop("title", f"{code}的标题"), "text": more.pop("text", "原因")}
    return Finding(code, severity, parse_place(place), values, **more)


def score(row: str, points: str | None, **more: Any) -> Score:
    section, row_id = row.split("/")
    given = None if points is None else Decimal(points)
    weight = Decimal(more.pop("weight", "25"))
    steps = tuple(Step("S", {"text": text}) for text in more.pop("steps", ("算式",)))
    more.setdefault("computed", given)
    return Score(Place(section, row_id, ""), weight, given, steps=steps, **more)


def scores(*rows: Score, total: str = "99.87", missing: int = 0) -> Scores:
    blocks = (
        Block("funds", "execution", Decimal(10), Decimal("9.87")),
        Block("产出指标", "tier", Decimal(50), None if missing else Decimal(50), missing),
    )
    keyed = {f"{row.place.section}/{row.place.row}": row for row in rows}
    grade = "" if missing else "优"
    return Scores(keyed, {}, blocks, Decimal(100), Decimal(total), missing, grade)


def view(
    findings: Sequence[Finding] = (),
    result: Scores | None = None,
    record: FormRecord | None = None,
) -> View:
    return View(record or sample(), result or scores(), tuple(findings), ())


def with_rule(record: FormRecord, row_id: str, rule: object) -> FormRecord:
    rows = tuple(
        msgspec.structs.replace(row, rule=rule) if row.id == row_id else row
        for row in record.rows("indicators")
    )
    return msgspec.structs.replace(record, sections={**record.sections, "indicators": rows})
