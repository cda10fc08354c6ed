"""R2: remarks of finance stand until they are answered."""

import msgspec
import pytest

from app.model.record import FormRecord, Remark, SetAside
from app.model.remarks import WHOLE, meant_place, place_text
from app.model.results import FROM_FINANCE, Finding
from app.rules.shown import shown_text
from tests.rules.records import of, scored, with_text
from tests.seeds import complete_001, national_form

FORM_001 = national_form()
ACTUAL = "indicators/r3/actual"
HOSTILE = "{before} <b>必改</b> %s {0} [links] `x` \u202e反"


def returned(*remarks: Remark, record: FormRecord | None = None) -> FormRecord:
    return msgspec.structs.replace(record or complete_001(), returns=remarks)


def found(record: FormRecord) -> list[Finding]:
    return of("R2", record, FORM_001)


def before(record: FormRecord, place: str) -> str:
    return shown_text(record, FORM_001, scored(record, FORM_001), meant_place(record, place))


@pytest.mark.parametrize(
    ("place", "stands"),
    [
        (ACTUAL, "100%"),
        ("funds/total/executed", "86.54"),
        ("funds/total/rate", "98.73%"),
        ("funds/total/score", "9.87"),
        ("funds/total/weight", "10"),
        ("total/score", "99.87"),
        ("total/weight", "100"),
        ("grade/grade", "优"),
        ("fields/unit", "云溪县应急管理局"),
        ("funds/carried_over", ""),
        ("funds/total", "87.65 87.65 86.54"),
        ("indicators/gone", ""),
        ("nowhere", ""),
        ("a/b/c", ""),
        ("", ""),
    ],
)
def test_what_stands_at_a_place_is_what_the_paper_shows(place: str, stands: str) -> None:
    assert before(complete_001(), place) == stands


@pytest.mark.parametrize("place", [ACTUAL, "funds/total", "fields/unit", "indicators/r3", ""])
def test_a_place_is_read_as_it_was_kept(place: str) -> None:
    assert place_text(meant_place(complete_001(), place)) == place


def test_an_unanswered_remark_is_an_error_that_only_an_answer_takes_away() -> None:
    remark = Remark("a", 1, ACTUAL, "请核实", before="100%")
    (finding,) = found(returned(remark))
    assert (finding.severity, finding.source, str(finding.place)) == ("error", "finance", ACTUAL)
    aside = (SetAside("R2", ACTUAL, "不想改"),)
    for state in (remark, msgspec.structs.replace(remark, before="90%")):
        record = msgspec.structs.replace(returned(state), set_aside=aside)
        assert not found(record)[0].explained
    (answered,) = found(returned(msgspec.structs.replace(remark, answer="已核实，无误")))
    assert (answered.severity, answered.explained) == ("info", "已核实，无误")
    assert [f.source for f in of("C3", FORM_001_EMPTY, FORM_001)] != [FROM_FINANCE]


FORM_001_EMPTY = with_text(complete_001(), "fields/unit", "")


@pytest.mark.parametrize(
    ("place", "change"),
    [
        (ACTUAL, (ACTUAL, "95%")),
        ("indicators/r3", (ACTUAL, "95%")),
        ("funds/total/score", ("funds/total/executed", "60")),
        ("total/score", ("funds/total/executed", "60")),
    ],
)
def test_a_changed_cell_waits_for_its_answer(place: str, change: tuple[str, str]) -> None:
    record = complete_001()
    remark = Remark("a", 1, place, "请核实", before=before(record, place))
    (finding,) = found(returned(remark, record=with_text(record, *change)))
    assert (finding.severity, finding.values["case"]) == ("warning", "changed")
    assert finding.values["now"] != finding.values["before"]


def test_full_width_digits_and_blanks_are_no_change() -> None:
    remark = Remark("a", 1, ACTUAL, "请核实", before=" １００％")
    assert found(returned(remark))[0].severity == "error"


def test_the_latest_return_comes_first_and_a_lost_row_is_still_told() -> None:
    remarks = (Remark("a", 1, ACTUAL, "一", before="100%"), Remark("b", 2, "", "二"))
    gone = Remark("c", 3, "indicators/gone/actual", "三")
    texts = [(f.values["round"], f.place) for f in found(returned(*remarks, gone))]
    assert [number for number, _ in texts] == ["3", "2", "1"]
    assert texts[1][1] == WHOLE


def test_hostile_remarks_are_told_letter_by_letter() -> None:
    (finding,) = found(returned(Remark("a", 1, "", HOSTILE)))
    assert finding.values["text"] == HOSTILE


def test_a_record_without_returns_has_none() -> None:
    assert found(complete_001()) == []
