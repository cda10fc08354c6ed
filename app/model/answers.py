"""Values in words that have one meaning: yes and no, grades and scales, nothing to report."""

import re
from typing import Literal, NamedTuple, TypeAlias

Answer: TypeAlias = Literal["", "yes", "partly", "no", "none"]
"""Done, done in part, not done; `none`: a thing that should not happen did not happen."""

WordKind: TypeAlias = Literal["yes_no", "grade", "scale", "missing", "pending", "not_applicable"]


class Worded(NamedTuple):
    """What a word means; `grade` is the grade it gives, or the grades of a scale (`优/良/差`)."""

    kind: WordKind
    answer: Answer = ""
    grade: str = ""


_LONGEST = 24
_GRADES = {
    **{"优秀": "优", "优": "优", "良好": "良", "良": "良", "中等": "中", "中": "中"},
    **{word: word for word in ("一般", "较差", "差", "较好", "好", "较高", "高", "较低", "低")},
    **{word: word for word in ("非常满意", "比较满意", "基本满意", "不满意", "满意", "较满意")},
}
_PAIRS = ("好坏", "是否", "是/否", "合格/不合格", "合格、不合格", "达标/不达标", "完成/未完成")
_SCALE_WORDS = frozenset((*_GRADES, "合格", "不合格", "坏"))
_SINGLE = "[优良中好高低差坏]"
_GRADE = "|".join(sorted(_GRADES, key=len, reverse=True))
GRADE_IN_TEXT = (
    rf"(?:质量|等级|等次|结果|结论|评价|评定|评)(?:为|是|:)+(?P<grade>{_GRADE})(?:等|级)?$"
)
"""A grade at the end of a longer text: `完成质量为良`."""

_MANNER = (
    "(?:已经?|均|全部?|全面|都|按(?:时|期|质|量|计划|要求|规定)|如期|圆满|顺利|及时|保质保量|足额)*"
)
_AIM = (
    "(?:(?:了|年度|年初|全年|预期|预定|既定|绩效|计划|设定|相关|规定|国家|质量|各项|工作|总体)*"
    "(?:指标|目标|效果|任务|要求|标准|计划|规定)值?)?"
)
_DONE = (
    f"(?:完成|办结|达成|实现|执行|落实|验收合格|通过(?:验收)?|到位|达到(?=.)|达标|合格|符合){_AIM}"
)
_KINDS: tuple[tuple[str, Worded], ...] = (
    (f"是|有|对|√|✓|✔|ok|{_MANNER}{_DONE}", Worded("yes_no", "yes")),
    (
        f"(?:部分|大部分|基本|大体)(?:上|已)?{_DONE}(?:[,并].{{0,12}})?",
        Worded("yes_no", "partly"),
    ),
    (
        f"否|没有|×|✗|(?:未|没有?|尚未|未能|没能|不){_MANNER}{_DONE}(?:[,且].{{0,12}})?",
        Worded("yes_no", "no"),
    ),
    (
        "(?:未|没有?|无|零|从未|均未)(?:发生|出现)[^0-9,。;]{0,12}"
        "|[零无](?:安全|责任|质量|重大)*(?:事故|投诉|伤亡|死亡|违规|违纪|差错)(?:发生)?",
        Worded("yes_no", "none"),
    ),
    (
        "(?:当年|本年度?|今年|暂|尚|至今|目前|年内)*(?:未|没有?|无|不)(?:进行|开展|组织)?"
        "(?:检测|监测|统计|测评|调查|评估|测算|核算|公布|发布)(?:数据|结果)?"
        "|(?:暂|目前|尚)?[无缺](?:相关|统计)?数据|(?:相关|统计)?数据(?:暂|尚)?未(?:出|公布|发布)|暂无",
        Worded("missing"),
    ),
    (
        "(?:暂|尚)?(?:不|未)(?:能|可)?确定|待定|未定|待(?:统计|核实|核定|评价|验收|确定|定|补)"
        "|项目实际值|定量其他|定性其他",
        Worded("pending"),
    ),
    (
        "[/\\\\]+|n/?a|(?:本|该|此)?(?:年度?|项目?|指标|单位|当年|今年)*"
        "(?:不(?:涉及|适用|考核|参评|作考核|予考核)|未涉及|无此项|无该项)"
        "(?:此|该|本)?(?:项目?|指标|单位|内容|业务)*",
        Worded("not_applicable"),
    ),
)


def worded(copy: str) -> Worded | None:
    """The meaning of a text in plain signs, none where its words leave it open."""
    if len(copy) > _LONGEST:
        return None
    grade = re.fullmatch(f"(?:评定?)?为?({_GRADE})", copy)
    if grade is not None:
        return Worded("grade", grade=_GRADES[grade[1]])
    scale = _scale(copy)
    if scale is not None:
        return scale
    lowered = copy.lower()
    return next((meant for words, meant in _KINDS if re.fullmatch(words, lowered)), None)


def grade_word(word: str) -> str:
    """The short name of a grade: `优秀` is `优`."""
    return _GRADES[word]


def _scale(copy: str) -> Worded | None:
    """`优良中低差` and `优、良、差` name a scale; they are no value of it."""
    if copy in _PAIRS:
        return Worded("scale", grade=copy.replace("、", "/"))
    if re.fullmatch(f"{_SINGLE}{{3,}}", copy):
        words = list(copy)
    else:
        words = re.split("[/、,;]|或者?", copy)
        if len(words) < 2 or not _SCALE_WORDS.issuperset(words):
            return None
    if "" in words or len(set(words)) < len(words):
        return None
    return Worded("scale", grade="/".join(words))
