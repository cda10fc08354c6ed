"""Evidence in the window: dropped on a row, listed beside it, opened, moved, packed."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QInputDialog

from app.desk.evidence.files import kept_path
from app.model.places import Place, parse_place
from app.windows.evidence_panel import EvidencePanel
from tests.exchange.test_page_count import pdf
from tests.exchange.test_photos import photo
from tests.windows.stage import Stage


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "手机 照片"
    folder.mkdir()
    return [pdf(folder / "验收单.pdf", 3), photo(folder / "现场.jpg", (3000, 2000))]


@pytest.fixture
def rows(stage: Stage) -> list[str]:
    """The places of the rows that have a weight."""
    return [f"indicators/{row.id}" for row in stage.record.rows("indicators") if row.text("weight")]


def drop(stage: Stage, files: Sequence[Path], place: Place | None) -> None:
    """Let files fall on the cell of a place, or on the tool bar."""
    point = QPoint(5, 5)
    if place is not None:
        stage.go(str(place))
        rect = stage.paper.visualRect(stage.paper.paper.index_of(place))
        point = stage.paper.viewport().mapTo(stage.window, rect.center())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(point), Qt.DropAction.CopyAction, data, *none)
    stage.window.dropEvent(event)
    stage.settle()


def panel_of(stage: Stage) -> EvidencePanel:
    stage.window.inspector.tabs.setCurrentWidget(stage.window.evidence)
    stage.settle()
    return stage.window.evidence.panel


def shown(panel: EvidencePanel) -> list[str]:
    return [line.texts[0] for line in panel.table.lines()]


def test_files_that_fall_on_a_row_prove_it(
    stage: Stage, files: list[Path], rows: list[str]
) -> None:
    drop(stage, files, parse_place(f"{rows[1]}/target"))
    assert [(item.place, item.name) for item in stage.record.evidence] == [
        (rows[1], "验收单.pdf"),
        (rows[1], "现场.jpg"),
    ]
    panel = stage.window.evidence.panel
    assert stage.window.inspector.tabs.currentWidget() is stage.window.evidence
    assert shown(panel) == ["1.2-① 验收单.pdf", "1.2-② 现场.jpg"]
    assert stage.record.evidence[1].size < files[1].stat().st_size
    assert stage.names()[0] == "EVIDENCE_ADD"
    stage.window.commands.run("undo")
    assert stage.record.evidence == ()
    assert shown(panel) == []


def test_a_record_that_falls_on_a_row_is_opened(
    stage: Stage, rows: list[str], tmp_path: Path
) -> None:
    target = tmp_path / "记录.json"
    stage.export(target)
    before = stage.record.id
    drop(stage, [target], parse_place(f"{rows[0]}/target"))
    assert stage.record.id != before
    assert stage.record.evidence == ()


@pytest.mark.parametrize("yes", [True, False])
def test_a_workbook_that_is_no_record_is_asked_about(
    stage: Stage, rows: list[str], tmp_path: Path, yes: bool
) -> None:
    path = tmp_path / "台账.csv"
    path.write_text("甲,乙\n1,2\n", encoding="utf-8")
    stage.answers.yes = yes
    drop(stage, [path], parse_place(f"{rows[0]}/target"))
    assert any("台账.csv" in text for text in stage.answers.said)
    assert len(stage.record.evidence) == (1 if yes else 0)


def test_what_is_added_belongs_to_the_row_one_stands_in(
    stage: Stage, files: list[Path], rows: list[str]
) -> None:
    panel = panel_of(stage)
    stage.go(f"{rows[0]}/target")
    panel.add_files(files[:1])
    stage.go("fields/project")
    panel.add_files(files[:1])
    assert shown(panel) == ["0-① 验收单.pdf", "1.1-① 验收单.pdf"]
    assert "整张表" in panel.here.text()
    stage.go(f"{rows[2]}/target")
    panel.move_here(list(stage.record.evidence))
    assert [item.place for item in stage.record.evidence] == [rows[2], rows[2]]


def test_chosen_files_are_opened_named_counted_shrunk_and_removed(
    stage: Stage, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = panel_of(stage)
    panel.shrink.setChecked(False)
    panel.add_files(files)
    first, second = stage.record.evidence
    panel.table.chosen.emit(first.id)
    assert stage.answers.outside == [kept_path(stage.workspace.folder, first.sha256)]
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a, **_k: ("终验", True))
    monkeypatch.setattr(QInputDialog, "getInt", lambda *_a, **_k: (8, True))
    panel._rename(first)
    panel._set_pages(first)
    panel.make_smaller([second])
    assert [(item.name, item.pages) for item in stage.record.evidence] == [
        ("终验.pdf", 8),
        ("现场.jpg", 1),
    ]
    assert stage.record.evidence[1].size < second.size
    panel.remove(list(stage.record.evidence))
    assert stage.record.evidence == ()
    assert not panel.more.isEnabled()


def test_missing_files_are_red_and_told(stage: Stage, files: list[Path], tmp_path: Path) -> None:
    panel = panel_of(stage)
    panel.add_files(files[:1])
    panel.verify()
    assert panel.note.text() == "1 个文件全部完好。"
    path = kept_path(stage.workspace.folder, stage.record.evidence[0].sha256)
    assert path is not None
    path.unlink()
    panel.refresh()
    assert "缺失" in shown(panel)[0] or "missing" in shown(panel)[0]
    panel.verify()
    assert panel.note.text() == "缺失：验收单.pdf"
    stage.window.commands.attempt(lambda: panel.write(tmp_path / "a.zip"))
    panel._open(stage.record.evidence[0].id)
    assert len(stage.answers.said) == 2
    assert not (tmp_path / "a.zip").exists()


@pytest.mark.parametrize("suffix", [".xlsx", ".pdf", ".zip"])
def test_list_and_zip_are_written(
    stage: Stage, files: list[Path], tmp_path: Path, suffix: str
) -> None:
    panel = panel_of(stage)
    panel.add_files(files)
    panel.write(tmp_path / f"佐证{suffix}")
    assert (tmp_path / f"佐证{suffix}").stat().st_size > 1000


def test_evidence_is_added_to_a_locked_record(stage: Stage, files: list[Path]) -> None:
    stage.document.locked = True
    panel = panel_of(stage)
    panel.add_files(files[:1])
    assert len(stage.record.evidence) == 1
