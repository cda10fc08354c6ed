"""What a record says of persons, and the record without it (公开版)."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import msgspec

from app.exchange.workbook_values import numeric_fields
from app.model.definition import (
    FieldItem,
    FieldsSection,
    FormDefinition,
    IndicatorsSection,
    RowsSection,
    SignaturesSection,
    TableColumn,
)
from app.model.places import Place
from app.model.record import FormRecord, Row, SectionValue

_PERSONAL = re.compile(
    "负责人|联系人|经办人|填[表报写]人|签[字名章]|姓名|电话|手机|传真|邮箱|邮件|身份证"
)
"""Words of a label that ask for a person; a form says otherwise with `personal`."""

_FULL_WIDTH = str.maketrans("０１２３４５６７８９－—–（）＠：Ｘｘ", "0123456789---()@:Xx")
_AMOUNT = r"(?!\s*(?:\.\d|[万亿]?元))"
_BEFORE, _BEHIND = r"(?<![0-9A-Za-z.])", r"(?![0-9A-Za-z])"
_DATE = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "identity",
        re.compile(rf"{_BEFORE}[1-9]\d{{5}}(?:18|19|20)\d{{2}}{_DATE}\d{{3}}[\dXx]{_BEHIND}"),
    ),
    ("identity", re.compile(rf"{_BEFORE}[1-9]\d{{7}}{_DATE}\d{{3}}{_BEHIND}")),
    (
        "mobile",
        re.compile(rf"(?:{_BEFORE}|(?<=86))1[3-9]\d(?:[- ]?\d{{4}}){{2}}{_BEHIND}{_AMOUNT}"),
    ),
    (
        "telephone",
        re.compile(rf"{_BEFORE}\(?0\d{{2,3}}\)?[- ]?[2-9]\d{{6,7}}(?:-\d{{1,5}})?{_BEHIND}"),
    ),
    ("telephone", re.compile(rf"(?<=电话)[:号码 ]{{0,4}}[2-9]\d{{6,7}}{_BEHIND}")),
    ("mail", re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")),
    (
        "person",
        re.compile(
            r"(?<=负责人:|联系人:|经办人:|填表人:|填报人:)\s*[\u4e00-\u9fff·]{2,4}(?![\u4e00-\u9fff])"
        ),
    ),
)
_SHOWN = 3
"""Digits of a number that stay: enough to find it again in the original."""


class Masked(NamedTuple):
    """Something that was left out or covered: where, its kind, what stood there, what stands now.

    Kinds: field (a field for a person), identity, mobile, telephone, mail, person.
    """

    place: Place
    kind: str
    before: str
    after: str


class Published(NamedTuple):
    """A record without what is said of persons, and what was taken out of it."""

    record: FormRecord
    masked: tuple[Masked, ...]


def published(record: FormRecord, definition: FormDefinition) -> Published:
    """The record as it may be published: no names, telephones and signatures in their fields.

    Numbers of telephones and identity cards in other texts are covered. Codes, remarks, evidence,
    explanations and last year's texts, which are not printed anyway, are gone as well.
    """
    personal = personal_fields(definition)
    numeric = numeric_fields(definition)
    masked: list[Masked] = []

    def covered(place: Place, text: str) -> str:
        if (place.section, place.field) in personal:
            if text.strip():
                masked.append(Masked(place, "field", text, ""))
            return ""
        if (place.section, place.field) in numeric:
            return text
        pieces, reach = list[str](), 0
        for start, end, kind in mask(text):
            cover = _cover(text[start:end], kind)
            masked.append(Masked(place, kind, text[start:end].strip(), cover.strip()))
            pieces += (text[reach:start], cover)
            reach = end
        return "".join((*pieces, text[reach:]))

    sections = {name: _with_texts(name, value, covered) for name, value in record.sections.items()}
    bare = FormRecord(
        form=record.form,
        form_version=record.form_version,
        id=record.id,
        year=record.year,
        form_hash=record.form_hash,
        money_unit=record.money_unit,
        sections=sections,
        layout=record.layout,
        policy=record.policy,
    )
    return Published(bare, tuple(masked))


def mask(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a text names a person's number: from, to and kind, in order, without overlaps."""
    plain = text.translate(_FULL_WIDTH)
    found = sorted(
        (match.start(), match.end(), kind)
        for kind, pattern in _KINDS
        for match in pattern.finditer(plain)
    )
    reach = 0
    for start, end, kind in found:
        if start >= reach:
            yield start, end, kind
            reach = end


def personal_fields(definition: FormDefinition) -> frozenset[tuple[str, str]]:
    """The fields and columns (section, field) that hold names, telephones or signatures.

    A form says so with `personal`; where it says nothing the label does, and whoever signs.
    """
    return frozenset(_personal_fields(definition))


def _personal_fields(definition: FormDefinition) -> Iterator[tuple[str, str]]:
    for section in definition.sections():
        if isinstance(section, SignaturesSection):
            for item in section.items:
                if item.field and _is_personal(item, item.label):
                    yield section.id, item.field
        elif isinstance(section, FieldsSection):
            for line in section.lines:
                label = ""
                for item in line:
                    label = item.label or label
                    if item.field and _is_personal(item, label):
                        yield section.id, item.field
                    label = "" if item.field else label
        elif isinstance(section, IndicatorsSection | RowsSection):
            for column in section.columns:
                if _is_personal(column, column.label):
                    yield section.id, column.id


def _is_personal(item: FieldItem | TableColumn, label: str) -> bool:
    if item.personal is not None:
        return item.personal
    return _PERSONAL.search("".join(label.split())) is not None


def _cover(text: str, kind: str) -> str:
    """A number with stars for all but its first digits, a name but its first character."""
    if kind == "mail":
        return "***"
    kept = 1 if kind == "person" else _SHOWN
    shown: list[str] = []
    for character in text:
        counts = character.isalnum() and (kind == "person" or not _is_word(character))
        shown.append("*" if counts and kept <= 0 else character)
        kept -= counts
    return "".join(shown)


def _is_word(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _with_texts(
    section: str, value: SectionValue, changed: Callable[[Place, str], str]
) -> SectionValue:
    if isinstance(value, tuple):
        return tuple(_row(section, row, changed) for row in value)
    made: dict[str, object] = {}
    for key, held in value.items():
        if isinstance(held, str):
            made[key] = changed(Place(section, None, key), held)
        else:
            made[key] = {k: changed(Place(section, key, k), t) for k, t in held.items()}
    return made  # type: ignore[return-value]


def _row(section: str, row: Row, changed: Callable[[Place, str], str]) -> Row:
    cells = {k: changed(Place(section, row.id, k), text) for k, text in row.cells.items()}
    return msgspec.structs.replace(row, cells=cells, extra={})
