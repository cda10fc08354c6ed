"""Small ways to change a record, and to look at scores and findings."""

from typing import Any

import msgspec

from app.model.definition import FormDefinition
from app.model.record import FormRecord, Row, SectionValue
from app.model.results import Finding, Scores
from app.rules.checking import check
from app.rules.scoring import score
from tests.seeds import complete_001, national_form

FORM = national_form()

SMALL_FORM = """
schema = "ziping.form/1"
id = "small"
version = 1
title = "小表"
basis = "测试"
money_unit = "元"

[policy]
source = "测试口径"
total = "100"
decimals = 1
ceiling = "linear"
rate_basis = "exact"
execution_weights = { grants = "20" }
grades = [{ name = "合格", at_least = "60" }, { name = "不合格", at_least = "0" }]

[[parts]]
id = "main"
title = "小表"
columns = [20.0, 20.0, 20.0, 20.0, 20.0, 20.0, 20.0, 20.0]

[[parts.sections]]
kind = "funds"
id = "grants"
label = "拨款"
label_span = 1
row_label_span = 1
unit = "元"
numerator = "spent"
denominator = "budget"
scored = "sum"
columns = [
  { id = "budget", label = "预算", span = 1 },
  { id = "spent", label = "支出", span = 1 },
  { id = "rate", label = "执行率", span = 1, role = "rate" },
  { id = "score", label = "得分", span = 3, role = "score" },
]
rows = [{ id = "sum", label = "合计" }]

[[parts.sections]]
kind = "indicators"
id = "aims"
label = "指标"
label_span = 1
columns = [
  { id = "what", label = "名称", span = 1, role = "name" },
  { id = "op", label = "性质", span = 1, role = "operator" },
  { id = "value", label = "指标值", span = 1, role = "target" },
  { id = "unit", label = "单位", span = 1, role = "unit" },
  { id = "done", label = "完成值", span = 1, role = "actual" },
  { id = "points", label = "权重", span = 1, role = "weight" },
  { id = "got", label = "得分", span = 1, role = "score" },
]
"""
"""A form of another shape: 元, flat indicators, operator and unit in columns of their own."""


def with_section(record: FormRecord, section: str, value: SectionValue) -> FormRecord:
    """The record with one section replaced."""
    return msgspec.structs.replace(record, sections={**record.sections, section: value})


def with_rows(*rows: Row, record: FormRecord | None = None) -> FormRecord:
    """A complete record with other indicator rows."""
    return with_section(record or complete_001(), "indicators", rows)


def with_text(record: FormRecord, place: str, text: str) -> FormRecord:
    """The record with one text put at `section/row/field` or `section/field`."""
    section, *path = place.split("/")
    value: Any = record.sections[section]
    if isinstance(value, tuple):
        rows = tuple(
            msgspec.structs.replace(row, cells={**row.cells, path[1]: text})
            if row.id == path[0]
            else row
            for row in value
        )
        return with_section(record, section, rows)
    if len(path) == 1:
        return with_section(record, section, {**value, path[0]: text})
    return with_section(record, section, {**value, path[0]: {**value[path[0]], path[1]: text}})


def scored(record: FormRecord, form: FormDefinition = FORM) -> Scores:
    """The scores of a record."""
    return score(record, form)


def findings(record: FormRecord, form: FormDefinition = FORM) -> tuple[Finding, ...]:
    """The findings of a record."""
    return check(record, form, score(record, form))


def told(record: FormRecord, form: FormDefinition = FORM) -> list[tuple[str, str, str]]:
    """Severity, code and place of each finding."""
    return [(f.severity, f.code, str(f.place)) for f in findings(record, form)]


def of(code: str, record: FormRecord, form: FormDefinition = FORM) -> list[Finding]:
    """The findings of one check."""
    return [f for f in findings(record, form) if f.code == code]


def brief(code: str, record: FormRecord) -> list[tuple[str, str, str, str]]:
    """Severity, place, what is expected and what was found, for each finding of one check."""
    return [(f.severity, str(f.place), f.expected, f.found) for f in of(code, record)]


def amounts(**cells: str) -> FormRecord:
    """The complete record with money cells given as `row__column`."""
    record = complete_001()
    for name, text in cells.items():
        record = with_text(record, "funds/" + name.replace("__", "/"), text)
    return record


def printed(record: FormRecord, **values: str) -> FormRecord:
    """The record with printed values given as `section__row__field`."""
    texts = {name.replace("__", "/"): text for name, text in values.items()}
    return msgspec.structs.replace(record, printed=texts)


def with_policy(record: FormRecord, **changed: Any) -> FormRecord:
    """The record with a departure from its form's policy."""
    return msgspec.structs.replace(record, policy=changed)
