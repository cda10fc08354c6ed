"""The checks of a report, sentence by sentence, with the right one beside the wrong one."""

import re
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.desk.texts import LANGUAGES, catalogue
from app.model.money import plain, round_half_up
from app.prose.remarks import is_certain, line_of
from tests.prose.reports import DATA, check_text, told

PAIRS = {
    "TX1": (
        "全年受理320件，其中办结240件，占75%。",
        "全年受理320件，其中办结240件，占85%。",
    ),
    "TX1_growth": (
        "里程由80公里增加到100公里，增长25%。",
        "里程由80公里增加到100公里，增长35%。",
    ),
    "TX1_yearly": (
        "从1,000辆增至1,210辆，年均增长10%。",
        "从1,000辆增至1,210辆，年均增长4.2%。",
    ),
    "TX1_tail": (
        "检查184个项目，有14个项目逾期，及时率为92.39%。",
        "检查184个项目，有14个项目逾期，及时率为92.40%。",
    ),
    "TX1_whole": (
        "共抽查6,036批次。\n\n生产领域抽检1422批次，占总批次的23.56%。",
        "共抽查7,286批次。\n\n生产领域抽检1422批次，占总批次的23.56%。",
    ),
    "TX2": (
        "计划总数为7096批次，其中抽样5201批次，专项170批次，快检1060批次，噪声665批次。",
        "计划总数为7086批次，其中抽样5201批次，专项170批次，快检1060批次，噪声665批次。",
    ),
    "TX2_tail": (
        "收入53.11万元，其中拨款33.47万元，经营19.64万元。",
        "收入53.10万元，其中拨款33.47万元，经营19.64万元。",
    ),
    "TX3": (
        "检查发现不合格产品的企业1,085家。\n\n检查发现不合格产品的企业共1085家。",
        "检查发现不合格产品的企业1,085家。\n\n检查发现不合格产品的企业共1055家。",
    ),
    "TX3_unit": (
        "全年申报专家咨询共计1,208人次。\n\n全年申报专家咨询1208人次。",
        "全年申报专家咨询共计1,208人天。\n\n全年申报专家咨询1208人次。",
    ),
    "TX3_whole": (
        "216类产品中有28类样品价格偏高。\n\n216类产品中有28类样品价格偏高。",
        "216类产品中有28类样品价格偏高。\n\n209类产品中有28类样品价格偏高。",
    ),
    "TX3_document": (
        "《抽查办法（试行）》（云市〔2020〕4号）。\n\n《抽查办法》（云市〔2020〕4号）。",
        "《抽查办法（试行）》（云市〔2020〕4号）。\n\n《抽查办法》（云市〔2022〕3号）。",
    ),
    "TX4": (
        "全年拨付87.65万元。\n\n预算87.65万元。",
        "全年拨付87.65万元。\n\n预算87.65元。",
    ),
    "TX5": (
        "自评得分92.5分，评价等级为优。",
        "自评得分82.5分，评价等级为优。",
    ),
    "TX5_unscored": ("评价得分91分，评价等级为优。", "评价等级为优。"),
    "TX5_words": (
        "自评得分95分，评价等级为优。\n\n整体执行情况较好。",
        "自评得分95分，评价等级为优。\n\n整体执行情况一般。",
    ),
    "TX6": (
        "（一）投入（30分）\n\n得30分。\n\n（二）过程（30分）\n\n得30分。\n\n（三）结果（40分）\n\n得40分。",
        "（一）投入（30分）\n\n得30分。\n\n（二）过程（40分）\n\n得40分。\n\n（三）结果（40分）\n\n得40分。",
    ),
    "TX7": (
        "（一）甲（5分）\n\n得5分。\n\n（二）乙（5分）\n\n得5分。",
        "（一）甲活动（5分）\n\n得5分。\n\n（二）乙活动（5分）\n\n已完成。",
    ),
    "TX7_above": (
        "（一）甲活动（5分）\n\n得5分。\n\n（二）乙活动（5分）\n\n得4分，扣1分。",
        "（一）甲活动（5分）\n\n得6分。\n\n（二）乙活动（5分）\n\n得4分，扣1分。",
    ),
    "TX7_lost": (
        "（一）甲活动（5分）\n\n不够及时，得4分。\n\n（二）乙活动（5分）\n\n得5分。",
        "（一）甲活动（5分）\n\n按时办结，得4分。\n\n（二）乙活动（5分）\n\n得5分。",
    ),
    "TX8": (
        "项目\t预算\t执行\n甲\t10\t8\n乙\t20\t15\n合计\t30\t23\n",
        "项目\t预算\t执行\n甲\t10\t8\n乙\t20\t15\n合计\t30\t24\n",
    ),
    "TX8_rate": (
        "项目\t预算\t执行\t执行率\n甲\t10\t8\t80%\n乙\t20\t15\t75%\n丙\t40\t30\t75%\n丁\t50\t20\t40%\n",
        "项目\t预算\t执行\t执行率\n甲\t10\t8\t80%\n乙\t20\t15\t75%\n丙\t40\t30\t75%\n丁\t50\t20\t45%\n戊\t5\t1\t20%\n",
    ),
    "TX8_row": (
        "产品\t甲年\t乙年\n安全头盔\t10\t8\n电热水壶\t10\t8\n",
        "产品\t甲年\t乙年\n安全头盔\t10\t8\n安全头盔\t10\t8\n",
    ),
    "TX9": (
        "（监察处）设备监管项目，安排资金20万元。\n\n项目\t预算（元）\n（监察处）设备监管项目\t200,000\n",
        "（监察处）设备监管项目，安排资金50万元。\n\n项目\t预算（元）\n（监察处）设备监管项目\t200,000\n",
    ),
    "TX10": ("得分率82.73%。", "得分率82..73%。"),
    "TX10_rate": ("规模达标率88%。", "规模达标率880人次。"),
    "TX11": (
        "对全部申办企业都按规定的时限完成实地核查工作。检查比例至少达到一成。",
        "对全部申办企业都按规定的时限完成实地核查工作。比例一成。"
        "对全部申办企业都按规定的时限完成实地核查工作。",
    ),
    "TX11_count": (
        "存在三方面问题：一是人少；二是钱少；三是事多。",
        "存在三方面问题：一是人少；二是钱少。",
    ),
    "TX12": (
        "（2017年度）\n\n组织开展2017年度绩效评价工作。",
        "（2017年度）\n\n组织开展2016年度绩效评价工作。",
    ),
    "TX13": (
        "回收问卷50份。\n\n共回收问卷50份。",
        "回收问卷50份。\n\n共回收问卷100份。",
    ),
    "TX13_unreported": (
        "满意度≥90%。\n\n调查的满意度为93%。",
        "满意度≥90%。\n\n没有调查。",
    ),
    "TX14_agreed": (
        "任务\t约定\t结果\n交流\t10次风险材料分析工作\t完成了10次风险材料分析工作\n",
        "任务\t约定\t结果\n交流\t10次风险材料分析工作\t完成了9次风险材料分析工作\n",
    ),
    "TX15": (
        "\t主管部门\n\t县局\n\t实施单位\n\t县队\n",
        "\t主管部门\n\t\n\t实施单位\n\t县队\n",
    ),
    "P2": ("目标80%，实际85%，完成率106.25%。", "目标80%，实际85%，完成率107.5%。"),
}


def codes(text: str) -> list[str]:
    return [told(found).split(" ")[1] for found in check_text(text)]


@pytest.mark.parametrize("code", PAIRS)
def test_the_wrong_sentence_is_told_and_the_right_one_is_not(code: str) -> None:
    right, wrong = PAIRS[code]
    assert codes(right) == []
    assert code in codes(wrong)


@pytest.mark.parametrize(
    "line", [s for s in (DATA / "quiet.txt").read_text("utf-8").split("\n") if s]
)
def test_right_sentences_that_look_like_wrong_ones_stay_quiet(line: str) -> None:
    assert [told(found) for found in check_text(line)] == []


def test_a_whole_report_without_mistakes_stays_quiet() -> None:
    assert [told(f) for f in check_text((DATA / "quiet.txt").read_text("utf-8"))] == []


WHOLES = st.integers(20, 20_000)


@given(WHOLES, st.integers(1, 99), st.integers(0, 3))
def test_the_share_of_two_numbers_is_right_at_any_decimals(
    whole: int, percent: int, decimals: int
) -> None:
    part = max(1, whole * percent // 100)
    rate = round_half_up(Decimal(part * 100) / whole, decimals)
    assert codes(f"检查企业{whole:,}家，其中合格{part}家，占{rate}%。") == []


@given(WHOLES, st.integers(10, 90), st.integers(3, 60), st.booleans())
def test_a_share_that_is_off_by_more_than_a_digit_is_told(
    whole: int, percent: int, off: int, more: bool
) -> None:
    part = max(1, whole * percent // 100)
    exact = round_half_up(Decimal(part * 100) / whole, 2)
    stated = exact + off if more else abs(exact - off)
    assume(all(abs(stated - other) > 1 for other in (exact, 100 - exact)))
    assert "TX1" in codes(f"检查企业{whole}家，其中合格{part}家，占{plain(stated)}%。")


@given(st.lists(st.decimals(1, 900, places=2), min_size=2, max_size=6), st.booleans())
def test_parts_make_their_total_or_miss_it(parts: list[Decimal], wrong: bool) -> None:
    total = sum(parts, Decimal(0))
    stated = total + (max(Decimal("0.02"), round_half_up(total / 200, 2)) if wrong else 0)
    listed = "，".join(f"第{chr(0x7532 + i)}项{part}万元" for i, part in enumerate(parts))
    found = codes(f"共支出{stated}万元，其中：{listed}。")
    gap = stated - total
    assert ("TX2" in found) == (wrong and gap not in parts)


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            [
                *"，。；：、（）%.,-—≥<>“”《》〔〕\t\n 0123456789",
                *["万元", "家", "占比", "其中", "年均增长", "从", "增至", "合计", "总计", "得分"],
                *[
                    "满意度",
                    "问卷",
                    "份",
                    "权重",
                    "计划",
                    "完成率",
                    "均达到",
                    "新增",
                    "2024年",
                    "年度",
                ],
                *[
                    "（监察处）",
                    "项目",
                    "安排",
                    "表1",
                    "序号",
                    "100%",
                    "类",
                    "一是",
                    "三个方面",
                    "A1",
                ],
            ]
        ),
        max_size=120,
    )
)
def test_whatever_is_written_is_checked_and_worded(words: list[str]) -> None:
    text = "".join(words)
    for found in check_text(text):
        assert 1 <= line_of(found.place) <= text.count("\n") + 1
        assert is_certain(found) == (found.severity != "info")
        for language in LANGUAGES:
            texts = catalogue(language)
            said = texts.finding_title(found) + texts.finding_text(found)
            assert not re.search(r"\{[a-z]+\}", said)
            assert not said.startswith(found.code)
