"""The diagnosis helps, and holds nothing that a person typed or that names them."""

import getpass
import json
import platform
import re
import zipfile
from pathlib import Path

import pytest

from app.desk.evidence.files import keep_file
from app.desk.support.commands import export_diagnosis
from app.desk.support.crashes import LAST_CRASH, LOG_FILE
from app.desk.support.diagnosis import gather
from app.desk.workspace import Workspace
from app.model.change import Change, Set
from app.model.places import parse_place
from tests.desk.desk import NATIONAL

HOSTILE = "王五𠮷的机密"
SHORT = 2


def texts_in(value: object) -> set[str]:
    """Every text in a tree."""
    if isinstance(value, dict):
        return set().union(*map(texts_in, value.keys()), *map(texts_in, value.values()))
    if isinstance(value, list | tuple):
        return set().union(*map(texts_in, value))
    return {value} if isinstance(value, str) else set()


@pytest.fixture
def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder below a telling name, with records, drafts, settings, evidence, own forms."""
    monkeypatch.setenv("HOME", str(tmp_path / "home" / "lisi"))
    monkeypatch.setenv("LC_CTYPE", f"zh_CN {HOSTILE}")
    folder = tmp_path / "home" / "lisi" / f"{HOSTILE}的表"
    folder.mkdir(parents=True)
    space = Workspace(folder)
    opened = space.sample(NATIONAL)
    place = parse_place("fields/department")
    opened.document.commit(
        Change("EDIT_SET", (Set(place, opened.document.record.text(place), HOSTILE),))
    )
    space.put_draft(opened.id, place, HOSTILE)
    for name in ("backup/folder", f"policies/2026/{HOSTILE}", HOSTILE):
        space.put_setting(name, f"/home/lisi/{HOSTILE}")
    (tmp_path / f"{HOSTILE}.jpg").write_bytes(b"jpeg")
    keep_file(folder, tmp_path / f"{HOSTILE}.jpg")
    (folder / "forms" / HOSTILE).mkdir(parents=True)
    (folder / "forms" / HOSTILE / "form.toml").write_text(HOSTILE, encoding="utf-8")
    space.store.note("exported", opened.id, HOSTILE, HOSTILE)
    space.close()
    (folder / LOG_FILE).write_text(
        f'INFO start\nFile "{folder}/app/a.py"\n{folder}\n{Path.home()}\n'
    )
    (folder / LAST_CRASH).write_text(f'  File "{folder}/app/cli.py", line 3 in main\n')
    return folder


def all_text(path: Path) -> str:
    with zipfile.ZipFile(path) as pack:
        return "\n".join([*pack.namelist(), *(pack.read(n).decode() for n in pack.namelist())])


def test_no_text_of_a_filled_store_is_in_it(filled: Path, tmp_path: Path) -> None:
    space = Workspace(filled)
    kept = [space.load(header.id).record for header in space.all_headers()]
    space.close()
    path = tmp_path / "诊断.zip"
    outcome = export_diagnosis(filled, path, "zh")
    text = all_text(path)
    typed = {HOSTILE}
    for record in kept:
        typed |= texts_in(json.loads(json.dumps([record.sections, record.codes], default=str)))
        typed |= {str(value) for row in record.rows("indicators") for value in row.cells.values()}
    chinese = {t for t in typed if len(t) >= SHORT and not t.isascii()}
    amounts = {t for t in typed if re.fullmatch(r"\d{2,}\.\d\d", t)}
    assert len(chinese) > 20
    assert amounts
    assert [t for t in sorted(chinese | amounts) if t in text] == []
    assert str(path) in outcome.text


def test_nobody_and_no_folder_is_named(filled: Path, tmp_path: Path) -> None:
    export_diagnosis(filled, tmp_path / "a.zip", "zh")
    text = all_text(tmp_path / "a.zip")
    names = [HOSTILE, str(filled), str(tmp_path), "lisi", f"/home/{getpass.getuser()}"]
    names += [platform.node()] if len(platform.node()) > SHORT else []
    assert [name for name in names if name in text] == []
    assert "app/cli.py" in text


def test_it_tells_what_helps(filled: Path) -> None:
    parts = {part.name: part.text for part in gather(filled, display={"screens": 1})}
    store = json.loads(parts["store.json"])
    assert store["quick_check"] == "ok"
    assert store["lines"]["records"] == 1
    assert store["log_gaps"] == {}
    assert store["evidence_files"] == 1
    assert [form["id"] for form in store["forms"]] == [NATIONAL]
    assert {"area": "policies", "characters": 17} in store["settings"]
    forms = {form["id"]: form for form in json.loads(parts["forms.json"])["forms"]}
    assert forms[NATIONAL]["hash"] == store["forms"][0]["hash"]
    assert forms["…"]["own"]
    assert forms["…"]["fault"].startswith("DEFINITION_")
    assert json.loads(parts["system.json"])["data_folder"]["writable"]
    assert json.loads(parts["display.json"]) == {"screens": 1}
    assert all(name in parts["README.txt"] for name in parts if name != "README.txt")


def test_it_is_made_while_a_window_is_open_and_of_a_damaged_file(
    space: Workspace, tmp_path: Path
) -> None:
    space.sample(NATIONAL)
    assert space.flush(5)
    parts = {part.name: part.text for part in gather(space.folder)}
    assert json.loads(parts["store.json"])["lines"]["records"] == 1
    bad = tmp_path / "坏"
    bad.mkdir()
    (bad / "ziping.db").write_bytes(b"no database at all" * 100)
    parts = {part.name: part.text for part in gather(bad)}
    assert json.loads(parts["store.json"])["fault"] == "STORE_003"


def test_of_an_empty_folder_too_and_nothing_is_made_in_it(tmp_path: Path) -> None:
    parts = {part.name: part.text for part in gather(tmp_path / "没有")}
    assert json.loads(parts["store.json"])["bytes"] is None
    assert not (tmp_path / "没有").exists()
