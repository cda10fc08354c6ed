"""A public copy: nothing of persons in it, and amounts, codes and dates left as they are."""

from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desk.batch_export.personal import mask, personal_fields, published
from app.desk.forms import gallery
from app.desk.records import complete
from app.model.loading import parse_definition
from app.model.record import Evidence, FormRecord, Remark, SetAside
from tests.desk.desk import NATIONAL
from tests.rules.records import with_text
from tests.second import form_of
from tests.seeds import complete_001

DEFINITION = form_of(NATIONAL).definition

NUMBERS = [
    ("手机13812345678。", "138********", "mobile"),
    ("手机 138-1234-5678", "138-****-****", "mobile"),
    ("１３８１２３４５６７８", "１３８********", "mobile"),
    ("+8613812345678", "138********", "mobile"),
    ("0551-62345678转8001", "055*-********", "telephone"),
    ("（0551）62345678", "（055*）********", "telephone"),
    ("咨询电话：62345678", "：623*****", "telephone"),
    ("34010119900101123X", "340***************", "identity"),
    ("340101900101123", "340************", "identity"),
    ("a.b@c.gov.cn", "***", "mail"),
    ("联系人：张小明 ", "张**", "person"),
]


@pytest.mark.parametrize(("text", "after", "kind"), NUMBERS)
def test_what_leads_to_a_person_is_covered(text: str, after: str, kind: str) -> None:
    place = "goals/actual"
    record, masked = published(with_text(complete_001(), place, text), DEFINITION)
    assert [(item.kind, item.after) for item in masked] == [(kind, after)]
    assert after in record.fields("goals")["actual"]
    assert masked[0].before not in record.fields("goals")["actual"]


@pytest.mark.parametrize(
    "text",
    [
        "42011420190300012345",
        "530122210000000012345",
        "13876543210元",
        "13876543210.55",
        "财预〔2020〕10号",
        "2024-12-31",
        "完成340组，合格率99.41%",
        "负责人：由项目单位指定的人员",
        "0.5-12345678",
    ],
)
def test_amounts_codes_and_dates_stay(text: str) -> None:
    assert list(mask(text)) == []


@given(st.text(alphabet="0123456789-－ １３８元电话：x@.", max_size=60))
def test_what_is_covered_is_found_once_and_in_order(text: str) -> None:
    found = list(mask(text))
    assert all(0 <= start < end <= len(text) for start, end, _ in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))


@given(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.text(alphabet="甲乙，。（ ", max_size=5)
)
def test_no_mobile_number_survives(number: str, around: str) -> None:
    record = with_text(complete_001(), "goals/actual", f"{around}{number}{around}")
    assert number not in published(record, DEFINITION).record.fields("goals")["actual"]


def test_amounts_in_their_columns_stay_whatever_they_look_like() -> None:
    record = with_text(complete_001(), "funds/total/annual", "13812345678")
    assert published(record, DEFINITION).masked == ()


def test_fields_for_persons_are_blank_and_all_that_is_not_printed_is_gone() -> None:
    record = with_text(complete(complete_001(), DEFINITION), "signatures/filled_by", "李某")
    record = msgspec.structs.replace(
        record,
        codes={"project_code": "1", "section": "张科长"},
        funds_note="王某经办",
        returns=(Remark("a", 1, "", "找李某"),),
        evidence=(Evidence("a", "", "李某身份证.jpg", "0" * 64),),
        set_aside=(SetAside("D1", "x", "李某说的"),),
        extra={"carried": {"who": "李某"}},
        printed={"total/score": "1"},
    )
    public = published(record, DEFINITION)
    assert [(m.kind, m.before) for m in public.masked] == [("field", "李某")]
    text = msgspec.json.encode(public.record).decode()
    assert not any(word in text for word in ("李某", "张科长", "王某"))
    assert public.record.rows("indicators") == complete_001().rows("indicators")


OWN = """
schema = "ziping.form/1"
id = "own"
version = 1
title = "表"
basis = "试验"
money_unit = "万元"
policy = { source = "试验", grades = [] }
[[parts]]
id = "main"
title = "表"
columns = [40.0, 40.0, 40.0, 40.0]
[[parts.sections]]
kind = "fields"
id = "head"
lines = [
  [{ label = "项目负责人", span = 1 }, { field = "a", span = 3 }],
  [{ label = "电话核查率", span = 1 }, { field = "b", span = 3, personal = false }],
  [{ label = "项目", span = 1 }, { field = "c", span = 3 }],
  [{ label = "其他", span = 1 }, { field = "d", span = 3, personal = true }],
]
[[parts.sections]]
kind = "rows"
id = "people"
columns = [
  { id = "name", label = "姓 名", span = 2 },
  { id = "post", label = "职务", span = 1 },
  { id = "sign", label = "说明", span = 1, personal = true },
]
"""


def test_a_form_says_what_is_personal_and_else_the_label_does() -> None:
    wanted = {("head", "a"), ("head", "d"), ("people", "name"), ("people", "sign")}
    assert personal_fields(parse_definition(OWN, "own")) == wanted


def test_every_shipped_form_with_a_line_for_signatures_leaves_the_names_out() -> None:
    for form_id in gallery().ids():
        definition = gallery().form(form_id).definition
        personal = personal_fields(definition)
        for section in definition.sections():
            if section.id == "signatures":
                assert any(name == "signatures" for name, _ in personal), form_id


def test_a_public_record_is_laid_out_like_any_other() -> None:
    record: FormRecord = complete(complete_001(), DEFINITION)
    assert published(record, DEFINITION).record.sections == record.sections
