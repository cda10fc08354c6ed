"""The first draft of a report: from the record alone, into empty chapters only."""

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desk.document import Document
from app.desk.drafting import first_draft, has_chapters
from app.desk.forms import gallery
from app.desk.records import new_record
from app.model.change import apply
from app.model.definition import ChapterSection
from app.model.record import FormRecord
from app.model.report_names import OPTIONAL, TOKEN
from app.rules.report_values import ReportValues, filled_text
from app.rules.scoring import score
from tests.reports import EVALUATION, SELF, report, report_form, saying, unwritten
from tests.rules.records import with_text

FORM = report_form().definition


def drafted(record: FormRecord) -> dict[str, str]:
    change = first_draft(record, FORM).change
    return (apply(record, change) if change else record).fields("report")


def printed(record: FormRecord, form: str = SELF) -> dict[str, str]:
    definition = report_form(form).definition
    change = first_draft(record, definition).change
    assert change is not None
    made = apply(record, change)
    values = ReportValues(made, definition, score(made, definition))
    return {k: filled_text(v, lambda: values).text for k, v in made.fields("report").items()}


def test_the_draft_tells_every_indicator_and_the_money() -> None:
    texts = printed(unwritten())
    assert "预算执行率98.73%，未执行1.11万元" in texts["finance"]
    assert texts["outputs"].split("\n") == [
        "及时完成质量监督检查任务：目标100%，完成100%，完成率100%，分值25分，得25分。",
        "不超过年度预算：目标87.65万元，完成86.54万元，节约1.27%，分值25分，得25分。",
    ]
    assert "满意程度：目标80%，完成85%，完成率106.25%" in texts["outcomes"]
    assert texts["grading"].endswith("自评等级为“优”。")
    assert "扣0.13分。【请补充：未执行的原因】" in texts["problems"]


def test_lost_points_stand_with_their_reasons() -> None:
    record = with_text(unwritten(), "indicators/q5h6/actual", "90%")
    lines = printed(record)["problems"].split("\n")
    assert lines[1] == "促进质量提升，保障社会经济发展分值15分，得13.5分。"
    record = with_text(record, "indicators/q5h6/deviation", "两家企业未完成整改。")
    lines = printed(record)["problems"].split("\n")
    assert lines[1].endswith("得13.5分。偏差原因和改进措施：两家企业未完成整改。")
    full = with_text(unwritten(), "funds/total/executed", "87.65")
    assert printed(full)["problems"] == "【请补充：存在的问题和改进措施】"


def test_what_somebody_wrote_is_left_alone() -> None:
    record = saying("我写的。", record=unwritten())
    made = drafted(record)
    assert made["overview"] == "我写的。"
    assert len(made) > 5
    assert first_draft(report(), FORM) == (None, ())


def test_a_cell_of_blanks_is_empty() -> None:
    assert "云溪县" not in drafted(saying(" 　", record=unwritten()))["overview"]


def test_the_draft_is_one_change_that_is_taken_back_whole() -> None:
    kept: list[str] = []
    document = Document(FORM, unwritten(), lambda change, _view: kept.append(change.name), None)
    assert document.commit(first_draft(document.record, FORM).change)
    assert document.record.fields("report")
    document.undo()
    assert document.record == unwritten()
    assert kept == ["EDIT_DRAFT", "EDIT_DRAFT"]


def test_an_empty_record_gives_gaps_and_no_figures() -> None:
    texts = printed(new_record(report_form(), 2024))
    assert "outputs" not in texts
    assert all("缺" in text or "请补充" in text for text in texts.values())
    figures = re.findall("[0-9]+", "".join(texts.values()).replace("2024", ""))
    assert figures == ["10"]  # the weight of the execution rate is known beforehand


@pytest.mark.parametrize("form", [SELF, EVALUATION])
def test_no_sentence_praises(form: str) -> None:
    words = "显著|良好|优秀|圆满|明显|充分|有效|较好|成效|高质量|全面|顺利|达到了"
    for section in report_form(form).definition.sections():
        if isinstance(section, ChapterSection):
            for line in (line for item in section.items for line in item.draft):
                assert not re.search(words, TOKEN.sub("", line.text)), line.text


@pytest.mark.parametrize("form", [SELF, EVALUATION])
def test_figures_of_the_draft_are_names_not_digits(form: str) -> None:
    for section in report_form(form).definition.sections():
        if isinstance(section, ChapterSection):
            for line in (line for item in section.items for line in item.draft):
                bare = TOKEN.sub("", line.text).replace("附件1", "")
                assert not re.search("[0-9]", bare), line.text
                assert OPTIONAL.sub("", bare).count("[") == 0


def test_rows_that_do_not_apply_are_left_out() -> None:
    record = with_text(unwritten(), "indicators/k3f9/target", "/")
    assert printed(record)["outputs"].startswith("不超过年度预算")


def test_a_row_whose_id_is_no_name_is_written_out() -> None:
    record = unwritten()
    rows = tuple(
        msgspec.structs.replace(r, id="a-1") if r.id == "k3f9" else r
        for r in record.rows("indicators")
    )
    sections = {**record.sections, "indicators": rows}
    outputs = drafted(msgspec.structs.replace(record, sections=sections))["outputs"]
    assert outputs.split("\n")[0] == (
        "及时完成质量监督检查任务：目标100%，完成100%，完成率100%，分值25分，得25分。"
    )


@given(st.text(alphabet="{}[]【】年x1.", max_size=12))
def test_what_a_cell_says_never_becomes_a_name(text: str) -> None:
    record = with_text(unwritten(), "fields/unit", text)
    assert drafted(record) == drafted(unwritten())


def test_only_reports_have_drafts() -> None:
    reports = {i for i in gallery().ids() if has_chapters(gallery().form(i).definition)}
    assert {SELF, EVALUATION} <= reports
    assert "mof2020-project" not in reports
