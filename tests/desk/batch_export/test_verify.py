"""Files verified by the code at their foot: as made, altered, or of a record that went on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.desk.batch_export.commands import BatchOrder, batch
from app.desk.batch_export.making import Job
from app.desk.batch_export.verify import verify, verify_in
from app.desk.outcome import Outcome
from app.desk.workspace import Workspace
from app.exchange.readback import page_texts
from app.model.change import Change, Set
from app.model.faults import FaultError
from app.model.places import parse_place
from tests.desk.desk import NATIONAL

Make = Callable[..., list[Path]]


@pytest.fixture
def make(space: Workspace, tmp_path: Path) -> Make:
    """Two records; makes files of them and gives their paths."""
    for _ in range(2):
        space.sample(NATIONAL)
    space.flush(5)
    space.close()

    def run(**options: Any) -> list[Path]:
        folder = tmp_path / "出"
        job = Job((), {}, str(folder), pattern="{序号}_{项目}", **options)
        outcome = batch(space.folder, BatchOrder(job=job), "zh")
        return [folder / item["file"] for item in outcome.data["files"]]

    return run


def told(space: Workspace, path: Path, against: Path | None = None) -> Outcome:
    return verify(space.folder, str(path), against, "zh")


@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
@pytest.mark.parametrize("options", ["kinds", "one"])
def test_files_are_as_they_were_made(space: Workspace, make: Make, kind: str, options: str) -> None:
    chosen = {"kinds": (kind,)} if options == "kinds" else {f"one_{kind}": True}
    for path in make(version="submit", **chosen):
        outcome = told(space, path)
        assert outcome.code == 0, outcome.text
        assert len(outcome.data["parts"]) == (1 if options == "kinds" else 2)
        assert all(part["time"] for part in outcome.data["parts"])


def altered(path: Path, old: object, new: object) -> Path:
    book = openpyxl.load_workbook(path)
    for cell in (cell for sheet in book for row in sheet.iter_rows() for cell in row):
        if cell.value == old:
            cell.value = new
    target = path.with_name("改过.xlsx")
    book.save(target)
    return target


def test_an_altered_cell_is_named_with_both_values(space: Workspace, make: Make) -> None:
    path = altered(make(version="submit", kinds=("xlsx",))[0], 86.54, 87.65)
    outcome = told(space, path)
    assert outcome.code == 1
    differences = outcome.data["parts"][0]["differences"]
    assert differences
    assert all("87.65" in text and "86.54" in text for text in differences)


def test_an_altered_working_copy_is_found_by_the_record_inside(
    space: Workspace, make: Make
) -> None:
    path = make(version="work", kinds=("xlsx",))[0]
    assert told(space, path).code == 0
    assert told(space, altered(path, 86.54, 1.25)).code == 1


def test_an_altered_page_is_named(
    space: Workspace, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make(version="submit", kinds=("pdf",))[0]

    def read(asked: Path) -> tuple[str, ...]:
        texts = page_texts(asked)
        return tuple(text.replace("99.87", "100") for text in texts) if asked == path else texts

    monkeypatch.setattr("app.desk.batch_export.verify.page_texts", read)
    outcome = told(space, path)
    assert outcome.code == 1
    (difference,) = outcome.data["parts"][0]["differences"]
    assert "第 1 页" in difference
    assert "100" in difference
    assert "99.87" in difference


def test_what_was_changed_afterwards_is_told(space: Workspace, make: Make) -> None:
    path = make(version="submit", kinds=("pdf",))[0]
    again = Workspace(space.folder)
    for header in again.all_headers():
        document = again.open(header.id).document
        place = parse_place("goals/actual")
        step = Set(place, document.record.value(place), "后来改的")
        document.commit(Change("EDIT_SET", (step,)))
    again.flush(5)
    again.close()
    outcome = told(space, path)
    assert outcome.code == 0
    changed = outcome.data["parts"][0]["changed_since"]
    assert [("后来改的" in text, "实际完成情况" in text) for text in changed] == [(True, True)]


def test_a_code_that_nobody_knows_is_told(space: Workspace, make: Make, tmp_path: Path) -> None:
    path = make(version="submit", kinds=("xlsx",))[0]
    outcome = verify(tmp_path / "别处", str(path), None, "zh")
    assert outcome.code == 1
    assert "对不上" in outcome.text or "没有对得上" in outcome.text


def test_a_record_file_answers_for_its_own_code(
    space: Workspace, make: Make, tmp_path: Path
) -> None:
    first, second = make(version="submit", kinds=("pdf",))
    work = make(version="work", kinds=("xlsx",))
    assert told(space, first, work[0]).code == 0
    assert told(space, second, work[0]).code == 1


@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_a_public_copy_carries_no_mark(space: Workspace, make: Make, kind: str) -> None:
    with pytest.raises(FaultError, match="VERIFY_002"):
        told(space, make(version="public", kinds=(kind,))[0])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "FILE_001"),
        (b"", "VERIFY_001"),
        (b"text", "VERIFY_001"),
        (b"PK\x03\x04", "IMPORT_003"),
    ],
)
def test_hostile_files_are_one_sentence(
    space: Workspace, tmp_path: Path, content: bytes | None, code: str
) -> None:
    path = tmp_path / "某 文件.xlsx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(FaultError, match=code):
        told(space, path)


def test_a_damaged_pdf_has_no_code(space: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "坏.pdf"
    path.write_bytes(b"%PDF-1.7 broken")
    with pytest.raises(FaultError, match="VERIFY_002"):
        told(space, path)


def test_a_worksheet_without_code_among_others_is_told(space: Workspace, make: Make) -> None:
    path = make(version="submit", one_xlsx=True)[0]
    book = openpyxl.load_workbook(path)
    book.create_sheet("添的")["A1"] = "多出来的"
    book.save(path)
    outcome = told(space, path)
    assert (outcome.code, outcome.data["without_code"]) == (1, [3])


def test_the_code_on_paper_names_its_record(space: Workspace, make: Make) -> None:
    path = make(version="submit", kinds=("pdf",))[0]
    code = told(space, path).data["parts"][0]["code"]
    outcome = verify(space.folder, code.lower().replace("-", " ").replace(" ", ""), None, "zh")
    assert (outcome.code, outcome.data["parts"][0]["code"]) == (0, code)
    assert "台账里的内容与这个校验码一致" in outcome.text
    unknown = verify(space.folder, "0000-0000", None, "zh")
    assert unknown.code == 1


def test_an_open_workspace_verifies_too(space: Workspace, make: Make) -> None:
    path = make(version="submit", kinds=("xlsx",))[0]
    again = Workspace(space.folder)
    try:
        assert verify_in(again, path).code == 0
    finally:
        again.close()
