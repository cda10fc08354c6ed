"""Reading form definitions: every mistake is named with its place and the way out."""

from decimal import Decimal
from pathlib import Path

import pytest

from app.model.definition import IndicatorsSection
from app.model.faults import DefinitionError
from app.model.loading import RESERVED, parse_definition
from tests.second import FOLDER
from tests.seeds import FORM_FILE

HEAD = """
schema = "ziping.form/1"
id = "small"
version = 1
title = "小表"
basis = "测试"
money_unit = "元"
[policy]
source = "测试"
grades = [{ name = "好", at_least = 60 }, { name = "差", at_least = 0 }]
"""
PART = """
[[parts]]
id = "main"
title = "小表"
columns = [20.0, 30.0, 40.0]
"""
FUNDS = """
[[parts.sections]]
kind = "funds"
id = "money"
label = "资金"
label_span = 0
row_label_span = 1
unit = "元"
numerator = "paid"
denominator = "plan"
scored = "all"
columns = [{ id = "plan", label = "计划", span = 1 }, { id = "paid", label = "支付", span = 1 }]
rows = [{ id = "all", label = "合计" }, { id = "one", label = "其中", part_of = "all" }]
"""
TABLE = """
[[parts.sections]]
kind = "indicators"
id = "aims"
label = "指标"
label_span = 1
columns = [
  { id = "name", label = "名称", span = 1, role = "name" },
  { id = "full", label = "分值", span = 1, role = "weight" },
]
template = [{ name = "甲" }]
"""
TEXTS = """
[[parts.sections]]
kind = "fields"
id = "head"
lines = [[{ label = "名", span = 1 }, { field = "a", span = 1 }, { field = "b", span = 1 }]]
[[parts.sections]]
kind = "text"
id = "story"
label_span = 1
items = [{ field = "why", label = "说明" }]
[[parts.sections]]
kind = "signatures"
id = "signs"
items = [{ label = "签字：", field = "who", span = 3 }]
"""
WHOLE = HEAD + PART + FUNDS + TABLE + TEXTS


def fault(text: str) -> tuple[str, dict[str, str]]:
    """The code and the values of the mistake in a definition."""
    with pytest.raises(DefinitionError) as caught:
        parse_definition(text, "small/form.toml")
    values = dict(caught.value.values)
    assert values.pop("file") == "small/form.toml"
    return caught.value.code, values


def changed(old: str, new: str) -> str:
    """The small form with one piece of its text replaced."""
    assert WHOLE.count(old) == 1
    return WHOLE.replace(old, new)


@pytest.mark.parametrize("file", [FORM_FILE, FOLDER / "second" / "form.toml"], ids=str)
def test_a_correct_form_is_read(file: Path) -> None:
    assert parse_definition(file.read_text("utf-8"), "form.toml").id == file.parent.name


def test_the_small_form_is_read_with_its_defaults() -> None:
    form = parse_definition(WHOLE, "small/form.toml")
    table = form.section("aims")
    assert isinstance(table, IndicatorsSection)
    assert table.template == ({"name": "甲"},)
    assert (form.page.orientation, form.policy.total, form.group) == (
        "portrait",
        Decimal(100),
        "daily",
    )


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("id = ", "(at end of document)"),
        ("[[parts]", "(at line 1, column 8)"),
        ("a = 1\na = 2\nb = 3", "(at line 2, column 6)"),
    ],
)
def test_no_toml_is_refused_with_its_line(text: str, where: str) -> None:
    code, values = fault(text)
    assert code == "DEFINITION_001"
    assert values["reason"].endswith(where)


@pytest.mark.parametrize(
    ("text", "path", "reason"),
    [
        (WHOLE.replace("version = 1", ""), "—", "`version`"),
        (WHOLE.replace("version = 1", 'version = "1"'), "version", "`int`"),
        (WHOLE.replace("ziping.form/1", "ziping.form/2"), "schema", "'ziping.form/2'"),
        (WHOLE.replace('basis = "测试"', 'basis = "测试"\ncolour = 1'), "—", "`colour`"),
        (changed('label = "资金"', 'label = "资金"\nlable = 1'), "parts[0].sections[0]", "`lable`"),
        (changed('kind = "text"', 'kind = "prose"'), "parts[0].sections[3].kind", "'prose'"),
        (
            changed('role = "weight"', 'role = "wait"'),
            "parts[0].sections[1].columns[1].role",
            "wait",
        ),
        (changed('unit = "元"\nnum', 'unit = "千元"\nnum'), "parts[0].sections[0].unit", "千元"),
        (changed("at_least = 60", 'at_least = "viel"'), "policy.grades[0].at_least", "decimal"),
        (WHOLE.replace("30.0", '"breit"'), "parts[0].columns[1]", "`float`"),
    ],
)
def test_an_unknown_key_or_a_wrong_type_is_refused_with_its_path(
    text: str, path: str, reason: str
) -> None:
    code, values = fault(text)
    assert (code, values["path"]) == ("DEFINITION_002", path)
    assert reason in values["reason"]


def test_a_form_without_parts_is_refused() -> None:
    assert fault("parts = []" + HEAD) == ("DEFINITION_003", {"path": "parts"})


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (changed('id = "story"', 'id = "aims"'), "aims"),
        (changed('id = "story"', 'id = "main"'), "main"),
        (changed('field = "b"', 'field = "a"'), "head.a"),
        (changed('id = "paid"', 'id = "plan"'), "money.plan"),
        (changed('id = "one"', 'id = "all"'), "money.all"),
        (changed('id = "full"', 'id = "name"'), "aims.name"),
        (WHOLE.replace('label = "说明" }', 'label = "说明" }, { field = "why", label = "二" }'),
         "story.why"),
    ],
)  # fmt: skip
def test_an_id_that_stands_twice_is_refused(text: str, path: str) -> None:
    assert fault(text) == ("DEFINITION_004", {"path": path})


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_a_name_of_the_record_file_itself_is_no_section(name: str) -> None:
    assert fault(changed('id = "story"', f'id = "{name}"')) == ("DEFINITION_005", {"path": name})


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (changed('id = "story"', 'id = ""'), ""),
        (changed('id = "story"', 'id = "a/b"'), "a/b"),
        (changed('id = "full"', 'id = "kind"'), "aims.kind"),
        (changed('id = "full"', 'id = "score_by"'), "aims.score_by"),
        (changed('id = "plan"', 'id = "a/b"'), "money.a/b"),
        (changed('field = "who", ', ""), "signs."),
    ],
)
def test_a_name_that_no_place_can_hold_is_refused(text: str, path: str) -> None:
    assert fault(text) == ("DEFINITION_005", {"path": path})


@pytest.mark.parametrize(
    ("columns", "found", "room"),
    [
        ("columns = [80.0, 60.0, 41.0]", "181.0", "180.0"),
        ("columns = [3.9, 60.0, 41.0]", "104.9", "180.0"),
        ("columns = [20.0, 30.0, 40.0]\nlandscape = [200.0, 60.0, 8.0]", "268.0", "267.0"),
    ],
)
def test_columns_wider_than_the_paper_or_too_narrow_are_refused(
    columns: str, found: str, room: str
) -> None:
    code, values = fault(changed("columns = [20.0, 30.0, 40.0]", columns))
    assert code == "DEFINITION_006"
    assert values == {"path": "parts.main.columns", "found": found, "room": room}


@pytest.mark.parametrize(
    ("text", "path", "found", "expected"),
    [
        (changed('field = "b", span = 1', 'field = "b", span = 2'), "head.lines[0]", "4", "3"),
        (changed("row_label_span = 1", "row_label_span = 2"), "money.columns", "4", "3"),
        (changed('label = "指标"\nlabel_span = 1', 'label = "指标"\nlabel_span = 0'),
         "aims.columns", "2", "3"),
        (changed('field = "who", span = 3', 'field = "who", span = 1'), "signs.items", "1", "3"),
        (changed('id = "story"\nlabel_span = 1', 'id = "story"\nlabel_span = 3'),
         "story.label_span", "3", "1–2"),
        (WHOLE.replace("span = 1 }]]", "span = 0 }]]").replace('"a", span = 1', '"a", span = 2'),
         "head.lines[0]", "0", "≥ 1"),
        (changed("30.0, 40.0]", "30.0, 40.0]\nlandscape = [60.0]"),
         "parts.main.landscape", "1", "3"),
    ],
)  # fmt: skip
def test_spans_that_do_not_fill_the_grid_are_refused(
    text: str, path: str, found: str, expected: str
) -> None:
    assert fault(text) == (
        "DEFINITION_007",
        {"path": path, "found": found, "expected": expected},
    )


@pytest.mark.parametrize(
    ("text", "path", "found", "expected"),
    [
        (changed('numerator = "paid"', 'numerator = "spent"'), "money", "spent", "paid, plan"),
        (changed('part_of = "all"', 'part_of = "sum"'), "money", "sum", "all, one"),
        (changed('scored = "all"', 'scored = "sum"'), "money", "sum", "all, one"),
        (changed('template = [{ name = "甲" }]', 'template = [{ tier = "甲" }]'),
         "aims.template", "tier", "full, name"),
        (changed('source = "测试"', 'source = "测试"\nexecution_weights = { cash = 5 }'),
         "policy.execution_weights", "cash", "money"),
    ],
)  # fmt: skip
def test_a_reference_to_nothing_is_refused_with_what_there_is(
    text: str, path: str, found: str, expected: str
) -> None:
    assert fault(text) == (
        "DEFINITION_008",
        {"path": path, "found": found, "expected": expected},
    )


def test_grades_that_do_not_fall_are_refused() -> None:
    text = changed("at_least = 60", "at_least = -1")
    assert fault(text) == ("DEFINITION_009", {"path": "policy.grades"})
