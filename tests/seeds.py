"""Records with the figures of real tables.

000 (targets), 001 (the whole table), 002 (pieces), 003 and 004 (score tables with their rules, as
data beside their forms).

Names of offices and projects are invented where a person could be found through them.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from app.model.definition import FormDefinition
from app.model.loading import parse_definition
from app.model.record import PLACEHOLDER, SCORED, FormRecord, Row

DATA = Path(__file__).resolve().parent / "data"
FORM_FILE = Path(__file__).resolve().parent.parent / "forms" / "mof2020-project" / "form.toml"

_EMPTY_TIERS = {
    "r1": ("产出指标", "数量指标"),
    "r2": ("产出指标", "质量指标"),
    "r5": ("效益指标", "经济效益指标"),
    "r7": ("效益指标", "生态效益指标"),
}
_FILLED = {
    "r3": ("产出指标", "时效指标", "及时完成质量监督检查任务", "100%", "100%", "25"),
    "r4": ("产出指标", "成本指标", "不超过年度预算", "87.65万元", "86.54万元", "25"),
    "r6": ("效益指标", "社会效益指标", "促进质量提升，保障社会经济发展", "100%", "100%", "15"),
    "r8": ("效益指标", "可持续影响指标", "专项经费的可持续影响情况", "100%", "100%", "15"),
    "r9": (
        *("满意度指标", "服务对象满意度指标"),
        *("社会公众或服务对象对项目实施效果的满意程度", "80%", "85%", "10"),
    ),
}
_PRINTED_001 = {
    "funds/total/rate": "98.73%",
    "funds/total/score": "9.87",
    "funds/current_year/rate": "98.73%",
    "funds/current_year/score": "—",
    "indicators/r3/score": "25",
    "indicators/r4/score": "25",
    "indicators/r6/score": "15",
    "indicators/r8/score": "15",
    "indicators/r9/score": "10",
    "total/weight": "100",
    "total/score": "99.87",
}


def national_form() -> FormDefinition:
    """The national form as the program ships it."""
    return parse_definition(FORM_FILE.read_text(encoding="utf-8"), FORM_FILE.name)


def indicator(row_id: str, *texts: str, deviation: str = "", kind: str = SCORED) -> Row:
    """A row from its tiers, name, target, actual, weight and (where given) typed score."""
    names = ("tier1", "tier2", "tier3", "target", "actual", "weight", "score")
    cells = dict(zip(names, texts, strict=False))
    return Row(row_id, kind, cells | ({"deviation": deviation} if deviation else {}))


def seed_001() -> FormRecord:
    """Seed 001 as printed: units inside the money cells, four empty tier rows, blank goals."""
    empty = {key: indicator(key, *tiers, kind=PLACEHOLDER) for key, tiers in _EMPTY_TIERS.items()}
    filled = {key: indicator(key, *texts) for key, texts in _FILLED.items()}
    rows = tuple(row for _, row in sorted((empty | filled).items()))
    amounts = {"annual": "87.65万元", "executed": "86.54万元"}
    return FormRecord(
        form="mof2020-project",
        form_version=1,
        id="00000000-0000-4000-8000-000000000001",
        year=2019,
        money_unit="万元",
        sections={
            "fields": {
                "project_name": "质量技术监督专项经费",
                "department": "",
                "unit": "云溪县应急管理局",
            },
            "funds": {
                "total": dict(amounts),
                "current_year": dict(amounts),
                "carried_over": {},
                "other": {},
            },
            "goals": {"expected": "", "actual": ""},
            "indicators": rows,
        },
        printed=dict(_PRINTED_001),
    )


def complete_001() -> FormRecord:
    """Seed 001 as a careful person would type it: nothing left out, no unit in a cell."""
    seed = seed_001()
    amounts = {"initial": "87.65", "annual": "87.65", "executed": "86.54"}
    sections = seed.sections | {
        "fields": {**seed.fields("fields"), "department": "云溪县应急管理局"},
        "funds": {
            "total": dict(amounts),
            "current_year": dict(amounts),
            "carried_over": {},
            "other": {},
        },
        "goals": {"expected": "完成年度质量监督检查任务。", "actual": "任务已全部完成。"},
    }
    return FormRecord(
        form=seed.form,
        form_version=seed.form_version,
        id=seed.id,
        year=seed.year,
        money_unit=seed.money_unit,
        sections=sections,
    )


def rows_000() -> tuple[Row, ...]:
    """Seed 000's targets: 340 of ≥200组, 100 % of =100%, 150 of ≤150万元, ≥90% never answered."""
    return (
        indicator("a1", "产出指标", "数量指标", "全年监测抽检组数", "≥200组", "340组", "20"),
        indicator("a2", "产出指标", "质量指标", "不合格产品立案查处率", "=100%", "100%", "15"),
        indicator("a3", "产出指标", "成本指标", "项目预算控制数", "≤150万元", "150万元", "15"),
        indicator("a4", "效益指标", "社会效益指标", "不合格产品及时处理", "有效处理", "完成", "30"),
        indicator("a5", "满意度指标", "服务对象满意度指标", "商户满意度", "≥90%", "", "10"),
    )


def row_002() -> Row:
    """Seed 002: 19 applications of 19 done, 3.8 of 5 points, no reason given."""
    texts = ("产出指标", "数量指标", "工业产品生产许可证核发", "19件", "19件", "5", "3.8")
    return indicator("b1", *texts)


@cache
def score_form(seed: str) -> FormDefinition:
    """The form of a seed's score tables (`seed003`, `seed004`)."""
    file = DATA / seed / "form.toml"
    return parse_definition(file.read_text(encoding="utf-8"), file.name)


@cache
def score_data(seed: str) -> dict[str, Any]:
    """What a seed's score tables say: rows with facts, rules and printed points, and totals."""
    return tomllib.loads((DATA / seed / "rows.toml").read_text(encoding="utf-8"))


@cache
def system_rows() -> list[dict[str, Any]]:
    """Table 11 of seed 003: explanations, rule texts, targets and sources of its indicators."""
    file = DATA / "seed003" / "system.toml"
    rows: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))["rows"]
    return rows


def score_record(seed: str, tier: str = "") -> FormRecord:
    """A seed's score tables, or those of one first tier, as its author filled them.

    A row holds a typed score only where the printed one is not what its rule gives.
    """
    data, form = score_data(seed), score_form(seed)
    rows = tuple(_scored_row(row) for row in data["rows"] if tier in ("", row["tiers"][0]))
    sections = {**data.get("sections", {}), form.indicators()[0].id: rows}
    printed = {f"total/{key}": text for key, text in data["printed"].items()}
    return FormRecord(
        form=seed,
        form_version=1,
        id="00000000-0000-4000-8000-000000000003",
        year=data["year"],
        sections=sections,
        printed=printed,
    )


def _scored_row(row: dict[str, Any]) -> Row:
    tiers = (*row["tiers"], *[row["name"]] * (3 - len(row["tiers"])))
    texts = (*tiers, row["name"], row.get("target", ""), row.get("actual", ""), row["weight"])
    names = ("tier1", "tier2", "tier3", "name", "target", "actual", "weight")
    cells = dict(zip(names, texts, strict=True)) | {"reason": row.get("reason", "")}
    if row.get("computed", row["printed"]) != row["printed"]:
        cells["score"] = row["printed"]
    filled = {name: text for name, text in cells.items() if text}
    return Row(row["id"], SCORED, filled, row.get("rule"))
