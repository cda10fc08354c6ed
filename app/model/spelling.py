"""A typed value in plain signs: the copy that is read, and how a slip was probably meant.

The text that was typed is never changed (domain.md, section 5.1).
"""

import re
import unicodedata
from typing import NamedTuple


class Spelled(NamedTuple):
    """A copy in plain signs without white space.

    `suggestion` is the spelling that was probably meant, empty where nothing looks mistyped;
    `doubtful` tells that the digits cannot be trusted before a person has looked.
    """

    text: str
    suggestion: str = ""
    doubtful: bool = False


_SQUARES = {"km²": "平方公里", "m²": "平方米", "m³": "立方米", "㎡": "平方米", "…": "、"}
_LATEX = {
    **dict.fromkeys(("geqslant", "geq", "ge"), "≥"),
    **dict.fromkeys(("leqslant", "leq", "le"), "≤"),
    **dict.fromkeys(("sim", "thicksim"), "—"),
    **dict.fromkeys(("text", "mathrm", "mathbf"), ""),
}
_SIGNS = {
    **{
        ">=": "≥",
        "=>": "≥",
        "≧": "≥",
        "═": "=",
        "﹦": "=",
        "⩾": "≥",
        "<=": "≤",
        "=<": "≤",
        "≦": "≤",
        "⩽": "≤",
    },
    **{"≮": "≥", "≯": "≤", "==": "=", "≥=": "≥", "=≥": "≥", "≤=": "≤", "=≤": "≤"},
    **{"\u2212": "-", "–": "—", "―": "—", "~": "—", "〜": "—", "∼": "—", "**": ""},
}

# Texts, not patterns: `re` keeps what is used, and a start compiles nothing that nobody typed.
_MARKS = "[⁰¹²³⁴-⁹\u200b-\u200f\u2060\ufeff]"
_LISTED = "[\u2460-\u24ff\u2776-\u2793]"
_COMMANDS = r"\\([A-Za-z]+)|[$\\{}]"
_PER_ONE = r"万元?一([家个户人次件场份])"
_ROUGHLY = "([0-9一二两三四五六七八九十])([百千万亿]+)(余|多|来|几)"
_PERCENT_OF = r"百分之([0-9.]+)"

_INCLUDED = r"\(含(?:本数|本级)?\)"
_ENCLOSED = r"^[(\[【]([^()\[\]【】]*)[)\]】]$"

_GROUPS = r"(?<![0-9.,])[0-9]{1,3}(?:,[0-9]{3})+"
_STRAY = rf"({_GROUPS})\s*\.\s*([0-9])\s*([0-9]?)(?![0-9])|({_GROUPS})\s*\.\s+([0-9]+)"
_POWER = "[0-9０-９][⁰¹²³⁴-⁹]"
_WIDE_GROUPS = "[0-9０-９]，[0-9０-９]{3}(?![0-9０-９])"
_SPACED = r"(?<![0-9.,])[0-9]{1,3}(?:\s[0-9]{3}){2,}(?![0-9])"
_GAP = r"(?<=[0-9])\s+(?=[0-9])"
_SLIPS = (
    (r"(?<=[0-9])\.{2,}(?=[0-9])", "."),
    (r"(?<=[0-9]),{2,}(?=[0-9])", ","),
    (r"(?<=[0-9])[。·][\s]*(?=[0-9])", "."),
    (r"(?<=[0-9])[.,]\s+(?=[0-9])", None),
    (r"(?<![0-9.])\.(?=[0-9])", "0."),
    (r"(?<=[0-9])\.(?=\s*[%‰])", ""),
    (r"(?<=%)\s*%+", ""),
    (r"(?<=[0-9oO])[oO](?=[0-9oO%.]|$)", "0"),
    (r"(?<![A-Za-z0-9])[lI](?=[0-9oO])", "1"),
    (r"(?<=[0-9])\s+(?=[0-9]{3}(?![0-9]))|(?<=[0-9]\.[0-9])\s+(?=[0-9](?![0-9.]))", None),
    (r"([≥≤<>])\s*(?:\1\s*)+", r"\1"),
)
"""What nobody types on purpose, and how it was meant (none: with the space left out)."""


def spelled(text: str) -> Spelled:
    """Bring a text into plain signs: full-width as ASCII, one sign for an operator, no spaces."""
    copy = _plain_signs(text).strip()
    if re.search(_POWER, text):
        return Spelled(_packed(copy), doubtful=True)
    mended = copy
    if " " in copy or "\n" in copy or "\t" in copy:
        mended = re.sub(_STRAY, _joined, copy)
        mended = re.sub(_SPACED, lambda found: re.sub(r"\s", "", found[0]), mended)
    wide = "，" in text and re.search(_WIDE_GROUPS, text) is not None
    suggestion = _packed(mended) if mended != copy or wide else ""
    meant = _without_slips(mended)
    if meant != mended:
        listed = re.match(r"[0-9]{1,2}\.\s", mended) is not None
        return Spelled(_packed(mended), "" if listed else _packed(meant), doubtful=True)
    return Spelled(_packed(mended), suggestion)


def _plain_signs(text: str) -> str:
    """Full-width signs as ASCII, operators as one sign, LaTeX and Markdown debris taken out."""
    copy = text
    for typed, meant in _SQUARES.items():
        copy = copy.replace(typed, meant)
    if not copy.isascii():
        copy = re.sub("(?<=[0-9０-９])½", ".5", copy).replace("½", "0.5")
        copy = re.sub(_LISTED, " ", re.sub(_MARKS, "", copy))
        copy = unicodedata.normalize("NFKC", copy)
    if "\\" in copy or "$" in copy:
        copy = re.sub(_COMMANDS, lambda found: _LATEX.get(found[1] or "", ""), copy)
    for typed, meant in _SIGNS.items():
        copy = copy.replace(typed, meant)
    return copy


def _joined(found: "re.Match[str]") -> str:
    whole, fraction = found[1] or found[4], (found[2] or "") + (found[3] or "") or found[5]
    return f"{whole}.{fraction}"


def _without_slips(copy: str) -> str:
    if re.search("[0-9]", copy) is None:
        return copy
    for typed, meant in _SLIPS:
        copy = re.sub(typed, _tight if meant is None else meant, copy)
    return copy


def _tight(found: "re.Match[str]") -> str:
    return "".join(found[0].split())


def _packed(copy: str) -> str:
    """No white space; two numbers that only a space keeps apart stay two."""
    copy = re.sub(r"\s+", "", re.sub(_GAP, "、", copy))
    if "(" in copy or "[" in copy or "【" in copy:
        copy = re.sub(_INCLUDED, "", copy)
        copy = re.sub(_ENCLOSED, r"\1", copy)
    if "万" in copy or "千" in copy or "百" in copy or "亿" in copy:
        copy = re.sub(_PERCENT_OF, r"\1%", re.sub(_PER_ONE, r"万元/\1", copy))
        copy = re.sub(_ROUGHLY, r"\1\3\2", copy)
    return copy.rstrip(".。;,、!")
