"""The words by which people call the cells of a form: its own wording, and what is usual."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.model.definition import (
    ChapterSection,
    FieldsSection,
    FormDefinition,
    FundsSection,
    GoalColumn,
    GoalsSection,
    IndicatorsSection,
    RowsSection,
    SignaturesSection,
    TextSection,
)
from app.model.money import folded
from app.model.places import Place
from app.rules.columns import one_line

INDICATOR, MONEY, SINGLE = "indicator", "money", "single"
"""What a word names: a column of an indicator table, a column of money rows, or one cell."""


class Word(NamedTuple):
    """A word for a column (`section`, `field`), or for one cell; `own` is the form's wording."""

    text: str
    kind: str
    section: str
    field: str
    own: bool = True


class Mention(NamedTuple):
    """A word found in a text, from `start` to `end`."""

    start: int
    end: int
    word: Word


_INDICATOR_WORDS = {
    "actual": ("实际完成值", "实际完成数", "完成值", "实际值", "实际完成", "完成数", "完成情况"),
    "target": ("年度指标值", "年初指标值", "指标值", "目标值", "预期值"),
    "weight": ("权重", "分值", "权值"),
    "score": ("自评得分", "得分", "评分", "打分", "扣分", "自评分"),
    "deviation": (
        *("偏差原因", "偏差说明", "原因分析", "改进措施", "未完成原因", "偏差分析", "偏差"),
        *("原因", "整改措施", "备注"),
    ),
    "name": ("指标名称", "指标内容"),
    "unit": ("计量单位", "度量单位"),
    "rule_text": ("评分标准", "计分标准", "评分规则", "评分办法"),
}
_MONEY_WORDS = {
    "initial": ("年初预算数", "年初预算", "年初批复数"),
    "annual": (
        "全年预算数",
        "全年预算",
        "调整后预算",
        "调整预算数",
        "预算数",
        "预算金额",
        "预算安排数",
    ),
    "executed": ("全年执行数", "执行数", "执行金额", "支出数", "实际支出", "支付数", "支出金额"),
}
_RATE_WORDS = ("预算执行率", "执行率")
_MONEY_SCORE = ("预算执行得分", "预算执行率得分", "执行率得分", "执行得分", "资金得分")
_MONEY_WEIGHT = ("预算执行分值", "预算执行率分值", "执行率分值")
_GOAL_WORDS = {
    "planned": ("年度总体目标", "总体目标", "预期目标", "年度目标", "绩效目标", "年初目标"),
    "done": ("实际完成情况", "目标完成情况", "总体完成情况", "全年完成情况", "目标实际完成"),
}
_TOTAL_WORDS = {
    "score": ("总分", "合计得分", "总得分", "得分合计", "自评总分", "小计"),
    "weight": ("分值合计", "权重合计", "总分值", "合计分值"),
    "grade": ("自评等级", "评价等级", "等级", "等次"),
}
_BRACKETS = re.compile(r"[（(].*?[)）]")
_SHORTEST = 2


def words_of(definition: FormDefinition) -> tuple[Word, ...]:
    """All words of a form, the longest first."""
    found = [w for w in _all(definition) if len(w.text) >= _SHORTEST]
    first: dict[tuple[str, str, str, str], Word] = {}
    for word in found:
        first.setdefault((word.text, word.kind, word.section, word.field), word)
    return tuple(sorted(first.values(), key=lambda w: (-len(w.text), not w.own)))


def mentions(text: str, words: Sequence[Word], hidden: Sequence[tuple[int, int]]) -> list[Mention]:
    """The words that a text holds, by where they stand; a longer word hides those within it.

    Several words may stand at one spot (得分 of an indicator or of the money). `hidden` spans
    (names of indicators and projects) are no words.
    """
    taken: list[tuple[int, int]] = list(hidden)
    found: list[Mention] = []
    for word in words:
        start = text.find(word.text)
        while start >= 0:
            span = (start, start + len(word.text))
            if span in taken or not any(a < span[1] and span[0] < b for a, b in taken):
                found.append(Mention(*span, word))
                if span not in taken:
                    taken.append(span)
            start = text.find(word.text, start + 1)
    return sorted(found, key=lambda m: m.start)


def _all(definition: FormDefinition) -> Iterator[Word]:
    for section in definition.sections():
        match section:
            case IndicatorsSection() | RowsSection():
                yield from _of_table(section)
            case FundsSection():
                yield from _of_money(section)
            case GoalsSection():
                yield from _of_goals(section)
            case FieldsSection():
                yield from _of_fields(section)
            case TextSection(items=items) | SignaturesSection(items=items):
                labels = ((item.label, item.field) for item in items)
                yield from (_own(label, SINGLE, section.id, field) for label, field in labels)
            case ChapterSection(items=chapters):
                titles = ((c.title, c.field) for c in chapters if c.field)
                yield from (_own(title, SINGLE, section.id, field) for title, field in titles)
            case _:
                pass
    for total in definition.totals():
        for cell in total.cells:
            yield from _usual(_TOTAL_WORDS.get(cell.value, ()), SINGLE, total.id, cell.value)


def _of_table(section: IndicatorsSection | RowsSection) -> Iterator[Word]:
    for column in section.columns:
        yield _own(column.label, INDICATOR, section.id, column.id)
        usual = _INDICATOR_WORDS.get(column.role, ())
        yield from _usual(usual, INDICATOR, section.id, column.id)


def _of_goals(section: GoalsSection) -> Iterator[Word]:
    for at, goal in enumerate(section.columns):
        yield _own(goal.label, SINGLE, section.id, goal.field)
        usual = _GOAL_WORDS.get(goal.role or _goal_role(at, section.columns), ())
        yield from _usual(usual, SINGLE, section.id, goal.field)


def _of_money(section: FundsSection) -> Iterator[Word]:
    known = {
        section.initial: _MONEY_WORDS["initial"],
        section.denominator: _MONEY_WORDS["annual"],
        section.numerator: _MONEY_WORDS["executed"],
    }
    roles = {"rate": _RATE_WORDS, "score": _MONEY_SCORE, "weight": _MONEY_WEIGHT}
    for column in section.columns:
        yield _own(column.label, MONEY, section.id, column.id)
        usual = known.get(column.id) or roles.get(column.role, ())
        yield from _usual(usual, MONEY, section.id, column.id)


def _of_fields(section: FieldsSection) -> Iterator[Word]:
    for line in section.lines:
        label = ""
        for item in line:
            if item.field and label:
                yield _own(label, SINGLE, section.id, item.field)
            label = item.label or label


def _goal_role(at: int, columns: Sequence[GoalColumn]) -> str:
    if at == 0:
        return "planned"
    return "done" if at == len(columns) - 1 else ""


def _own(label: str, kind: str, section: str, field: str) -> Word:
    bare = _BRACKETS.sub("", one_line(label)) or one_line(label)
    return Word(folded(bare).rstrip(":"), kind, section, field)


def _usual(texts: Sequence[str], kind: str, section: str, field: str) -> Iterator[Word]:
    return (Word(folded(text), kind, section, field, own=False) for text in texts)


def single_place(word: Word) -> Place:
    """The cell that a word for one cell names."""
    return Place(word.section, None, word.field)
