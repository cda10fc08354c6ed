"""The check code (校验码): eight characters that stand for a form, a record and its values."""

import hashlib
import re
import unicodedata

import msgspec

from app.desk.view import View
from app.model.definition import FormDefinition
from app.model.money import plain
from app.rules.columns import REASON, REVIEW

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: without I, L, O and U, which are read as something else."""
_LENGTH = 8
_UNPRINTED = (REASON, REVIEW)
_LOOKALIKES = str.maketrans("OIL", "011")
_CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}-?[0-9A-HJKMNP-TV-Z]{4}")


def check_code(view: View, definition: FormDefinition) -> str:
    """The code of a record as it is printed: over form, record, texts and points.

    Equal values give an equal code on every computer; of a million altered tables less than one
    keeps its code by chance.
    """
    record, scores = view.record, view.scores
    texts = sorted(
        (str(place), text) for place, text in record.texts() if place.field not in _UNPRINTED
    )
    points = sorted(
        (key, "" if score.points is None else plain(score.points))
        for key, score in scores.rows.items()
    )
    values = [definition.id, definition.version, record.id, record.year, texts, points]
    values += [plain(scores.total), scores.grade]
    digest = hashlib.sha256(msgspec.json.encode(values)).digest()
    number = int.from_bytes(digest[:5], "big")
    code = "".join(_ALPHABET[number >> shift & 31] for shift in range(35, -1, -5))
    return f"{code[:4]}-{code[4:]}"


def codes_in(text: str, mark: str) -> tuple[str, ...]:
    """The codes that stand behind a mark (`校验码`) in a text, each once, in order."""
    found: list[str] = []
    squeezed = "".join(unicodedata.normalize("NFKC", text).split())
    for piece in squeezed.split("".join(mark.split()))[1:]:
        code = read_code(piece.lstrip(":：")[: _LENGTH + 1])
        if code and code not in found:
            found.append(code)
    return tuple(found)


def read_code(text: str) -> str:
    """A code as a person types it, in its one spelling; empty where it is none."""
    plain_text = unicodedata.normalize("NFKC", text).upper().translate(_LOOKALIKES)
    found = _CODE.match(plain_text.replace("—", "-"))
    digits = found.group().replace("-", "") if found else ""
    return f"{digits[:4]}-{digits[4:]}" if len(digits) == _LENGTH else ""
