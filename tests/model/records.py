"""Hypothesis strategies for records as they are read from a file, with odd texts on purpose."""

import json
from typing import Any

from hypothesis import strategies as st

from app.model.codec import RECORD_KEYS, SECTION_KEYS
from app.model.record import (
    INDICATOR_KINDS,
    ROW_KEYS,
    Evidence,
    FormRecord,
    Remark,
    Row,
    SetAside,
)

ODD_TEXTS = (
    *("", " ", "　", "９８．７３％", "8７.65万元", "≥200组", "1,234.50", "00123456789012345678901"),
    *(
        "\u200b零宽",
        "𠮷野家𪚥",
        "👨‍👩‍👧",
        "e\u0301",
        "第一段\n第二段\r\n\t末",
        '"引\\号"',
        "\x00\x1f\x7f",
    ),
    *("=HYPERLINK(1)", "null", "true", "1e5", "\u2028\u2029", "\ufeff前"),
)
long_texts = st.integers(20_000, 20_003).map("长".__mul__)
texts = (
    st.sampled_from(ODD_TEXTS)
    | long_texts
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
)
names = st.text(st.characters(categories=["Ll", "Lu", "Nd", "Lo"]), min_size=1, max_size=6)
numbers = (
    st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from([10**30, -(10**19), 0.1, 1e22, 1.5e300, 5e-324, -0.0])
)
json_values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=6,
)
json_objects = st.dictionaries(names, json_values, max_size=3)

cell_names = st.sampled_from(["tier1", "target", "actual", "score", "score_reason", "备注"]) | names
cells = st.dictionaries(cell_names.filter(lambda n: n not in ROW_KEYS), texts, max_size=5)
section_names = st.sampled_from(sorted(SECTION_KEYS)) | names.filter(
    lambda name: name not in RECORD_KEYS
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[Row, ...]:
    ids = draw(st.lists(names, max_size=4, unique=True))
    kinds = st.sampled_from(["", *INDICATOR_KINDS, "其他"])
    return tuple(
        Row(i, draw(kinds), draw(cells), draw(json_values), draw(json_objects)) for i in ids
    )


fields = st.dictionaries(names, texts, max_size=4)
money = st.dictionaries(names, st.dictionaries(names, texts, max_size=3), max_size=3)
set_asides = st.builds(SetAside, names, texts, texts, json_objects)
counts = st.integers(0, 10**8)
remarks = st.builds(
    Remark, texts, counts, texts, texts, texts, texts, texts, texts, extra=json_objects
)
evidences = st.builds(
    Evidence, texts, texts, texts, texts, counts, counts, texts, texts, extra=json_objects
)

records = st.builds(
    FormRecord,
    form=texts,
    form_version=st.integers(0, 10**6),
    id=texts,
    year=st.none() | st.integers(1990, 2100),
    form_hash=texts,
    codes=fields,
    money_unit=texts,
    funds_note=texts,
    sections=st.dictionaries(section_names, fields | money | tables(), max_size=4),
    layout=json_objects,
    policy=st.none() | json_objects,
    set_aside=st.lists(set_asides, max_size=2).map(tuple),
    returns=st.lists(remarks, max_size=2).map(tuple),
    evidence=st.lists(evidences, max_size=2).map(tuple),
    unplaced=json_objects,
    printed=fields,
    extra=json_objects,
)


def leaves(value: Any) -> list[str]:
    """Every scalar in a parsed file, nulls left out, numbers by their value."""
    if isinstance(value, dict):
        return sorted(leaf for item in value.values() for leaf in leaves(item))
    if isinstance(value, list):
        return sorted(leaf for item in value for leaf in leaves(item))
    return [] if value is None else [json.dumps(value, default=str)]
