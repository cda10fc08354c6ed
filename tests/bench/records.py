"""The data that is measured: forms with many rows, and a ledger full of records."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from app.desk.forms import Form, gallery
from app.desk.headers import header_values
from app.desk.records import new_record, new_row_id
from app.desk.view import judged
from app.model.record import SCORED, FormRecord, Row
from app.store.store import Store
from app.store.writer import Event

FORM = "mof2020-project"
LONG_ROWS = 40
"""Indicators of the form that the window opens with."""
EDITED_ROWS = 300
"""Indicators of the form that is edited."""
LEDGER_RECORDS = 100
_USUAL_ROWS = 9
_INDICATOR_POINTS = 90
_LAST_RECORD = "window/last-record"
"""The setting that names the record to open at start."""

_TIERS = (
    ("产出指标", "数量指标", "年度监督抽检批次", "≥200组", "340组"),
    ("产出指标", "质量指标", "不合格产品立案查处率", "100%", "97%"),
    ("产出指标", "时效指标", "及时完成质量监督检查任务", "100%", "100%"),
    ("产出指标", "成本指标", "不超过年度预算", "≤87.65万元", "86.54万元"),
    ("效益指标", "社会效益指标", "促进质量提升，保障社会经济发展", "有效提升", "达成年度指标"),
    ("效益指标", "可持续影响指标", "质量监督专项经费的可持续影响情况", "100%", "100%"),
    ("满意度指标", "服务对象满意度指标", "社会公众对项目实施效果的满意程度", "≥80%", "85%"),
)


def long_record(form: Form, rows: int, number: int = 1) -> FormRecord:
    """A filled record with so many indicators, every seventh with a note."""
    record = new_record(form, 2019 + number % 3)
    taken: set[str] = set()
    made = []
    for index in range(rows):
        row_id = new_row_id(taken)
        taken.add(row_id)
        made.append(_row(row_id, index, rows))
    amounts = {"initial": "87.65", "annual": "87.65", "executed": "86.54"}
    sections = record.sections | {
        "fields": {
            "project_name": f"质量技术监督专项经费{number}",
            "department": "云溪县应急管理局",
            "unit": "云溪县质量检验所",
        },
        "funds": {"total": dict(amounts), "current_year": dict(amounts)},
        "goals": {
            "expected": "完成年度质量监督检查任务，不合格产品全部处理。",
            "actual": "任务全部完成，不合格产品均已依法处理。",
        },
        "indicators": tuple(made),
    }
    return msgspec.structs.replace(record, sections=sections)


def troubled_record(form: Form, rows: int) -> FormRecord:
    """The same with a slip of the keyboard in every row, so that each has a finding."""
    record = long_record(form, rows)
    made = (
        msgspec.structs.replace(row, cells={**row.cells, "actual": row.cells["actual"] + "，，"})
        for row in record.rows("indicators")
    )
    sections = record.sections | {"indicators": tuple(made)}
    return msgspec.structs.replace(record, sections=sections)


def _row(row_id: str, index: int, rows: int) -> Row:
    group = _TIERS[index * len(_TIERS) // rows]
    tier1, tier2, name, target, actual = group
    cells = {
        "tier1": tier1,
        "tier2": tier2,
        "tier3": f"{name}（第{index + 1}项）",
        "target": target,
        "actual": actual,
        "weight": f"{_INDICATOR_POINTS / rows:.2f}",
    }
    if index % 7 == 3:
        cells["deviation"] = "受天气影响，第三季度的检查推迟；下一年度按月安排并提前公布计划。"
    return Row(row_id, SCORED, cells)


def bench_form() -> Form:
    """The form that all measures are taken on."""
    return gallery().form(FORM)


def fill_ledger(folder: Path, records: int = LEDGER_RECORDS, rows: int = LONG_ROWS) -> str:
    """Make a data folder of usual records and one long one, which opens at start; its id."""
    form = bench_form()
    sizes = [_USUAL_ROWS] * (records - 1) + [rows]
    return fill_with(folder, (long_record(form, size, n) for n, size in enumerate(sizes, 1)))[-1]


def fill_with(folder: Path, records: Iterable[FormRecord]) -> list[str]:
    """Make a data folder of these records, of which the last opens at start; their ids.

    Raises:
        TimeoutError: they were not saved in time.
    """
    form = bench_form()
    store = Store.open(folder / "ziping.db", _ignore)
    ids: list[str] = []
    for record in records:
        view = judged(record, form.definition)
        store.create(record, form.resolved(), header_values(view, form.definition))
        ids.append(record.id)
    store.put_setting(_LAST_RECORD, ids[-1])
    if not store.close(120.0):
        raise TimeoutError("the ledger to measure with was not saved in two minutes")
    return ids


def _ignore(_event: Event) -> None:
    """The store's news are of no interest here."""
