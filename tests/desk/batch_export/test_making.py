"""Files of many records at once: all or none, told apart, and each in its version."""

import json
import os
import shutil
import zipfile
from pathlib import Path

import msgspec
import openpyxl
import pytest

from app.cli import main
from app.desk.batch_export import making
from app.desk.batch_export.commands import BatchOrder, batch, job_record
from app.desk.batch_export.made_list import made_listing
from app.desk.batch_export.making import KINDS, Job, Report, run
from app.desk.batch_export.names import DEFAULT_PATTERN
from app.desk.workspace import Workspace
from app.exchange.embedded import SHEET
from app.exchange.readback import page_texts
from app.model.change import Change, Set
from app.model.faults import FaultError
from app.model.places import parse_place
from app.store.values import LogQuestion
from tests.desk.desk import NATIONAL

DATES = b"dcterms:created"


def always(_done: int, _count: int, _title: str) -> bool:
    return True


def typed(space: Workspace, **texts: str) -> None:
    """Type into the open record; `__` stands for `/`."""
    assert space.opened is not None
    document = space.opened.document
    for name, text in texts.items():
        place = parse_place(name.replace("__", "/"))
        step = Set(place, document.record.value(place), text)
        document.commit(Change("EDIT_SET", (step,)))


@pytest.fixture
def filled(space: Workspace) -> Workspace:
    """Three records, one of them with a person's name and number in it."""
    for _ in range(2):
        space.sample(NATIONAL)
    space.sample(NATIONAL)
    typed(space, goals__actual="完成，联系电话13812345678", signatures__filled_by="李某某")
    space.flush(5)
    return space


def job(space: Workspace, folder: Path, **options: object) -> Job:
    entries = [job_record(space, header.id) for header in space.all_headers()]
    forms = {key: text for _, form in entries for key, text in form.items()}
    made = Job(tuple(entry for entry, _ in entries), forms, str(folder), pattern=DEFAULT_PATTERN)
    return msgspec.structs.replace(made, **options)


def made(work: Job) -> Report:
    report = run(work, always)
    assert report is not None
    return report


def test_every_record_has_its_files_and_equal_names_a_number(
    filled: Workspace, tmp_path: Path
) -> None:
    folder = tmp_path / "导出 夹"
    report = made(job(filled, folder, kinds=KINDS, one_xlsx=True, one_pdf=True))
    names = [item.file for item in report.files]
    assert sorted(names) == sorted(path.name for path in folder.iterdir())
    assert len({name.casefold() for name in names}) == 3 * 3 + 2
    assert [item.pages for item in report.files] == [1] * 9 + [3, 3]
    again = made(job(filled, folder, kinds=("pdf",)))
    assert not {item.file for item in again.files} & set(names)
    replaced = made(job(filled, folder, kinds=("pdf",), replace=True))
    assert {item.file for item in replaced.files} < set(names)


def test_versions_differ_in_what_they_carry(filled: Workspace, tmp_path: Path) -> None:
    found: dict[str, tuple[bool, bool, bool]] = {}
    for version in ("work", "submit", "public"):
        folder = tmp_path / version
        report = made(job(filled, folder, kinds=KINDS, version=version))
        assert all(bool(item.code) == (version == "submit") for item in report.files)
        inside, dated, named = [], [], []
        for item in report.files:
            path = folder / item.file
            if item.kind == "pdf":
                text = "".join("".join(page_texts(path)).split())
                named.append("李某某" in text or "13812345678" in text)
                assert (item.code in text) == bool(item.code) or not item.code
                continue
            with zipfile.ZipFile(path) as package:
                parts = {name: package.read(name) for name in package.namelist()}
            text = b"".join(parts.values()).decode("utf-8", "replace")
            named.append("李某某" in text or "13812345678" in text)
            dated.append(DATES in parts["docProps/core.xml"])
            assert "comments" not in " ".join(parts).casefold()
            if item.kind == "xlsx":
                inside.append(SHEET in openpyxl.load_workbook(path).sheetnames)
        found[version] = (all(inside), all(dated), any(named))
        assert any(inside) == all(inside)
        covered = [(cover.kind, cover.before) for cover in report.covered]
        wanted = [("mobile", "13812345678"), ("field", "李某某")] if version == "public" else []
        assert sorted(covered) == sorted(wanted)
    assert found == {
        "work": (True, True, True),
        "submit": (False, True, True),
        "public": (False, False, False),
    }


@pytest.mark.parametrize("after", [0, 1, 3])
def test_stopped_work_leaves_no_file(filled: Workspace, tmp_path: Path, after: int) -> None:
    folder = tmp_path / "停"
    work = job(filled, folder, kinds=("xlsx",), one_pdf=True)
    assert run(work, lambda done, _count, _title: done < after) is None
    assert list(folder.iterdir()) == []


def test_a_full_disk_leaves_no_file(
    filled: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("app.exchange.files._synchronise", full)
    with pytest.raises(FaultError, match="EXPORT_003"):
        run(job(filled, tmp_path / "满", kinds=("pdf",)), always)
    assert list((tmp_path / "满").iterdir()) == []


def test_a_file_that_cannot_go_to_its_place_takes_the_new_ones_with_it(
    filled: Workspace, tmp_path: Path
) -> None:
    folder = tmp_path / "占"
    names = [item.file for item in made(job(filled, folder, kinds=("pdf",))).files]
    shutil.rmtree(folder)
    (folder / names[-1] / "x").mkdir(parents=True)
    with pytest.raises(FaultError, match="BATCH_005"):
        run(job(filled, folder, kinds=("pdf",), replace=True), always)
    assert [path.name for path in folder.iterdir()] == [names[-1]]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"kinds": ()}, "BATCH_003"),
        ({"kinds": ("pdf",), "records": ()}, "BATCH_004"),
        ({"kinds": ("pdf",), "pattern": "{姓名}"}, "BATCH_001"),
    ],
)
def test_a_wrong_job_is_one_sentence_and_makes_nothing(
    filled: Workspace, tmp_path: Path, options: dict[str, object], code: str
) -> None:
    folder = tmp_path / "错"
    with pytest.raises(FaultError, match=code):
        run(job(filled, folder, **options), always)
    assert not folder.exists()


def test_the_list_names_every_file_with_its_sum(filled: Workspace, tmp_path: Path) -> None:
    report = made(job(filled, tmp_path, kinds=("pdf",), one_pdf=True, version="submit"))
    listing = made_listing(report.files, "submit", "zh")
    assert [len(row.texts) for row in listing.rows] == [6] * 4
    assert "".join(listing.rows[0].texts[-1].split()) == report.files[0].sha256
    bare = made_listing([msgspec.structs.replace(report.files[0], code="")], "work", "zh")
    assert [len(row.texts) for row in bare.rows] == [len(bare.columns)] == [5]


def test_the_command_chooses_by_year_state_id_and_file(
    filled: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = [header.id for header in filled.all_headers()]
    folder = filled.folder
    filled.close()
    work = Job((), {}, str(tmp_path / "出"), kinds=("pdf",))

    def count(**options: object) -> int:
        order = msgspec.structs.replace(BatchOrder(job=work), **options)
        return len(batch(folder, order, "zh").data["files"])

    assert (count(), count(year=2019), count(items=tuple(ids[:1]))) == (3, 3, 1)
    assert count(state="filling", section="") == 3
    for wrong in ({"year": 1999}, {"state": "signed"}, {"section": "某股"}):
        with pytest.raises(FaultError, match="BATCH_004"):
            count(**wrong)
    with pytest.raises(FaultError, match="BATCH_006"):
        count(items=("没有",))
    capsys.readouterr()
    assert count(items=(ids[0],), progress=True) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["done"], line["count"]) for line in lines] == [(0, 1), (1, 1)]


def test_the_command_writes_the_list_remembers_the_pattern_and_notes_what_was_made(
    filled: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = filled.folder
    filled.close()
    out = tmp_path / "出"
    arguments = ["--data", str(folder), "batch", "-o", str(out), "--pdf", "--version", "submit"]
    assert main([*arguments, "--pattern", "{序号}_{项目}", "--list", "xlsx", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [item["file"][:3] for item in told["files"]] == ["01_", "02_", "03_"]
    assert Path(told["lists"][0]).exists()
    space = Workspace(folder)
    try:
        noted = space.store.operations(LogQuestion(kinds=("exported",)))
        assert {entry.record for entry in noted} == {
            item["printed"][0]["record"] for item in told["files"]
        }
        assert all(item["code"] in " ".join(e.detail for e in noted) for item in told["files"])
        assert space.setting("batch/pattern") == "{序号}_{项目}"
    finally:
        space.close()


def test_a_job_in_a_file_is_done_like_any_other(filled: Workspace, tmp_path: Path) -> None:
    path, out = tmp_path / "job.json", tmp_path / "出"
    path.write_bytes(msgspec.json.encode(job(filled, out, kinds=("xlsx",))))
    scratch = out / ".ziping-x"
    assert main(["batch", "--job", str(path), "--scratch", str(scratch), "--json"]) == 0
    assert sorted(path.suffix for path in out.iterdir()) == [".xlsx"] * 3


def test_versions_have_words() -> None:
    assert set(making.VERSION_WORDS) == {"work", "submit", "public"}


def test_what_a_job_left_that_was_cut_off_is_removed_when_it_is_old(
    filled: Workspace, tmp_path: Path
) -> None:
    for name, age in (("0000old0", 2 * 86400), ("0000new0", 60)):
        left = tmp_path / "出" / f".ziping-{name}"
        left.mkdir(parents=True)
        (left / "half.pdf").write_bytes(b"half")
        os.utime(left, (left.stat().st_atime - age, left.stat().st_mtime - age))
    made(job(filled, tmp_path / "出", one_pdf=True))
    names = {path.name for path in (tmp_path / "出").iterdir() if path.name.startswith(".")}
    assert names == {".ziping-0000new0"}
