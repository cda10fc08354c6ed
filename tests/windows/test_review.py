"""预审: the findings that a reviewer would have, on wish and kept up to date."""

from pathlib import Path

import pytest

from app.desk import workspace
from app.desk.forms import Gallery
from tests.windows.stage import Stage


def codes(stage: Stage) -> list[str]:
    return [finding.code for finding in stage.document.shown.findings]


def test_suspicion_is_shown_on_wish_only_and_follows_every_edit(stage: Stage) -> None:
    quiet = codes(stage)
    assert "V3" not in quiet
    stage.run("review")
    assert "V3" in codes(stage)
    assert stage.window.actions_by_name["review"].isChecked()
    shown = [row.finding.code for row in stage.window.inspector.findings.rows()]
    assert "V3" in shown
    before = codes(stage).count("V3")
    stage.fill("indicators/q5h6/target", "≥3次")
    stage.fill("indicators/q5h6/actual", "3次")
    assert codes(stage).count("V3") == before - 1
    stage.run("review")
    assert "V3" not in codes(stage)
    assert not stage.window.actions_by_name["review"].isChecked()


def test_the_ledger_counts_mistakes_not_suspicion(stage: Stage) -> None:
    stage.run("review")
    stage.fill("fields/department", "云溪县财政局")
    stage.workspace.flush(5)
    header = next(h for h in stage.workspace.headers(None, "") if h.id == stage.record.id)
    stage.run("review")
    quiet = stage.document.view.findings
    assert header.warnings == sum(f.severity == "warning" for f in quiet)
    assert header.errors == sum(f.severity == "error" for f in quiet)


def test_another_record_of_the_project_is_compared(stage: Stage) -> None:
    stage.run("duplicate")
    stage.fill("indicators/m7c4/target", "90万元")
    assert len(stage.workspace.related(stage.document)) == 1
    stage.run("review")
    assert "C5" in codes(stage)


def test_a_record_whose_form_is_gone_can_be_reviewed(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stage.run("duplicate")
    nothing = Gallery(tmp_path)
    monkeypatch.setattr(workspace, "gallery", lambda: nothing)
    stage.run("review")
    assert stage.document.review
    assert "V3" in codes(stage)
