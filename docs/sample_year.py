"""An invented bureau and its year: what the pictures of the documentation show.

Places, offices, projects and amounts are made up.
"""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import msgspec

from app.desk.batch import Batch
from app.desk.forms import Form, gallery
from app.desk.records import new_record
from app.desk.staging import set_states
from app.desk.workspace import Workspace
from app.model.record import SCORED, FormRecord, Row
from app.model.states import EXEMPT, REVIEWED, SIGNED, SUBMITTED, TO_REVIEW

YEAR = 2025
OFFICE = "云溪县应急管理局"


class Line(NamedTuple):
    """An indicator: second tier, name, target, actual, weight, reason for a deviation."""

    tier2: str
    name: str
    target: str
    actual: str
    weight: str
    reason: str = ""


class Project(NamedTuple):
    """A project: name, section, budget and execution in 万元, goals, indicators."""

    name: str
    section: str
    budget: str
    executed: str
    planned: str
    done: str
    lines: tuple[Line, ...]


_FIRST_TIERS = {
    "数量指标": "产出指标",
    "质量指标": "产出指标",
    "时效指标": "产出指标",
    "成本指标": "产出指标",
    "经济效益指标": "效益指标",
    "社会效益指标": "效益指标",
    "生态效益指标": "效益指标",
    "可持续影响指标": "效益指标",
    "服务对象满意度指标": "满意度指标",
}

PROJECTS = (
    Project(
        "应急物资储备",
        "救灾股",
        "120",
        "117.36",
        "补足县级储备库物资，汛前全部到位。",
        "物资汛前全部到位，六次调用均在两小时内出库。",
        (
            Line("数量指标", "补充帐篷", "≥300顶", "312顶", "15"),
            Line("质量指标", "物资验收合格率", "100%", "100%", "15"),
            Line("时效指标", "汛前到位", "5月31日前", "5月20日", "10"),
            Line("成本指标", "储备费用", "≤120万元", "117.36万元", "10"),
            Line("社会效益指标", "接到调令后出库用时", "≤2小时", "1.5小时", "30"),
            Line("服务对象满意度指标", "乡镇满意度", "≥90%", "95%", "10"),
        ),
    ),
    Project(
        "特种设备安全监察",
        "安全监察股",
        "87.65",
        "86.54",
        "完成在用特种设备的监督检查，及时消除隐患。",
        "监督检查全部完成，发现的隐患均已整改。",
        (
            Line("数量指标", "检查使用单位", "≥200家", "216家", "20"),
            Line("质量指标", "隐患整改率", "100%", "97%", "15"),
            Line("时效指标", "检查及时完成率", "100%", "100%", "15"),
            Line("社会效益指标", "特种设备事故起数", "≤0起", "0起", "30"),
            Line("服务对象满意度指标", "使用单位满意度", "≥85%", "92%", "10"),
        ),
    ),
    Project(
        "农村公路安防工程",
        "工程股",
        "460",
        "398.2",
        "在临水临崖路段加装护栏四十公里。",
        "加装护栏三十四公里，其余路段因汛期推迟到下年一季度。",
        (
            Line(
                "数量指标", "加装护栏", "≥40公里", "34公里", "20", "汛期停工两个月，下年一季度补完"
            ),
            Line("质量指标", "验收合格率", "100%", "100%", "15"),
            Line("时效指标", "按期完工率", "100%", "85%", "15"),
            Line("社会效益指标", "临水临崖路段事故下降率", "≥20%", "31%", "30"),
            Line(
                "服务对象满意度指标",
                "沿线群众满意度",
                "≥90%",
                "88%",
                "10",
                "未完工路段群众意见较多",
            ),
        ),
    ),
    Project(
        "桥梁定期检测",
        "工程股",
        "56",
        "55.9",
        "对县道桥梁作一次定期检测，列出病害。",
        "检测完成，三座桥列入下年维修。",
        (
            Line("数量指标", "检测桥梁", "≥48座", "48座", "25"),
            Line("质量指标", "检测报告通过率", "100%", "100%", "15"),
            Line("时效指标", "10月底前完成", "10月31日前", "10月18日", "10"),
            Line("可持续影响指标", "病害处置建议采用率", "≥90%", "100%", "30"),
            Line("服务对象满意度指标", "养护单位满意度", "≥90%", "93%", "10"),
        ),
    ),
    Project(
        "森林防火监测",
        "防火股",
        "75.2",
        "75.2",
        "重点林区监测覆盖，早发现、早处置。",
        "重点林区全部覆盖，火情均在一小时内处置。",
        (
            Line("数量指标", "新建监测点", "≥12处", "12处", "20"),
            Line("质量指标", "设备完好率", "≥95%", "98%", "20"),
            Line("时效指标", "防火期前投用", "9月30日前", "9月12日", "10"),
            Line("生态效益指标", "森林受害率", "≤0.9‰", "0.2‰", "30"),
            Line("服务对象满意度指标", "林区群众满意度", "≥85%", "91%", "10"),
        ),
    ),
    Project(
        "防汛抢险演练",
        "救灾股",
        "18.6",
        "17.95",
        "组织县、乡两级演练，检验预案。",
        "演练按计划完成，修订预案四份。",
        (
            Line("数量指标", "演练场次", "≥6场", "6场", "25"),
            Line("质量指标", "预案修订", "≥4份", "4份", "15"),
            Line("时效指标", "汛前完成", "4月30日前", "4月22日", "10"),
            Line("社会效益指标", "参演乡镇覆盖率", "100%", "100%", "30"),
            Line("服务对象满意度指标", "参演人员满意度", "≥90%", "96%", "10"),
        ),
    ),
    Project(
        "安全生产宣传教育",
        "办公室",
        "25",
        "",
        "开展安全生产月活动和企业负责人培训。",
        "活动和培训按计划完成。",
        (
            Line("数量指标", "培训企业负责人", "≥400人", "436人", "20"),
            Line("质量指标", "培训考核合格率", "≥95%", "98%", "20"),
            Line("时效指标", "年内完成", "100%", "100%", "10"),
            Line("社会效益指标", "群众安全知识知晓率", "≥80%", "84%", "30"),
            Line("服务对象满意度指标", "参训人员满意度", "≥90%", "94%", "10"),
        ),
    ),
    Project(
        "危险化学品专家检查",
        "安全监察股",
        "42",
        "",
        "聘请专家检查危险化学品企业，指导整改。",
        "",
        (
            Line("数量指标", "检查企业", "≥30家", "", "20"),
            Line("质量指标", "问题整改率", "≥95%", "", "20"),
            Line("时效指标", "按季度检查", "100%", "", "10"),
            Line("社会效益指标", "较大事故起数", "≤0起", "", "30"),
            Line("服务对象满意度指标", "企业满意度", "≥85%", "", "10"),
        ),
    ),
)

REMARKS = """\
应急管理局：你单位2025年项目自评表审核意见如下，请于4月20日前修改重报。
1、特种设备安全监察：隐患整改率完成值97%，低于指标值，请补充偏差原因。
2、农村公路安防工程：全年执行数与财政台账不符，请核对。
3、农村公路安防工程：按期完工率没有达到，请说明原因和改进措施。
4、防汛抢险演练：预案修订的得分没有依据，请附佐证材料。
"""
"""A letter of return, as finance writes it."""


def fill(space: Workspace) -> list[str]:
    """Put the bureau's year into a data folder; the ids of the records in the order of PROJECTS."""
    form = gallery().form(gallery().sample_form())
    batch = Batch(space)
    ids = [batch.create(_record(form, *one), form) for one in enumerate(PROJECTS)]
    batch.save()
    for state in (TO_REVIEW, REVIEWED, SIGNED, SUBMITTED):
        set_states(space, [ids[1], ids[5]], state)
    set_states(space, [ids[0], ids[3]], TO_REVIEW)
    set_states(space, [ids[3]], REVIEWED)
    set_states(space, [ids[3]], SIGNED)
    set_states(space, [ids[7]], EXEMPT, "预算调减为零")
    return ids


def write_accounts(path: Path) -> None:
    """An export of the accounting system: amounts in 元, some of them changed since."""
    lines = ["项目编码,项目名称,全年预算数（元）,全年执行数（元）"]
    for number, project in enumerate(PROJECTS[:-1]):
        budget = Decimal(project.budget) * 10000
        executed = Decimal(project.executed or "23.4") * 10000 + number % 3 * Decimal("1250.5")
        lines.append(f"{_code(number)},{project.name},{budget:.2f},{executed:.2f}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")


def _record(form: Form, number: int, project: Project) -> FormRecord:
    amounts = {"initial": project.budget, "annual": project.budget, "executed": project.executed}
    record = new_record(form, YEAR)
    sections = record.sections | {
        "fields": {"project_name": project.name, "department": OFFICE, "unit": OFFICE},
        "funds": {"total": dict(amounts), "current_year": dict(amounts)},
        "goals": {"expected": project.planned, "actual": project.done},
        "indicators": tuple(_rows(project.lines)),
    }
    codes = {"project_code": _code(number), "unit_code": "203001", "section": project.section}
    return msgspec.structs.replace(record, sections=sections, codes=codes)


def _rows(lines: tuple[Line, ...]) -> Iterator[Row]:
    for number, line in enumerate(lines):
        cells = {"tier1": _FIRST_TIERS[line.tier2], "tier2": line.tier2, "tier3": line.name}
        cells |= {"target": line.target, "actual": line.actual, "weight": line.weight}
        if line.reason:
            cells["deviation"] = line.reason
        yield Row(f"r{number:03d}", SCORED, cells)


def _code(number: int) -> str:
    return f"4201142500000{number + 101:07d}"
