"""A section's workbook: sent, filled in, spoilt in every way, and taken back by content."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.desk.batch import Batch, take_back
from app.desk.edits import clean
from app.desk.sections.commands import send_sections, take_sections
from app.desk.sections.returned import Comparison, Difference, compare
from app.desk.sections.sending import NO_SECTION, sections_of, send
from app.desk.sections.taking import take
from app.desk.stages import set_state
from app.desk.workspace import Workspace
from app.exchange.embedded import WorkbookReadError
from app.exchange.section_workbook import HELP_SHEET, LIST_SHEET
from app.model.change import Change, Set
from app.model.faults import FaultError
from app.model.places import Place
from app.model.record import FormRecord, Row
from app.model.states import SIGNED
from tests.desk.desk import NATIONAL
from tests.second import form_of, sample_of

YEAR = 2025
SECTION = "规划建设股"
CODE = "51000021R000000019951"
FIRST = 5
"""The row of the first indicator in the workbook."""
TARGET, WEIGHT, ACTUAL, REASON, KEY = 4, 6, 8, 9, 10


def project(
    space: Workspace, name: str, code: str = "", section: str = SECTION, year: int = YEAR
) -> str:
    """A record of the sample's rows, its actual values and reasons empty."""
    sample = sample_of(NATIONAL)
    rows = tuple(
        msgspec.structs.replace(
            row, cells={k: v for k, v in row.cells.items() if k not in ("actual", "deviation")}
        )
        for row in sample.rows("indicators")
    )
    names = dict(sample.sections)
    place = next(s for s in names if "project_name" in sample.fields(s))
    record = msgspec.structs.replace(
        sample,
        id=f"{crc32(name.encode()):08x}-1111",
        year=year,
        codes={**sample.codes, "project_code": code, "section": section},
        sections={
            **names,
            place: {**sample.fields(place), "project_name": name},
            "indicators": rows,
        },
    )
    batch = Batch(space)
    made = batch.create(record, form_of(NATIONAL))
    batch.save()
    return made


@pytest.fixture
def sent(space: Workspace, tmp_path: Path) -> Path:
    """The workbook of a section with two projects."""
    project(space, "农村公路养护", CODE)
    project(space, "危桥改造")
    (one,) = send(space, YEAR, [SECTION], tmp_path)
    assert one.path is not None
    return one.path


def edited(path: Path, act: Callable[[Any, Any], object]) -> Path:
    """The workbook after a person did something with its list."""
    book = openpyxl.load_workbook(path)
    act(book[LIST_SHEET], book)
    target = path.with_name(f"改过 {path.name}")
    book.save(target)
    return target


def put(row: int, column: int, value: Any) -> Callable[[Any, Any], object]:
    def act(sheet: Any, _book: Any) -> None:
        sheet.cell(row, column).value = value

    return act


def actuals(space: Workspace, name: str) -> list[str]:
    """The actual values of a project's rows."""
    return [row.text("actual") for row in filled_rows(record(space, name))]


def filled_rows(found: FormRecord) -> list[Row]:
    """The rows that a section fills in: those with a name."""
    return [row for row in found.rows("indicators") if row.text("tier3")]


def record(space: Workspace, name: str) -> FormRecord:
    header = next(h for h in space.all_headers() if h.title == name)
    return space.load(header.id).record


def found(comparison: Comparison) -> list[tuple[str, str, str, str]]:
    return [(d.column, d.old, d.new, d.doubt) for d in comparison.differences]


def codes(comparison: Comparison) -> list[str]:
    return [note.code for note in comparison.notes]


def texts_below(sheet: Any, row: int) -> Iterator[tuple[str, ...]]:
    for line in sheet.iter_rows(min_row=row, values_only=True):
        yield tuple(str(value or "") for value in line)


# --- sending


def test_only_the_two_columns_are_open(sent: Path) -> None:
    book = openpyxl.load_workbook(sent)
    sheet = book[LIST_SHEET]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert book[HELP_SHEET].protection.sheet
    free = {c.column for row in sheet.iter_rows() for c in row if not c.protection.locked}
    assert free == {ACTUAL, REASON}
    hidden = [s.title for s in book.worksheets if s.sheet_state == "veryHidden"]
    assert hidden == ["_ziping_section"]
    heads = [line[1] for line in texts_below(sheet, 4) if line[0].startswith("项目")]
    assert [head.split("\u3000")[0] for head in heads] == ["（无编码）", CODE]


def test_every_section_gets_its_own_and_who_has_none_is_kept_apart(
    space: Workspace, tmp_path: Path
) -> None:
    for name, section in (("甲", "教科文股"), ("乙", ""), ("丙", " 教科文股 ")):
        project(space, name, section=section)
    counts = sections_of(space, YEAR)
    assert [(c.name, c.projects) for c in counts] == [("教科文股", 2), (NO_SECTION, 1)]
    sent = send(space, YEAR, ["教科文股", NO_SECTION], tmp_path)
    assert [(s.section, s.projects) for s in sent] == [("教科文股", 2), (NO_SECTION, 1)]


def test_a_second_sending_leaves_what_lies_there(space: Workspace, tmp_path: Path) -> None:
    project(space, "甲")
    paths = {send(space, YEAR, [SECTION], tmp_path)[0].path for _ in range(3)}
    assert len(paths) == 3


def test_a_section_without_anything_to_fill_says_so(space: Workspace, tmp_path: Path) -> None:
    made = project(space, "甲")
    set_state(space, made, SIGNED)
    (one,) = send(space, YEAR, [SECTION], tmp_path)
    assert (one.path, one.left) == (None, ("甲",))
    assert list(tmp_path.glob("*.xlsx")) == []
    with pytest.raises(FaultError) as fault:
        send(space, YEAR, ["没有的股"], tmp_path)
    assert fault.value.code == "SECTION_002"


def test_last_years_actual_stands_beside(space: Workspace, tmp_path: Path) -> None:
    project(space, "农村公路养护", CODE)
    old = project(space, "农村公路养护（旧名）", CODE, year=YEAR - 1)
    row = filled_rows(space.load(old).record)[0]
    batch = Batch(space)
    batch.change(
        old, Change("EDIT_SET", (Set(Place("indicators", row.id, "actual"), None, "98%"),))
    )
    batch.save()
    (one,) = send(space, YEAR, [SECTION], tmp_path)
    assert one.path is not None
    assert openpyxl.load_workbook(one.path)[LIST_SHEET].cell(FIRST, 7).value == "98%"


# --- taking back

plain_text = st.text(max_size=40).map(clean).filter(lambda text: not text.startswith("#"))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(values=st.lists(st.tuples(plain_text, plain_text), min_size=3, max_size=3))
def test_what_is_filled_in_comes_back(values: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        space = Workspace(Path(folder))
        try:
            project(space, "甲")
            (one,) = send(space, YEAR, [SECTION], Path(folder))
            assert one.path is not None
            book = openpyxl.load_workbook(one.path)
            for at, pair in enumerate(values):
                for column, text in zip((ACTUAL, REASON), pair, strict=True):
                    cell = book[LIST_SHEET].cell(FIRST + at, column)
                    cell.value = text or None
                    if text:
                        cell.data_type = "s"
            book.save(one.path)
            comparison = compare(space, YEAR, [one.path])
            assert codes(comparison) == []
            take(space, comparison.differences)
            rows = filled_rows(record(space, "甲"))[:3]
            got = [(row.text("actual"), row.text("deviation")) for row in rows]
            assert got == [(a.strip(), b.strip()) for a, b in values]
        finally:
            space.close()


def test_a_returned_value_is_taken_in_one_batch_and_undone(space: Workspace, sent: Path) -> None:
    back = edited(sent, put(FIRST, ACTUAL, "98%"))
    comparison = compare(space, YEAR, [back])
    assert found(comparison) == [("实际完成值", "", "98%", "")]
    assert codes(comparison) == []
    result = take(space, comparison.differences)
    assert actuals(space, "危桥改造")[0] == "98%"
    (entry, *_) = space.history(result.changed[0])
    assert (entry.change.name, entry.change.how) == ("EDIT_SECTION", "imported")
    assert compare(space, YEAR, [back]).differences == ()
    take_back(space, result.id)
    assert actuals(space, "危桥改造")[0] == ""


def _percent(sheet: Any, _book: Any) -> None:
    cell = sheet.cell(FIRST, ACTUAL)
    cell.value, cell.number_format = 0.985, "0.0%"


def _unlock(sheet: Any, _book: Any) -> None:
    sheet.protection.sheet = False
    sheet.title = "Sheet1"
    sheet.cell(FIRST, ACTUAL).value = "98.5%"


def _sorted(sheet: Any, _book: Any) -> None:
    sheet.cell(FIRST, ACTUAL).value = "98.5%"
    rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=4)]
    for at, row in enumerate(reversed(rows), start=4):
        for column, value in enumerate(row, start=1):
            sheet.cell(at, column).value = value


def _moved(sheet: Any, book: Any) -> None:
    """The rows alone in another book: no head, no hidden sheet, two columns further right."""
    sheet.cell(FIRST, ACTUAL).value = "98.5%"
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    other = book.create_sheet("别的")
    for row in rows:
        other.append((None, None, *row))
    for name in (LIST_SHEET, HELP_SHEET, "_ziping_section"):
        del book[name]


def _without_keys(sheet: Any, book: Any) -> None:
    sheet.cell(FIRST, ACTUAL).value = "98.5%"
    sheet.delete_cols(KEY)
    del book["_ziping_section"]


def _foreign_key(sheet: Any, _book: Any) -> None:
    sheet.cell(FIRST, ACTUAL).value = "98.5%"
    sheet.cell(FIRST, KEY).value = "ffffffff/indicators/zz@0"


def _with_blank_lines(sheet: Any, _book: Any) -> None:
    sheet.cell(FIRST, ACTUAL).value = "98.5%"
    sheet.insert_rows(1, 3)
    sheet.insert_rows(9, 2)


@pytest.mark.parametrize(
    "act",
    [_percent, _unlock, _sorted, _moved, _without_keys, _foreign_key, _with_blank_lines],
    ids=lambda act: act.__name__.strip("_"),
)
def test_it_is_found_by_its_content(
    space: Workspace, sent: Path, act: Callable[[Any, Any], object]
) -> None:
    comparison = compare(space, YEAR, [edited(sent, act)])
    assert found(comparison) == [("实际完成值", "", "98.5%", "")]
    assert codes(comparison) == []


def _merge(sheet: Any, _book: Any) -> None:
    sheet.cell(FIRST, ACTUAL).value = "98.5%"
    sheet.merge_cells(start_row=FIRST, end_row=FIRST + 1, start_column=ACTUAL, end_column=ACTUAL)


def _double(sheet: Any, _book: Any) -> None:
    for column in range(1, KEY + 1):
        sheet.cell(40, column).value = sheet.cell(FIRST, column).value
    sheet.cell(40, ACTUAL).value = "7"


def _add(sheet: Any, _book: Any) -> None:
    for column, text in ((1, "99"), (3, "股室自己加的指标"), (TARGET, "≥1"), (ACTUAL, "1")):
        sheet.cell(40, column).value = text


def _strange(sheet: Any, _book: Any) -> None:
    sheet.cell(4, 2).value = "（无编码）\u3000没有的项目"
    sheet.cell(4, KEY).value = None
    sheet.cell(FIRST, KEY).value = "ffffffff/indicators/zz@0"
    sheet.cell(FIRST, ACTUAL).value = "1"


def _delete(sheet: Any, _book: Any) -> None:
    sheet.delete_rows(FIRST)


def _delete_project(sheet: Any, _book: Any) -> None:
    rows = [r for r in range(4, 40) if str(sheet.cell(r, KEY).value or "").find("indicators") > 0]
    half = len(rows) // 2
    sheet.delete_rows(rows[half], half)


def _rename(sheet: Any, _book: Any) -> None:
    sheet.cell(4, 2).value = "（无编码）\u3000别的名称"


@pytest.mark.parametrize(
    ("act", "noted", "differing"),
    [
        (put(FIRST, TARGET, "≥1"), ["TAKE_CHANGED"], []),
        (put(FIRST, WEIGHT, 99), ["TAKE_CHANGED"], []),
        (put(FIRST, ACTUAL, "#DIV/0!"), ["TAKE_BROKEN"], []),
        (put(FIRST, ACTUAL, "=1+1"), ["TAKE_BROKEN"], []),
        (put(FIRST, REASON, "长" * 32_767), ["TAKE_LONG"], []),
        (_strange, ["TAKE_DELETED", "TAKE_STRANGE"], []),
        (_merge, ["TAKE_JOINED"], [("实际完成值", "", "98.5%", "")]),
        (_double, ["TAKE_DOUBLED"], [("实际完成值", "", "7", "twice")]),
        (_add, ["TAKE_ADDED"], []),
        (_delete, ["TAKE_DELETED"], []),
        (_delete_project, ["TAKE_NO_PROJECT"], []),
        (_rename, ["TAKE_RENAMED"], []),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_what_was_changed_elsewhere_is_told_and_not_taken(
    space: Workspace,
    sent: Path,
    act: Callable[[Any, Any], object],
    noted: list[str],
    differing: list[tuple[str, ...]],
) -> None:
    before = [record(space, name) for name in ("农村公路养护", "危桥改造")]
    comparison = compare(space, YEAR, [edited(sent, act)])
    assert found(comparison) == differing
    assert sorted(set(codes(comparison))) == noted
    for language in ("zh", "en"):
        assert all("{" not in note.text(language) for note in comparison.notes)
    assert [record(space, name) for name in ("农村公路养护", "危桥改造")] == before


def test_a_cell_changed_here_since_is_a_conflict(space: Workspace, sent: Path) -> None:
    owner = record(space, "危桥改造")
    place = Place("indicators", filled_rows(owner)[0].id, "actual")
    batch = Batch(space)
    batch.change(owner.id, Change("EDIT_SET", (Set(place, None, "90%"),)))
    batch.save()
    comparison = compare(space, YEAR, [edited(sent, put(FIRST, ACTUAL, "98%"))])
    assert found(comparison) == [("实际完成值", "90%", "98%", "conflict")]
    assert compare(space, YEAR, [sent]).differences == ()


@pytest.mark.parametrize(
    ("value", "doubt"), [("0.97", "percent"), ("1", "percent"), (".5", "percent"), ("97%", "")]
)
def test_a_rate_written_as_a_fraction_is_doubtful(
    space: Workspace, sent: Path, value: str, doubt: str
) -> None:
    comparison = compare(space, YEAR, [edited(sent, put(FIRST, ACTUAL, value))])
    assert found(comparison) == [("实际完成值", "", value, doubt)]


def test_an_emptied_cell_is_doubtful_and_so_are_two_answers(
    space: Workspace, sent: Path, tmp_path: Path
) -> None:
    take(space, compare(space, YEAR, [edited(sent, put(FIRST, ACTUAL, "98%"))]).differences)
    (one,) = send(space, YEAR, [SECTION], tmp_path)
    assert one.path is not None
    emptied = edited(one.path, put(FIRST, ACTUAL, None))
    comparison = compare(space, YEAR, [emptied])
    assert found(comparison) == [("实际完成值", "98%", "", "cleared")]
    first = tmp_path / "一.xlsx"
    edited(one.path, put(FIRST, ACTUAL, "99%")).rename(first)
    second = edited(one.path, put(FIRST, ACTUAL, "97%"))
    doubts = found(compare(space, YEAR, [first, second]))
    assert doubts == [("实际完成值", "98%", new, "twice") for new in ("99%", "97%")]
    older = compare(space, YEAR, [edited(sent, put(FIRST, REASON, "汛期"))])
    assert codes(older) == ["TAKE_OLDER"]


def test_other_years_locked_records_and_strange_files_are_refused(
    space: Workspace, sent: Path, tmp_path: Path
) -> None:
    back = edited(sent, put(FIRST, ACTUAL, "98%"))
    assert codes(compare(space, YEAR + 1, [back])) == ["TAKE_YEAR"]
    loose = edited(sent, _moved)
    assert set(codes(compare(space, YEAR - 1, [loose]))) == {"TAKE_OTHER_YEAR"}
    set_state(space, record(space, "危桥改造").id, SIGNED)
    comparison = compare(space, YEAR, [back])
    assert (found(comparison), codes(comparison)) == ([], ["TAKE_LOCKED"])
    book = openpyxl.Workbook()
    book.save(tmp_path / "别的.xlsx")
    assert codes(compare(space, YEAR, [tmp_path / "别的.xlsx"])) == ["TAKE_NOTHING"]
    (tmp_path / "坏.xlsx").write_bytes(sent.read_bytes()[:3000])
    with pytest.raises(WorkbookReadError):
        compare(space, YEAR, [tmp_path / "坏.xlsx"])


def test_the_command_line_sends_plans_and_takes(tmp_path: Path) -> None:
    data = tmp_path / "资料"
    data.mkdir()
    space = Workspace(data)
    project(space, "危桥改造")
    space.close()
    sent = send_sections(tmp_path / "各 股室", data, None, [], "zh")
    assert sent.data["sections"][0]["rows"] == 5
    path = Path(sent.data["sections"][0]["file"])
    back = edited(path, put(FIRST, ACTUAL, "98%"))
    plan = take_sections([back], data, None, "zh", yes=False)
    assert (plan.code, plan.data["taken"]) == (0, False)
    done = take_sections([back], data, None, "zh", yes=True)
    assert done.data["taken"]
    assert "已收回 1 处" in done.text
    again = take_sections([back], data, None, "zh", yes=True)
    assert again.data["differences"] == []


def test_a_difference_reads_as_a_sentence_in_both_languages(space: Workspace, sent: Path) -> None:
    from app.desk.sections.commands import DOUBTS, difference_line

    (plain,) = compare(space, YEAR, [edited(sent, put(FIRST, ACTUAL, "98%"))]).differences
    assert isinstance(plain, Difference)
    for language in ("zh", "en"):
        lines = {difference_line(plain._replace(doubt=d), language) for d in ("", *DOUBTS)}
        assert len(lines) == len(DOUBTS) + 1
