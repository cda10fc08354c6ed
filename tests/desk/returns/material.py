"""Records, letters and chats for the tests of returns; every name of a person is invented."""

from functools import cache
from pathlib import Path

from app.desk.forms import gallery
from app.desk.records import complete
from app.desk.returns.match import Subject
from app.model.codec import read_record

ROOT = Path(__file__).resolve().parents[3]
PUBLISHED = ROOT / "tests" / "data" / "published"
_FILES = {
    "质量": ROOT / "forms" / "mof2020-project" / "sample.json",
    "图书": PUBLISHED / "daying-library-2022.json",
    "铁路": PUBLISHED / "daying-railway-2023.json",
    "危房": PUBLISHED / "xuanzhou-houses-2023.json",
    "抽检": ROOT / "forms" / "transfer-payment" / "sample.json",
}


@cache
def subject(name: str) -> Subject:
    """One of the records that remarks are about, by a short name."""
    record = read_record(_FILES[name].read_bytes(), name)
    definition = gallery().form(record.form).definition
    return Subject(name, complete(record, definition), definition)


@cache
def subjects() -> tuple[Subject, ...]:
    """All of them."""
    return tuple(map(subject, _FILES))


LETTER = """云溪县应急管理局：
  关于2025年度项目支出绩效自评表的退回意见
你单位报送的绩效自评表收悉。经审核，存在以下问题：
一、“质量技术监督专项经费”项目：
1.年初预算数未填写；
2、“及时完成质量监督检查任务”的实际完成值填的是100%，应填写实际检查的家次，并说明数据来源，不能照抄指标
值；
（三）满意度85%超过指标值，请说明调查样本数。
二、铁路沿线安全环境整治
① 全年执行数与财政支付系统不一致，应为98.73万元；② 偏差原因分析未填写。
请于4月20日前修改后重新报送。
联系人：钱某某
云溪县财政局
2026年4月12日"""

CHAT = """张小三 14:02
你们质量技术监督专项经费的自评表执行数不对
张小三 14:03:25
@李小四 应该是86.54
2026-04-12 14:05 王科长
社会效益指标打满分要有佐证材料
李小四:
收到
王科长：总分和等级也要核对
【绩效股】赵小六 2026/4/12 15:00：铁路沿线安全环境整治：清理垃圾成本预算那行分值写错了
[图片]
"""
