"""Rule texts are read as rules where every word about points is known, and else not at all."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.parameters import first_unreadable
from app.rules.registry import FAMILIES
from app.rules.rule_text import follows, read_rule_text
from tests.seeds import score_data, system_rows

FACTS = ("met", "incidents", "reference")
"""What only the person knows; a text says nothing of it."""

RULES = {row["id"]: row.get("rule") for row in score_data("seed003")["rows"]}
TEXTS = {row["id"]: row["rule_text"] for row in system_rows()}
RECOGNISED, TOTAL = 54, 54


def stated(rule: Any) -> Any:
    """A rule without the facts, and its items without their (shortened) texts."""
    if rule is None:
        return None
    made = {key: value for key, value in rule.items() if key not in FACTS}
    return made | ({"items": shares(made["items"])} if "items" in made else {})


def shares(items: Any) -> list[Any]:
    return [(item.get("share"), shares(item.get("items", []))) for item in items]


def test_so_many_of_the_rule_texts_of_seed_003_are_recognised() -> None:
    """Tables 11 has 54 rule texts (A12 and B242 are left out of it)."""
    read = [row for row, text in TEXTS.items() if read_rule_text(text) is not None]
    assert (len(read), len(TEXTS)) == (RECOGNISED, TOTAL)


@pytest.mark.parametrize("row", TEXTS)
def test_a_recognised_rule_is_the_one_that_scores_the_row(row: str) -> None:
    assert stated(read_rule_text(TEXTS[row])) == stated(RULES[row])


def test_items_keep_the_words_that_were_typed() -> None:
    rule = read_rule_text(TEXTS["A311"])
    assert rule == {
        "family": "checklist",
        "items": [
            {"text": "预算内容与项目任务需求相符，任务需求有明确的依据支撑", "share": "1/2"},
            {"text": "预算内容细化至数量、单价", "share": "1/2"},
        ],
    }
    nested = read_rule_text(TEXTS["B232"])
    assert nested is not None
    assert [group["text"] for group in nested["items"]] == ["政府采购范畴", "内部采购范畴"]
    assert nested["items"][0]["items"][3]["text"] == (
        "项目采购信息（招标公告、中标结果、合同公示）按要求及时公示"
    )


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        # 寿县 (domain.md 1.2): points behind each item.
        (
            "1、制度健全(1分);2、制度得到执行（2分）",
            {
                "family": "checklist",
                "items": [
                    {"text": "制度健全", "share": "1"},
                    {"text": "制度得到执行", "share": "2"},
                ],
            },
        ),
        (
            "①计划已印发，得1分；②总结已报送，得1.5分。",
            {
                "family": "checklist",
                "items": [
                    {"text": "计划已印发", "share": "1"},
                    {"text": "总结已报送", "share": "1.5"},
                ],
            },
        ),
        (
            "1. 有目标\n2. 有 3.5 万元预算\n上述两项，各占50%权重",
            {
                "family": "checklist",
                "items": [
                    {"text": "有目标", "share": "1/2"},
                    {"text": "有 3.5 万元预算", "share": "1/2"},
                ],
            },
        ),
        (
            "(1)甲;(2)乙;(3)丙。以上三项各占三分之一权重分。",
            {"family": "checklist", "items": [{"text": t, "share": "1/3"} for t in "甲乙丙"]},
        ),
        (
            "甲类：①子；②丑。以上2项各占1/6权重分。乙类：①寅；②卯。以上2项各占1/3权重分。",
            {
                "family": "checklist",
                "items": [
                    {
                        "text": "甲类",
                        "share": "1/3",
                        "items": [{"text": t, "share": "1/6"} for t in "子丑"],
                    },
                    {
                        "text": "乙类",
                        "share": "2/3",
                        "items": [{"text": t, "share": "1/3"} for t in "寅卯"],
                    },
                ],
            },
        ),
        (
            "全部合格，得满分；每发现1件不合格，扣减0.5分，扣完为止。",
            ("deduction", "0.5", "points"),
        ),
        ("每发生一次事故扣除30%权重分", ("deduction", "30%", "")),
        ("按时完成得满分，每逾期一天，扣除10%权重分，扣完为止", ("date", "10%", "")),
        (
            "每推迟1个月扣1分",
            {"family": "date", "each": "1", "measure": "points", "period": "month"},
        ),
        ("指标得分=资金到位率×权重分", {"family": "rate"}),
        ("覆盖率=实际覆盖户数/应覆盖户数×100%；得分=覆盖率×分值，不足60%不得分", ("floor", "60%")),
        (
            "成本节约率=（计划成本-实际成本）/计划成本×100%；指标得分=成本节约率*2分",
            {"family": "rate", "of": "actual"},
        ),
        (
            "达标率=达标产出数/实际产出数×100%；指标得分=达标率*2分",
            {"family": "rate", "of": "actual"},
        ),
        (
            "较上年每低于2个百分点，扣除5%权重分",
            {"family": "excess", "step": "2", "each": "5%", "side": "below"},
        ),
        ("符合则得对应权重分，不符合则扣除对应权重分。", {"family": "all_or_nothing"}),
        ("已建成投用，得3分，否则不得分", {"family": "all_or_nothing"}),
    ],
)
def test_known_wordings(text: str, rule: Any) -> None:
    if isinstance(rule, tuple) and rule[0] == "floor":
        rule = {"family": "rate", "floor": rule[1]}
    if isinstance(rule, tuple):
        family, each, measure = rule
        rule = {"family": family, "each": each} | ({"measure": measure} if measure else {})
    assert read_rule_text(text) == rule


@pytest.mark.parametrize(
    "text",
    [
        "",
        "根据实际情况评定。",
        "①有目标；②有预算。",
        "①有目标；②有预算。以上3项各占1/3权重分。",
        "①有目标；②有预算。以上2项各占1/3权重分。",
        "①有目标；③有预算。以上2项各占1/2权重分。",
        "①有目标；②有预算。以上2项各占1/2权重分。其他情况酌情给分。",
        "①有目标；②有预算。以上2项各占1/2权重分，另有创新的加1分。",
        "①甲；②乙。以上2项各占1/2权重分。③丙。",
        "①甲；②乙。全部符合得满分，反之不得分。",
        "1、制度健全(1分);2、制度得到执行",
        "1、制度健全(1分，未印发得0.5分);2、制度得到执行(1分)",
        "每出现一起扣除20%",
        "每出现两起扣除20%权重分",
        "每出现一起扣除20%权重分，最多扣除60%权重分",
        "每出现一起扣除20%权重分，每出现一起重大事故扣除50%权重分",
        "每低于目标1个百分点，扣减1分",
        "每下降1%，扣减5%权重分",
        "完成率达到90%得满分，否则不得分",
        "达到90%得2分；达到80%得1分；否则不得分",
        "指标得分=完成率*1分，低于80%得一半分",
        "指标得分=完成率*1分；合格率=合格数/总数×100%",
        "指标得分=实际完成数*0.1分",
        "指标得分=（1-投诉率）*2分",
        "指标得分=完成率*1分*0.5",
        "完成3项工作任务得1分，其余不得分",
        "完成安装、调试等3项工作任务，完成2项得一半",
        "根据满意度调查问卷得分统计分析，满意度90%以上得满分",
        "①甲；②乙。以上2项各占1/2权重分，符合任意一项即可。",
        "每出现一起扣除20%权重分，出现重大事故的一票否决",
        "每出现一起扣除20%权重分，3起以上不得分",
        "得满分",
        "较好得3分，一般得2分",
    ],
)
def test_what_is_not_wholly_understood_is_no_rule(text: str) -> None:
    assert read_rule_text(text) is None


PIECES = [
    *("①甲；", "②乙；", "③丙。", "1、", "2.", "(1分)", "以上2项各占1/2权重分。", "得满分1分，"),
    *(
        "以上3项各占1/3权重分",
        "每出现一起，扣除20%权重分",
        "扣完为止。",
        "反之不得分",
        "低于80%得0分",
    ),
    *(
        "指标得分=完成率*1分",
        "完成率=甲/乙×100%；",
        "较均值每高于1%，扣减1%的权重分",
        "分",
        "每",
        "%",
    ),
    *(
        "完成甲等5项工作任务",
        "各占0/0权重",
        "以上十项各占1/10",
        "\n",
        "０",
        "⑴",
        "\ue001",
        "\0",
        "½",
    ),
]


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=9).map("".join)))
def test_any_text_is_no_rule_or_a_readable_one(text: str) -> None:
    rule = read_rule_text(text)
    if rule is None:
        return
    family = FAMILIES[rule["family"]]
    assert {*rule} - {"family"} <= {parameter.name for parameter in family.parameters}
    assert first_unreadable(family.parameters, rule) == ""
    assert follows(rule, rule)


def test_a_text_of_any_length_is_answered() -> None:
    for piece in PIECES:
        assert read_rule_text(piece * 1000) is None or len(piece) < 4


def test_a_rule_follows_a_text_whatever_was_answered() -> None:
    offered = read_rule_text(TEXTS["D34"])
    assert offered is not None
    assert follows(RULES["D34"], offered)
    assert not follows(None, offered)
    assert not follows({**RULES["D34"], "each": "10%"}, offered)
    assert not follows(RULES["A11"], offered)
