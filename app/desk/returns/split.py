"""Finance's letter or chat as single remarks: one a numbered item, bullet or line.

Who wrote a chat line and when, salutations, dates and closing words are left out; nobody's name
is kept.
"""

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from app.model.money import folded


class Piece(NamedTuple):
    """One remark as it was read.

    `project` is the project or code under whose heading it stood, `row` and `column` what a table
    named beside it, `origin` where it was read (`Sheet1!C5`); each empty where nothing said so.
    `record_id` and `place` are known where the file was one of our own.
    """

    text: str
    project: str = ""
    row: str = ""
    column: str = ""
    origin: str = ""
    record_id: str = ""
    place: str = ""


class Split(NamedTuple):
    """The remarks of a text, and how many lines were left out as no remarks."""

    pieces: tuple[Piece, ...]
    dropped: int = 0


_HAN_NUMBER = "一二三四五六七八九十"
_NUMBER = (
    rf"(?:第[{_HAN_NUMBER}\d]{{1,3}}[，、,]|[（(](?:[{_HAN_NUMBER}]{{1,3}}|\d{{1,2}})[)）][、.．]?"
    rf"|[{_HAN_NUMBER}]{{1,3}}[、.．是](?=\D)|\d{{1,2}}(?:[、)）]|[.．](?!\d))|[①-⑳]|[❶-❿])"
)
_BULLET = r"[-–—•·●○◆◇■□▪※►➤→*＊√]"
_OPENING = re.compile(rf"^\s*(?:{_NUMBER}|{_BULLET}(?![\d-]))\s*")
_INLINE = re.compile(
    rf"(?<=[；;。：:！!？?\s])(?=(?:[（(](?:[{_HAN_NUMBER}]{{1,3}}|\d{{1,2}})[)）]"
    r"|\d{1,2}(?:、|[.．](?!\d))|[①-⑳])\D)"
)
"""Where a further item begins within one line: behind a sign, before a number."""

_TIME = (
    r"(?:(?:(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?|昨天|今天|(?:星期|周)[一二三四五六日天])\s*)?"
    r"(?:上午|下午|晚上|中午)?\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
)
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林郑谢罗梁宋唐许韩冯邓曹彭曾肖"
    "田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾夏韦付邹孟熊秦邱江尹薛闫段"
    "雷侯龙史陶黎贺顾毛郝龚邵万钱严"
)
_TITLE = "(?:科长|股长|局长|主任|处长|所长|会计|老师|工|姐|哥|同志|科|股)"
_NAME = rf"[{_SURNAMES}][\u4e00-\u9fff]{{0,2}}{_TITLE}?"
_CHAT = re.compile(
    r"^(?:[【\[][^】\]]{1,20}[】\]])?\s*"
    r"(?:(?:[^\s:：，。；,;()（）]{1,16}(?:[（(][^）)]{1,30}[)）])?)\s*)?"
    rf"[（(\[【]?\s*{_TIME}(?=[\s:：)）\]】]|$)\s*[)）\]】]?\s*"
    rf"(?:{_NAME}\s*(?=$|[:：]))?\s*[:：]?\s*"
)
"""`某某 14:02:`, `2026-04-12 14:02:33 某某`, `【绩效股】某某 2026/4/12 14:02`."""

_CALLED = re.compile(rf"^[{_SURNAMES}][\u4e00-\u9fff]{{0,2}}{_TITLE}\s*[:：]\s*")
_NAME_ALONE = re.compile(rf"^[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}\s*[:：]$")
_NO_NAMES = frozenset(("余额", "任务", "程序", "陈述", "万元", "江河"))
_MENTION = re.compile(r"@[^\s@:：，,]{1,16}[\s\u2005:：，,]*")

_SMALL_TALK = re.compile(
    r"^(?:收到|好的?|谢谢|辛苦了?|在吗|您?你好|大家好|各位好?|嗯+|哦+|ok|OK|是的|麻烦了|请查收|见附件)[，,。!！~～\s]*$"
    r"|^[\[【](?:图片|文件|语音|表情|链接|视频|动画表情)[\]】].*$"
)
_DATE = (
    rf"(?:\d{{4}}|[〇○零{_HAN_NUMBER}]{{4}})年(?:\d{{1,2}}|[{_HAN_NUMBER}]{{1,3}})月"
    rf"(?:\d{{1,2}}|[{_HAN_NUMBER}]{{1,3}})日"
)
_LETTER = re.compile(
    rf"^(?:{_DATE}|附件?[:：\d].*|抄送.*|联系人.*|联系电话.*|电话[:：].*|特此.{{0,6}}|此函.{{0,4}}|"
    r"(?:[^，。；;：:]{2,20}(?:局|厅|委员会|办公室|中心|股|科))?关于.{2,60}(?:函|通知|意见|反馈|通报)|.{2,20}〔\d{4}〕\d{1,5}号|"
    r".{2,24}(?:局|厅|委员会|中心|股|科|处|办公室|单位|学校|医院)[:：]?)$"
)
"""What a letter holds beside its remarks: date, number, addressee, sender, title, closing."""

_LEAD = re.compile(
    r"(?:如下|以下|下列|下面|几点|几个|问题|意见|建议|情况|方面|部分|内容|要求)[^，。；;]{0,6}[:：]$"
    r"|(?:以下|如下|下列)[^。；;：:]{0,12}(?:问题|意见)[^。；;：:]{0,30}[:：]$"
)
_TOPIC = re.compile(r"^[^，。；;：:“”]{2,14}(?:方面|部分|问题|情况|意见)[:：]?$")
_DEADLINE = re.compile(
    r"^(?:以上|上述)?(?:各?(?:问题|意见|内容))?[，,]?(?:请|烦请|望)?.{0,12}(?:于|在).{1,20}(?:前|之前|内)"
    r".{0,24}(?:报|送|反馈|回复|提交|上传|完成|交)[^，；;]{0,14}$"
    r"|^以上(?:意见|问题|内容)?[，,]?请.{0,20}(?:修改|整改|核实|改正).{0,20}$"
)

_QUOTED = re.compile(
    r"^[“\"《「『【](?P<name>[^”\"》」』】]{2,80})[”\"》」』】](?P<rest>.*)$", re.DOTALL
)
_LABELLED = re.compile(r"^(?:项目名称|项目编码|项目)\s*[:：]\s*(?P<name>.{2,80})$")
_BEFORE_COLON = re.compile(r"^(?P<name>[^：:，。；]{2,80})[:：](?P<rest>.*)$", re.DOTALL)
_AFTER_NAME = re.compile(r"^(?:项目)?(?:绩效)?(?:自评表|表|的?问题)?\s*[:：]?\s*")
_ENDS = "。；;！!？?：:…"
_PROJECT_ENDS = ("项目", "经费", "资金", "工程", "补助", "专项")


def split_remarks(text: str, projects: Collection[str] = ()) -> Split:
    """The remarks of a text that was typed, pasted from a chat or taken from a letter.

    Args:
        text: one or many lines.
        projects: names and codes of the projects at hand; a line that is one of them is a
            heading over the remarks below it.
    """
    known = [folded(name) for name in projects if len(folded(name)) > 1]
    lines = [line for line in map(_without_sender, text.splitlines()) if line is not None]
    dropped = sum(1 for line in text.splitlines() if line.strip()) - len([x for x in lines if x])
    pieces: list[Piece] = []
    project = ""
    for line in _joined([line for line in lines if line]):
        bare = _OPENING.sub("", line).strip()
        heading, rest = _heading(bare, known)
        if heading:
            project, bare = heading, rest
        if not bare:
            continue
        if _is_no_remark(bare, numbered=bare != line.strip()):
            dropped += 1
            continue
        pieces += [Piece(item, project) for item in _items(bare)]
    return Split(tuple(pieces), dropped)


def _without_sender(line: str) -> str | None:
    """A chat line without who wrote it and when; none for one that holds nothing else."""
    bare = line.replace("\u2005", " ").strip()
    if not bare:
        return ""
    if _NAME_ALONE.match(bare) and bare[:-1].strip() not in _NO_NAMES:
        return None
    rest = _MENTION.sub("", _CALLED.sub("", _CHAT.sub("", bare, count=1), count=1)).strip()
    return rest or None


def _joined(lines: list[str]) -> Iterable[str]:
    """Lines as paragraphs: where items are numbered, a line that breaks off goes on below."""
    numbered = sum(1 for line in lines if _OPENING.match(line)) > 1
    held = ""
    for line in lines:
        goes_on = held and numbered and held[-1] not in _ENDS and not _OPENING.match(line)
        if goes_on and len(held) > _BROKEN_FROM and not _is_no_remark(line, numbered=False):
            held += line
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


_BROKEN_FROM = 24
"""A shorter line is whole; only longer ones are broken by the width of a page."""


def _heading(line: str, known: list[str]) -> tuple[str, str]:
    """The project that a line names as a heading, and what follows; empty where it is none."""
    quoted = _QUOTED.match(line)
    if quoted:
        name, rest = quoted["name"], quoted["rest"]
        after = _AFTER_NAME.match(rest)
        rest = rest[after.end() :] if after else rest
        ends = not quoted["rest"] or (after is not None and _closes(quoted["rest"], rest))
        if ends and _is_project(name, quoted["rest"], known):
            return name, rest
        return "", line
    labelled = _LABELLED.match(line)
    if labelled:
        return labelled["name"].strip('“”"《》'), ""
    before = _BEFORE_COLON.match(line)
    if before and _names(before["name"], known):
        return before["name"], before["rest"].strip()
    return (line, "") if _names(line, known) else ("", line)


def _closes(after: str, rest: str) -> bool:
    """Whether what follows a name ends the heading: a colon, or nothing."""
    consumed = after[: len(after) - len(rest)] if rest else after
    return not rest or consumed.rstrip().endswith(("：", ":"))


def _is_project(name: str, after: str, known: list[str]) -> bool:
    called = name.endswith(_PROJECT_ENDS) or after.lstrip().startswith(("项目", "自评表"))
    return called or _names(name, known)


_LONGEST_NAME = 120


def _names(text: str, known: list[str]) -> bool:
    """Whether a text is a known project's name or code, alone or with a word such as 项目."""
    if len(text) > _LONGEST_NAME:
        return False
    bare = re.sub(r"[（(].*?[)）]", "", text)
    wanted = {folded(text), folded(bare), folded(bare).removesuffix("项目"), folded(bare) + "项目"}
    return any(name in wanted or name.removesuffix("项目") in wanted for name in known)


def _is_no_remark(line: str, *, numbered: bool) -> bool:
    if _SMALL_TALK.match(line) or _LEAD.search(line) or _DEADLINE.match(line):
        return True
    return bool(_TOPIC.match(line)) if numbered else bool(_LETTER.match(line) or _TOPIC.match(line))


def _items(line: str) -> list[str]:
    """The numbered items within one line, in words without their numbers."""
    found = [_OPENING.sub("", part).strip() for part in _INLINE.split(line)]
    parts = [part.rstrip("；; ") for part in found if part.strip("；;。 ")]
    if len(parts) > 1 and _LEAD.search(parts[0]):
        parts = parts[1:]
    return parts
