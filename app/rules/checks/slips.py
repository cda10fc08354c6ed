"""X2, X3, X4, X6: slips of the keyboard, cells of spaces, rare characters, hints left over."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from app.model.change import Change, Set
from app.model.money import folded
from app.model.results import Finding
from app.rules.checks.texts import Terms, Told
from app.rules.columns import short
from app.rules.finding import finding, with_fix

_HAN = "[\u4e00-\u9fff]"
_GROUPS = "[0-9]{1,3}(?:,[0-9]{3})+"


class _Slip(NamedTuple):
    """A pattern, the signs without which it cannot match, and what was surely meant (or none)."""

    pattern: str
    needs: str
    meant: str | Callable[["re.Match[str]"], str] | None
    review: bool = False


def _tight(found: "re.Match[str]") -> str:
    return "".join(found[0].split())


def _narrow(found: "re.Match[str]") -> str:
    return folded(found[0])


_SLIPS = (
    _Slip(r"\[bookmark:[^\]]*\]", "[", ""),
    _Slip(r"(?<=[0-9])\.{2,}(?=[0-9])", ".", "."),
    _Slip(r"(?<=[0-9])[。·](?=[0-9]+[%％])", "%％", "."),
    _Slip(r"([，；：、！？%％≥≤])\1+", "，；：、！？%％≥≤", r"\1"),
    _Slip(r"(?<!。)。。(?!。)", "。", "。"),
    _Slip(r"[，、；：][。，；：、]|。[，、；：]", "，、；：", None),
    _Slip(rf"{_GROUPS}(?:\s+\.\s*|\.\s+)[0-9]{{1,2}}(?![0-9])", " \u00a0", _tight),
    _Slip(rf"{_GROUPS}\.[0-9]\s+[0-9](?![0-9])", " \u00a0", _tight),
    _Slip(r"(?<![0-9.])[0-9]+\.[0-9]\s+[0-9](?=%|％)", " \u00a0", _tight),
    _Slip(r"^\s*[0-9]+\.[0-9]+\s+[0-9]+\s*$", " \u00a0", None),
    _Slip(
        "[0-9０-９.．]*(?:[0-9][０-９]|[０-９][0-9])[0-9０-９.．%％]*",
        "０１２３４５６７８９",
        _narrow,
    ),
    _Slip(r"(?<=《)([^《》]*)《([^《》]*)》(?=[^《》]*》)", "《", r"\1〈\2〉"),
    _Slip("《[^《》]*《", "《", None),
    _Slip(rf"({_HAN}{{4,12}})\1", "", None),
    _Slip(rf"(?<={_HAN}),(?={_HAN})", ",", "，", review=True),
    _Slip(r"（[^（）()]*\)|\([^（）()]*）", "（）", None, review=True),
)


class _Mended(NamedTuple):
    """A text after the slips that are certain; the first one as typed and as meant."""

    text: str
    found: str
    expected: str
    times: int


def slip_findings(told: Told, terms: Terms) -> Iterator[Finding]:
    """X2: one finding for all slips of a cell; the fix mends those that are certain."""
    mended = _mend(told.text, review=terms.review)
    if mended is None:
        return
    if mended.text == told.text:
        yield finding("X2", "info", told.place, case="unsure", found=mended.found)
        return
    found = finding(
        "X2",
        "info",
        told.place,
        found=mended.found,
        expected=mended.expected or "—",
        count=str(mended.times),
    )
    steps = (Set(told.place, told.text, mended.text),)
    yield with_fix(found, Change("mend_typing", steps, how="fixed"))


@lru_cache(maxsize=8192)
def _mend(text: str, *, review: bool) -> _Mended | None:
    if len(text) < 3:
        return None
    mended, count = text, 0
    first: tuple[str, str] | None = None
    unsure = ""
    for slip in _SLIPS:
        if slip.review and not review:
            continue
        if slip.needs and not any(sign in mended for sign in slip.needs):
            continue
        match = re.search(slip.pattern, mended)
        if match is None:
            continue
        if slip.meant is None:
            unsure = unsure or _around(mended, match.start(), match.end())
            continue
        made, times = re.subn(slip.pattern, slip.meant, mended)
        meant = slip.meant(match) if callable(slip.meant) else match.expand(slip.meant)
        new_end = match.start() + len(meant)
        first = first or (
            _around(mended, match.start(), match.end()),
            _around(made, match.start(), new_end),
        )
        mended, count = made, count + times
    if first is not None:
        return _Mended(mended, *first, count)
    return _Mended(text, unsure, "", 1) if unsure else None


def _around(text: str, start: int, end: int) -> str:
    """A piece of a text with the signs that stand beside it, up to the next space."""
    before = re.search(r"\S{0,6}$", text[:start])
    after = re.match(r"\S{0,6}", text[end:])
    piece = text[start:end] if end - start <= 24 else text[start : start + 24]
    return (before[0] if before else "") + piece + (after[0] if after else "")


def blank_findings(told: Told, terms: Terms) -> Iterator[Finding]:
    """X3: a cell that holds white space alone, and a name longer than anybody reads."""
    if not folded(told.text):
        found = finding("X3", "info", told.place, label=told.label)
        steps = (Set(told.place, told.text, ""),)
        yield with_fix(found, Change("clear_cell", steps, how="fixed"))
    elif told.role == "name" and len(told.text) > terms.longest_name:
        yield finding(
            "X3",
            "warning",
            told.place,
            case="long",
            found=str(len(told.text)),
            expected=str(terms.longest_name),
            row=short(told.text),
        )


def rare_findings(told: Told, _terms: Terms) -> Iterator[Finding]:
    """X4: characters outside GBK, which a printer's or another office's fonts may lack."""
    rare = _rare(told.text)
    if rare:
        codes = "、".join(f"U+{ord(sign):04X}" for sign in rare)
        yield finding("X4", "info", told.place, found="、".join(rare), codes=codes)


@lru_cache(maxsize=8192)
def _rare(text: str) -> tuple[str, ...]:
    try:
        text.encode("gbk")
    except UnicodeEncodeError:
        return tuple(dict.fromkeys(sign for sign in text if _is_rare(sign)))
    return ()


def _is_rare(sign: str) -> bool:
    """Han characters, pictures and private signs; `m²` and invisible marks do no harm."""
    if unicodedata.category(sign) not in ("Lo", "So", "Co", "Cn"):
        return False
    try:
        sign.encode("gbk")
    except UnicodeEncodeError:
        return True
    return False


_WHOLE_HINT = (
    r"(?:绩效)?指标[0-9一二三四五六七八九十]+[:：]?|\.{3,}|…+|[:：]|(?:示例|样例|填写说明)[:：].*"
)
_HINT = (
    r"[(]请?(?:在此|此处)?填写[^()]*[)]|请(?:在此|此处)?(?:输入|填写|选择|填报)[^,。;]{0,12}"
    r"|(?<![A-Za-z0-9])[Xx]{2,}(?![A-Za-z0-9])|[×✕]{2,}|[(](?:示例|样例|例)[)]|_{3,}"
)
_HINT_SIGNS = ("指标", "…", "...", "填", "请", "X", "x", "×", "✕", "例", "_", "：", ":", "Ｘ", "ｘ")


def hint_findings(told: Told, _terms: Terms) -> Iterator[Finding]:
    """X6: a hint of the template that was never replaced."""
    hint = _hint(told.text)
    if hint is None:
        return
    found = finding("X6", "warning", told.place, found=short(hint[0]), label=told.label)
    if hint[1] and told.role != "tier":
        steps = (Set(told.place, told.text, ""),)
        found = with_fix(found, Change("clear_cell", steps, how="fixed"))
    yield found


@lru_cache(maxsize=8192)
def _hint(text: str) -> tuple[str, bool] | None:
    """The hint in a text, and whether the text is nothing else."""
    if not any(sign in text for sign in _HINT_SIGNS):
        return None
    copy = folded(text).replace("⋯", "…")
    if re.fullmatch(_WHOLE_HINT, copy):
        return text.strip(), True
    match = re.search(_HINT, copy)
    if match is None:
        return None
    return match[0], match[0] == copy
