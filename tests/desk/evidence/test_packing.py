"""Evidence taken in, listed, packed and looked after."""

import zipfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desk.evidence.commands import EvidenceOrder, evidence
from app.desk.evidence.entries import Entry, attach, entries_of
from app.desk.evidence.files import kept_path
from app.desk.evidence.packing import (
    evidence_listing,
    losses,
    pack,
    packed_names,
    shrunk,
    take_files,
)
from app.desk.workspace import Workspace
from app.exchange.flat import read_flat
from app.model.faults import FaultError
from app.model.record import Evidence
from tests.desk.desk import NATIONAL
from tests.exchange.test_page_count import pdf
from tests.exchange.test_photos import photo

UTF8 = 0x800


def always(_done: int, _count: int) -> bool:
    return True


@pytest.fixture
def sources(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "U 盘"
    folder.mkdir()
    (folder / "台账.xlsx").write_bytes(b"PK not really")
    return [
        pdf(folder / "验收单（盖章）.pdf", 3),
        photo(folder / "现场.jpg", (3000, 2000)),
        folder / "台账.xlsx",
    ]


def entries(space: Workspace) -> tuple[Entry, ...]:
    assert space.opened is not None
    document = space.opened.document
    return entries_of(document.record, document.definition)


@pytest.fixture
def filled(space: Workspace, sources: list[Path]) -> Workspace:
    opened = space.sample(NATIONAL)
    document = opened.document
    files = take_files(space.folder, sources, shrink=False, go_on=always)
    row = document.record.rows("indicators")[0].id
    document.commit(attach(document.record, f"indicators/{row}", files[:2]))
    document.commit(attach(document.record, "", files[2:]))
    return space


def test_a_photo_made_smaller_keeps_its_name(space: Workspace, sources: list[Path]) -> None:
    names = [
        (name, kept.suffix)
        for name, kept in take_files(space.folder, sources, shrink=True, go_on=always)
    ]
    assert names == [("验收单（盖章）.pdf", ".pdf"), ("现场.jpg", ".jpg"), ("台账.xlsx", ".xlsx")]
    plain = take_files(space.folder, sources[1:2], shrink=False, go_on=always)[0][1]
    small = take_files(space.folder, sources[1:2], shrink=True, go_on=always)[0][1]
    assert small.size < plain.size
    item = Evidence("a", "", "现场.jpg", plain.sha256)
    assert shrunk(space.folder, item) == small
    assert shrunk(space.folder, Evidence("a", "", "现场.jpg", small.sha256)) is None


def test_taking_files_can_be_stopped(space: Workspace, sources: list[Path]) -> None:
    assert take_files(space.folder, sources, shrink=False, go_on=lambda done, _: done < 1) == []


def test_the_list_has_number_indicator_name_and_pages(filled: Workspace, tmp_path: Path) -> None:
    assert filled.opened is not None
    document = filled.opened.document
    listing = evidence_listing(entries(filled), document.record, document.definition)
    assert [row.texts for row in listing.rows] == [
        ("0-①", "整张表", "台账.xlsx", "—"),
        ("1.1-①", listing.rows[1].texts[1], "验收单（盖章）.pdf", "3"),
        ("1.1-②", listing.rows[1].texts[1], "现场.jpg", "1"),
        ("", "", "合计 3 件", "4"),
    ]
    assert len(listing.notes) == 1


def test_the_zip_file_holds_list_and_files_in_their_order(
    filled: Workspace, tmp_path: Path
) -> None:
    assert filled.opened is not None
    document = filled.opened.document
    listing = evidence_listing(entries(filled), document.record, document.definition)
    target = tmp_path / "佐证 材料.zip"
    assert pack(filled.folder, entries(filled), target, listing)
    with zipfile.ZipFile(target) as package:
        assert package.testzip() is None
        names = package.namelist()
        assert all(entry.flag_bits & UTF8 for entry in package.infolist())
        package.extractall(tmp_path / "拆")
    assert names == [
        "00 佐证材料目录.xlsx",
        "01 0-① 台账.xlsx",
        "02 1.1-① 验收单（盖章）.pdf",
        "03 1.1-② 现场.jpg",
    ]
    rows = read_flat(tmp_path / "拆" / names[0])[0].rows
    assert any("验收单（盖章）.pdf" in row for row in rows)


def test_a_stopped_packing_leaves_nothing(filled: Workspace, tmp_path: Path) -> None:
    assert filled.opened is not None
    document = filled.opened.document
    listing = evidence_listing(entries(filled), document.record, document.definition)
    room = tmp_path / "空"
    room.mkdir()
    assert not pack(filled.folder, entries(filled), room / "a.zip", listing, lambda d, _: d < 1)
    assert list(room.iterdir()) == []


def test_missing_and_altered_files_are_found_and_not_packed(
    filled: Workspace, tmp_path: Path
) -> None:
    assert filled.opened is not None
    document = filled.opened.document
    first, second, third = document.record.evidence
    assert losses(filled.folder, document.record.evidence) == []
    path, other = (kept_path(filled.folder, item.sha256) for item in (first, third))
    assert path is not None
    assert other is not None
    path.write_bytes(b"altered")
    other.unlink()
    found = losses(filled.folder, document.record.evidence)
    assert [(loss.evidence.id, loss.missing) for loss in found] == [
        (first.id, False),
        (third.id, True),
    ]
    listing = evidence_listing(entries(filled), document.record, document.definition)
    with pytest.raises(FaultError, match="EVIDENCE_009"):
        pack(filled.folder, entries(filled), tmp_path / "a.zip", listing)
    assert not (tmp_path / "a.zip").exists()
    with pytest.raises(FaultError, match="EVIDENCE_008"):
        shrunk(filled.folder, third)
    assert second in document.record.evidence


@given(st.lists(st.text(max_size=200), min_size=1, max_size=120))
def test_names_in_the_zip_file_are_safe_differ_and_keep_the_order(names: list[str]) -> None:
    made = packed_names(
        [Entry(Evidence(str(at), "", name, ""), "1.1-①", "") for at, name in enumerate(names)]
    )
    assert sorted(made) == made
    assert len(set(made)) == len(names)
    assert not [name for name in made if set(name) & set('/\\:*?"<>|\n')]


def test_the_command_adds_lists_packs_and_verifies(
    space: Workspace, sources: list[Path], tmp_path: Path
) -> None:
    record_id = space.sample(NATIONAL).id
    folder = space.folder
    space.close()
    order = EvidenceOrder(
        record=record_id,
        add=tuple(sources),
        place="1.1",
        shrink=True,
        lists=(tmp_path / "目录.xlsx", tmp_path / "目录.pdf"),
        zip=tmp_path / "材料.zip",
        verify=True,
    )
    outcome = evidence(folder, order, "zh")
    assert outcome.code == 0
    assert [item["number"] for item in outcome.data["evidence"]] == ["1.1-①", "1.1-②", "1.1-③"]
    assert all(path.stat().st_size for path in (*order.lists, tmp_path / "材料.zip"))
    gone = kept_path(folder, outcome.data["evidence"][0]["sha256"])
    assert gone is not None
    gone.unlink()
    outcome = evidence(folder, EvidenceOrder(record=record_id, verify=True), "zh")
    assert outcome.code == 1
    assert [item["missing"] for item in outcome.data["wrong"]] == [True]
    assert "缺失：验收单（盖章）.pdf" in outcome.text


@pytest.mark.parametrize(
    ("order", "code"),
    [
        (EvidenceOrder(record="", lists=(Path("a.docx"),)), "EVIDENCE_010"),
        (EvidenceOrder(record="", add=(Path("a.pdf"),), place="9.9"), "EVIDENCE_011"),
    ],
)
def test_a_wrong_order_is_one_sentence(space: Workspace, order: EvidenceOrder, code: str) -> None:
    record_id = space.sample(NATIONAL).id
    folder = space.folder
    space.close()
    with pytest.raises(FaultError, match=code):
        evidence(folder, msgspec.structs.replace(order, record=record_id), "zh")
