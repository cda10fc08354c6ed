"""Names of exported files from a pattern such as `{年度}_{单位}_{项目}`."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from app.desk.names import PROJECT, UNIT, name_of
from app.desk.stages import STATE_WORDS
from app.desk.texts import sentence
from app.exchange.files import safe_file_name
from app.model.definition import FormDefinition
from app.model.faults import FaultError
from app.model.record import FormRecord

DEFAULT_PATTERN = "{年度}_{单位编码}_{单位}_{项目编码}_{项目}_{表样}_{状态}_{日期}"
KEYS = (
    "年度",
    "单位编码",
    "单位",
    "项目编码",
    "项目",
    "表样",
    "状态",
    "版本",
    "股室",
    "日期",
    "序号",
)
"""What a pattern can name."""

_LONGEST = 80
"""Characters of a name without its suffix; what is longer is cut in its longest part."""
_SHORTEST = 4
_KEY = re.compile(r"\{([^{}]*)\}")
_GAPS = re.compile(r"[_\-\s]*_[_\-\s]*")
_EDGES = "_- "


class Naming(NamedTuple):
    """What names a file besides the record: the pattern, the version in words, and the day."""

    pattern: str
    version: str
    day: date
    language: str = "zh"


def check_pattern(pattern: str) -> None:
    """Make sure that a pattern names only what is known.

    Raises:
        FaultError: BATCH_001 it names something else, BATCH_002 it has no name in it.
    """
    keys = _KEY.findall(pattern)
    for key in keys:
        if key not in KEYS:
            known = "、".join(f"{{{name}}}" for name in KEYS)
            raise FaultError("BATCH_001", key=f"{{{key}}}", known=known)
    if not keys or set("{}") & set(_KEY.sub("", pattern)):
        raise FaultError("BATCH_002", pattern=pattern, example="{年度}_{项目}")


def values_of(
    record: FormRecord, definition: FormDefinition, state: str, number: int, naming: Naming
) -> dict[str, str]:
    """What the keys of a pattern stand for in one record."""
    word = STATE_WORDS.get(state, "")
    return {
        "年度": str(record.year or ""),
        "单位编码": record.codes.get("unit_code", ""),
        "单位": name_of(definition, record, UNIT),
        "项目编码": record.codes.get("project_code", ""),
        "项目": name_of(definition, record, PROJECT),
        "表样": definition.title,
        "状态": sentence(word, naming.language) if word else "",
        "版本": naming.version,
        "股室": record.codes.get("section", ""),
        "日期": naming.day.strftime("%Y%m%d"),
        "序号": f"{number:02}",
    }


def stem(pattern: str, values: Mapping[str, str]) -> str:
    """The name without suffix: safe on every system, blank parts and their separators left out."""
    parts = {key: safe_file_name(text) if text.strip() else "" for key, text in values.items()}
    while True:
        name = _GAPS.sub("_", _KEY.sub(lambda key: parts[key[1]], pattern)).strip(_EDGES)
        longest = max(parts, key=lambda key: len(parts[key]) if f"{{{key}}}" in pattern else 0)
        if len(name) <= _LONGEST or len(parts[longest]) <= _SHORTEST:
            return safe_file_name(name)
        excess = min(len(name) - _LONGEST, len(parts[longest]) - _SHORTEST)
        parts[longest] = parts[longest][:-excess]


def example(pattern: str, values: Mapping[str, str]) -> str:
    """What a pattern makes of one record, or the sentence that says what is wrong with it.

    Raises:
        FaultError: BATCH_001, BATCH_002.
    """
    check_pattern(pattern)
    return stem(pattern, values)


def numbered(name: str, taken: set[str], suffixes: Sequence[str]) -> str:
    """The name, with a number where a file of it and one of the suffixes is taken already."""
    number = 1
    made = name
    while any(f"{made}{suffix}".casefold() in taken for suffix in suffixes):
        number += 1
        made = f"{name}({number})"
    taken.update(f"{made}{suffix}".casefold() for suffix in suffixes)
    return made
