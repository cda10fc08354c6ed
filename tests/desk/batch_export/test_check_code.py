"""The check code: the same for equal values, another for any other."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desk.batch_export.check_code import check_code, codes_in, read_code
from app.desk.view import judged
from app.model.record import Evidence, FormRecord
from tests.desk.desk import NATIONAL
from tests.rules.records import with_text
from tests.second import form_of
from tests.seeds import complete_001

DEFINITION = form_of(NATIONAL).definition


def code(record: FormRecord) -> str:
    return check_code(judged(record, DEFINITION), DEFINITION)


OWN = code(complete_001())


def test_what_is_not_printed_does_not_count() -> None:
    row = complete_001().rows("indicators")[0].id
    beside = with_text(complete_001(), f"indicators/{row}/score_reason", "说明")
    beside = msgspec.structs.replace(
        beside, evidence=(Evidence("a", "", "甲", ""),), funds_note="x", codes={"section": "y"}
    )
    assert code(beside) == OWN


@pytest.mark.parametrize(
    "record",
    [
        with_text(complete_001(), "funds/total/executed", "86.55"),
        with_text(complete_001(), "goals/actual", "完成。"),
        msgspec.structs.replace(complete_001(), id="other"),
        msgspec.structs.replace(complete_001(), year=2020),
    ],
)
def test_another_value_or_record_has_another_code(record: FormRecord) -> None:
    assert code(record) != OWN


@given(st.lists(st.text(max_size=12), min_size=2, max_size=2, unique=True))
def test_two_texts_never_share_a_code(texts: list[str]) -> None:
    made = {code(with_text(complete_001(), "goals/actual", text)) for text in texts}
    assert len(made) == 2


def test_a_code_is_read_as_people_type_it() -> None:
    assert read_code(OWN.lower()) == OWN
    assert read_code(OWN.replace("-", "")) == OWN
    assert read_code("oil1-ＡＢＣＤ") == "0111-ABCD"
    assert read_code("校验码") == ""
    assert read_code("ABC") == ""


def test_codes_are_found_behind_their_word() -> None:
    text = f"第 1 页 共 2 页\n校验码 {OWN}\n项目编码 12345678\n校 验 码：{OWN}"
    assert codes_in(text, "校验码") == (OWN,)
    assert codes_in("没有", "校验码") == ()
