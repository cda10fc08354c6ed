"""JSON read without losing anything: exact numbers, no key twice, bounded depth and size."""

import json
import math
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

import msgspec

from app.model.faults import RecordError

SIZE_LIMIT = 20 * 1024 * 1024
"""The largest file that is read, in bytes."""
NESTING_LIMIT = 100
"""How deep a file may be nested: far below what overflows the stack."""

_encoder = msgspec.json.Encoder(decimal_format="number")


class Number(str):
    """A number as it is written in the file: `2.50` stays `2.50`."""

    __slots__ = ()


def parse(data: bytes | str, file: str) -> Any:
    """The value of a JSON text, its numbers as `Number`.

    Args:
        data: the text, or its UTF-8 bytes with or without a byte order mark.
        file: the file's name, for the message.

    Raises:
        RecordError: RECORD_001 not JSON or cut off, _002 not UTF-8, _006 nested too deep,
            _007 too large, _008 a key twice in one object, _009 half a character,
            _010 a number outside all bounds.
    """
    if len(data) > SIZE_LIMIT:
        raise RecordError("RECORD_007", file=file, size=f"{len(data) / 2**20:.1f}")
    try:
        text = data if isinstance(data, str) else data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RecordError("RECORD_002", file=file, byte=str(error.start)) from error
    try:
        value = json.loads(
            text.removeprefix("\ufeff"),
            parse_int=Number,
            parse_float=Number,
            parse_constant=_refuse_constant,
            object_pairs_hook=_unique,
        )
    except json.JSONDecodeError as error:
        raise RecordError(
            "RECORD_001", file=file, line=str(error.lineno), column=str(error.colno)
        ) from error
    except RecursionError as error:
        raise RecordError("RECORD_006", file=file, limit=str(NESTING_LIMIT)) from error
    except _RepeatedKeyError as error:
        raise RecordError("RECORD_008", file=file, key=error.key) from error
    _check(value, file, NESTING_LIMIT)
    return value


def plain(value: Any) -> Any:
    """A parsed value with its numbers as int, float or, where a float loses digits, Decimal."""
    if isinstance(value, Number):
        return _number(value)
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def dump(value: Any) -> bytes:
    """A value as compact JSON in UTF-8; a Decimal is written as the number it is."""
    return _encoder.encode(value)


def _number(text: str) -> int | float | Decimal:
    if not any(mark in text for mark in ".eE"):
        return int(text) if len(text) < 19 else Decimal(text)
    exact = Decimal(text)
    near = float(text)
    digits = text.lower().partition("e")[0]
    padded = digits.endswith("0") and "." in digits and not digits.endswith(".0")
    if math.isfinite(near) and not padded and Decimal(repr(near)) == exact:
        return near
    return exact


class _RepeatedKeyError(Exception):
    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _RepeatedKeyError(key)
            seen.add(key)
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise json.JSONDecodeError(name, name, 0)


def _check(value: Any, file: str, depth: int) -> None:
    if isinstance(value, Number):
        try:
            Decimal(value)
        except InvalidOperation as error:
            raise RecordError("RECORD_010", file=file, number=value[:40]) from error
    elif isinstance(value, str):
        if not is_whole_text(value):
            shown = value.encode("utf-8", "replace").decode()[:40]
            raise RecordError("RECORD_009", file=file, text=shown)
    elif isinstance(value, dict | list):
        if depth == 0:
            raise RecordError("RECORD_006", file=file, limit=str(NESTING_LIMIT))
        for item in value:
            _check(item, file, depth - 1)
        if isinstance(value, dict):
            for item in value.values():
                _check(item, file, depth - 1)


def is_whole_text(value: str) -> bool:
    """Whether a text can be stored: it holds no half of a surrogate pair."""
    if value.isascii():
        return True
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
