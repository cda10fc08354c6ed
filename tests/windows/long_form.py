"""A form of several pages: many indicators, one of them with a long note over a page's end."""

import msgspec

from app.desk.forms import Form, gallery
from app.desk.records import complete, duplicate
from app.model.record import SCORED, FormRecord, Row

FORM = "mof2020-project"
NOTE = "因机构改革，质量技术监督职能于2019年4月划转，相关抽检任务随之调整；"
LONG_ROW = "q9"
_TIERS = (
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("产出指标", "时效指标"),
    ("产出指标", "成本指标"),
    ("效益指标", "社会效益指标"),
    ("满意度指标", "服务对象满意度指标"),
)


def national() -> Form:
    """The national form."""
    return gallery().form(FORM)


def long_record(rows: int = 40, note: int = 600, long_row: str = LONG_ROW) -> FormRecord:
    """The sample with so many indicators; one has a note of so many characters."""
    made = []
    for index in range(rows):
        tier1, tier2 = _TIERS[index * len(_TIERS) // rows]
        cells = {
            "tier1": tier1,
            "tier2": tier2,
            "tier3": f"抽检批次{index + 1}完成情况",
            "target": "≥200批次",
            "actual": f"{180 + index}批次",
            "weight": "2",
        }
        if f"q{index}" == long_row:
            cells["deviation"] = (NOTE * (note // len(NOTE) + 1))[:note]
        made.append(Row(f"q{index}", SCORED, cells))
    record = duplicate(complete(gallery().sample(FORM), national().definition))
    sections = {**record.sections, "indicators": tuple(made)}
    return msgspec.structs.replace(record, sections=sections)
