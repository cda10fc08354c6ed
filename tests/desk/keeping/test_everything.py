"""一键全量导出: everything is there, readable, summed, and nothing half stays."""

import hashlib
import json
from pathlib import Path

import openpyxl
import pytest

from app.desk.evidence.files import FOLDER, keep_file
from app.desk.exports import RECORD_ENDING
from app.desk.keeping.commands import export_all
from app.desk.keeping.everything import export_everything
from app.desk.keeping.unpack import Package
from app.desk.workspace import Workspace
from app.model.change import Change, Set
from app.model.codec import read_record
from app.model.faults import FaultError
from app.model.places import RECORD, Place
from app.model.record import Evidence
from tests.desk.desk import NATIONAL

EVIDENCE = Place(RECORD, None, "evidence")


def with_evidence(space: Workspace, tmp_path: Path) -> str:
    opened = space.sample(NATIONAL)
    (tmp_path / "验收单.pdf").write_bytes(b"%PDF-1.4")
    kept = keep_file(space.folder, tmp_path / "验收单.pdf")
    row = opened.document.record.rows("indicators")[2].id
    files = (
        Evidence("e1", f"indicators/{row}", "验收单.pdf", kept.sha256),
        Evidence("e2", "", "丢了的.pdf", "0" * 64),
    )
    opened.document.commit(Change("EVIDENCE_ADD", (Set(EVIDENCE, (), files),)))
    space.flush(5)
    return opened.id


def always(_done: int, _count: int, _title: str) -> bool:
    return True


def test_everything_is_there_and_listed_with_its_sum(space: Workspace, tmp_path: Path) -> None:
    record_id = with_evidence(space, tmp_path)
    made = export_everything(space, tmp_path / "出 口", always)
    assert made is not None
    assert [name.endswith("丢了的.pdf") for name in made.missing] == [True]
    year = made.folder / "2019年度"
    (record_file,) = (year / "记录文件").iterdir()
    assert record_file.name.endswith(RECORD_ENDING)
    assert read_record(record_file.read_bytes()) == space.load(record_id).record
    assert sorted(path.suffix for path in (year / "自评表").iterdir()) == [".pdf", ".xlsx"]
    assert (year / "自评情况汇总.pdf").is_file()
    proofs = [path.name for path in (year / "佐证材料").rglob("*.pdf")]
    assert len(proofs) == 1
    assert proofs[0].endswith("验收单.pdf")
    assert [p.id for p in Package(made.folder / "数据包.ziping").manifest.records] == [record_id]
    log = json.loads((made.folder / "操作日志.json").read_text("utf-8"))
    assert (log["gaps"], len(log["entries"])) == ([], 2)
    sheet = openpyxl.load_workbook(made.folder / "文件清单.xlsx").active
    assert sheet is not None
    listed = {str(row[0].value): str(row[2].value) for row in sheet.iter_rows(min_row=3)}
    files = [path for path in made.folder.rglob("*") if path.is_file()]
    assert len(files) == made.files
    for path in files:
        name = path.relative_to(made.folder).as_posix()
        if name != "文件清单.xlsx":
            assert listed[name] == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("stop_at", [0, 2, 4])
def test_stopped_anywhere_no_folder_is_left(space: Workspace, tmp_path: Path, stop_at: int) -> None:
    with_evidence(space, tmp_path)
    target = tmp_path / "出"
    assert export_everything(space, target, lambda done, count, title: done < stop_at) is None
    assert list(target.iterdir()) == []


def test_a_place_that_takes_nothing_is_told(space: Workspace, tmp_path: Path) -> None:
    space.sample(NATIONAL)
    (tmp_path / "文件").write_text("no folder")
    with pytest.raises(FaultError) as fault:
        export_everything(space, tmp_path / "文件", always)
    assert fault.value.code == "EVERYTHING_001"


def test_a_copy_of_the_data_is_exported_with_the_evidence_of_the_original(
    space: Workspace, tmp_path: Path
) -> None:
    with_evidence(space, tmp_path)
    space.save_copy(tmp_path / "副本" / "ziping.db")
    outcome = export_all(
        tmp_path / "副本", tmp_path / "出", "zh", evidence=space.folder, progress=False
    )
    found = [path.name for path in Path(outcome.data["folder"]).rglob("*验收单.pdf")]
    assert len(found) == 1
    assert not (tmp_path / "副本" / FOLDER).exists()


def test_an_empty_store_exports_its_log(space: Workspace, tmp_path: Path) -> None:
    made = export_everything(space, tmp_path / "出", always)
    assert made is not None
    names = {path.name for path in made.folder.iterdir()}
    assert names == {"操作日志.xlsx", "操作日志.json", "文件清单.xlsx"}


def test_two_scans_of_one_name_keep_their_suffix(space: Workspace, tmp_path: Path) -> None:
    opened = space.sample(NATIONAL)
    scans = []
    for number in (1, 2):
        (tmp_path / "签章.pdf").write_bytes(b"%PDF" + bytes([number]))
        kept = keep_file(space.folder, tmp_path / "签章.pdf")
        scans.append(Evidence(f"s{number}", "", "签章.pdf", kept.sha256, kind="signed"))
    opened.document.commit(Change("EVIDENCE_ADD", (Set(EVIDENCE, (), tuple(scans)),)))
    space.flush(5)
    made = export_everything(space, tmp_path / "出", always)
    assert made is not None
    assert len(list((made.folder / "2019年度" / "佐证材料").rglob("签章*.pdf"))) == 2
