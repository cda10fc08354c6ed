"""Which tables belong to one project."""

import msgspec
import pytest

from app.desk.related import related_records
from app.model.record import FormRecord
from tests.rules.records import FORM, with_text
from tests.seeds import complete_001


def table(name: str, code: str = "", record_id: str = "x") -> FormRecord:
    record = with_text(complete_001(), "fields/project_name", name)
    return msgspec.structs.replace(record, id=record_id, codes={"project_code": code})


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (("专项经费", "42011"), ("项目经费", "42011"), True),
        (("专项经费", "42011"), ("专项经费", "42012"), False),
        (("专项经费", "42011"), ("专项 经费", ""), True),
        (("专项经费", ""), ("项目经费", ""), False),
        (("", ""), ("", ""), False),
    ],
)
def test_the_code_decides_and_the_name_where_there_is_none(
    one: tuple[str, str], two: tuple[str, str], same: bool
) -> None:
    first, second = table(*one), table(*two, record_id="y")
    found = related_records(first, FORM, [(first, FORM), (second, FORM)])
    assert found == ((second,) if same else ())
