"""导出诊断信息: what helps to find a fault, as one zip that a person can look into before sending.

Nothing in it was typed by a person: no contents of records, no names, no settings' values, and no
folder but as a kind of place.
"""

import contextlib
import locale
import os
import re
import sys
import zipfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from app.desk.datafolder.offers import examine, synced_by
from app.desk.drives import is_network, is_removable
from app.desk.evidence.files import kept_files
from app.desk.folders import DATABASE, data_choice, usual_path
from app.desk.forms import OWN_FORMS, gallery
from app.desk.keeping.backups import ELSEWHERE
from app.desk.support.crashes import CRASH_FILE, LAST_CRASH, LOG_FILE, without_folders
from app.desk.support.versions import versions
from app.desk.texts import sentence
from app.exchange.files import write_atomically
from app.model.faults import DefinitionError, FaultError
from app.store.database import BACKUPS
from app.store.diagnosis import diagnose
from app.store.schema import SCHEMA_VERSION

_LOG_END = 200_000
"""Characters of the log's end that are taken."""
_SHOWN_VARIABLES = (
    *("LANG", "LC_ALL", "LC_CTYPE", "XDG_SESSION_TYPE", "XDG_CURRENT_DESKTOP", "QT_IM_MODULE"),
    *(
        "QT_QPA_PLATFORM",
        "QT_SCALE_FACTOR",
        "QT_SCREEN_SCALE_FACTORS",
        "QT_AUTO_SCREEN_SCALE_FACTOR",
    ),
)
_PLAIN = re.compile(r"[A-Za-z0-9_.:;=@-]{0,40}")
_BARE_SETTINGS = {
    "window/split": re.compile(r"[0-9,]{0,40}"),
    ELSEWHERE: re.compile(r"[0-9T:.-]{0,40}"),
}
"""The settings whose values are told, and what such a value looks like."""
_ROOM = re.compile(r"[a-z]+(?=[/-]|$)")


class Part(NamedTuple):
    """A file of the diagnosis: its name, the sentence that says what it is, and its text."""

    name: str
    title: str
    text: str


def gather(
    folder: Path, language: str = "zh", display: Mapping[str, Any] | None = None
) -> tuple[Part, ...]:
    """Everything that goes into the diagnosis of a data folder; nothing is changed.

    `display` is what the window knows of screens and fonts.
    """
    made = [
        Part(
            "versions.json", "DIAGNOSIS_VERSIONS", _json({"schema": SCHEMA_VERSION, **versions()})
        ),
        Part("system.json", "DIAGNOSIS_SYSTEM", _json(_system(folder))),
        Part("store.json", "DIAGNOSIS_STORE", _json(_store(folder))),
        Part("forms.json", "DIAGNOSIS_FORMS", _json(_forms(folder))),
    ]
    if display is not None:
        made.append(Part("display.json", "DIAGNOSIS_DISPLAY", _json(display)))
    made += [
        Part("log.txt", "DIAGNOSIS_LOG", _text(folder, f"{LOG_FILE}.1", LOG_FILE)),
        Part("crash.txt", "DIAGNOSIS_CRASH", _text(folder, LAST_CRASH, CRASH_FILE)),
    ]
    lines = [sentence("DIAGNOSIS_ABOUT", language), ""]
    lines += [f"{part.name}  {sentence(part.title, language)}" for part in made]
    return (Part("README.txt", "DIAGNOSIS_README", "\n".join(lines) + "\n"), *made)


def write_diagnosis(path: Path, parts: tuple[Part, ...]) -> None:
    """Put the parts into one zip, whole or not at all.

    Raises:
        FaultError: EXPORT_NNN the file is not taken.
    """
    write_atomically(path, partial(_pack, parts))


def _pack(parts: tuple[Part, ...], path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
        for part in parts:
            pack.writestr(part.name, part.text)


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


def _system(folder: Path) -> dict[str, Any]:
    found = {name: os.environ.get(name, "") for name in _SHOWN_VARIABLES}
    variables = {k: v if _PLAIN.fullmatch(v) else "…" for k, v in found.items() if v}
    examined = examine(folder)
    return {
        "frozen": bool(getattr(sys, "frozen", False)),
        "encoding": [locale.getpreferredencoding(False), sys.getfilesystemencoding()],
        "variables": variables,
        "data_folder": {
            "usual": folder == usual_path(),
            "chosen_by": data_choice(None).by,
            "below_home": folder.is_relative_to(Path.home()),
            "characters": len(str(folder)),
            "ascii": str(folder).isascii(),
            "network": is_network(folder),
            "removable": is_removable(folder),
            "synced_by": synced_by(folder),
            "writable": not examined.refusal,
            "free_mb": None if examined.free is None else examined.free // 2**20,
        },
    }


def _store(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = {
        "bytes": _size(folder / DATABASE),
        "journal_bytes": _size(folder / f"{DATABASE}-journal"),
        "backups": _sizes(folder / BACKUPS),
    }
    with contextlib.suppress(OSError):
        told["evidence_files"] = sum(1 for _ in kept_files(folder))
    if told["bytes"] is None:
        return told
    try:
        found = diagnose(folder / DATABASE)
    except FaultError as fault:
        return {**told, "fault": fault.code}
    return {
        **told,
        "schema": found.version,
        "quick_check": list(found.problems) or "ok",
        "lines": found.contents.lines,
        "log_gaps": found.gaps,
        "settings": _settings(found.settings),
        "forms": [
            dict(zip(("id", "version", "hash", "records"), f, strict=True)) for f in found.forms
        ],
    }


def _settings(found: Mapping[str, str]) -> list[dict[str, Any]]:
    """Each setting by the first word of its name and the length of its value.

    Names and values may hold what a person typed.
    """
    told: list[dict[str, Any]] = []
    for name, value in sorted(found.items()):
        room = _ROOM.match(name)
        line: dict[str, Any] = {"area": room[0] if room else "…", "characters": len(value)}
        bare = _BARE_SETTINGS.get(name)
        told.append(line | ({"value": value} if bare and bare.fullmatch(value) else {}))
    return told


def _forms(folder: Path) -> dict[str, Any]:
    """The forms at hand by id, version and hash; a form that is out of order by its id alone."""
    gallery().offer_own(folder / OWN_FORMS)
    shipped = set(gallery().shipped_ids())
    told: list[dict[str, Any]] = []
    for form_id in gallery().ids():
        named = form_id if _PLAIN.fullmatch(form_id) else "…"
        line: dict[str, Any] = {"id": named, "own": form_id not in shipped}
        try:
            form = gallery().form(form_id)
            line |= {"version": form.definition.version, "hash": form.hash}
        except DefinitionError as fault:
            line["fault"] = fault.code
        told.append(line)
    return {"forms": told}


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def _sizes(folder: Path) -> list[int]:
    with contextlib.suppress(OSError):
        return sorted(path.stat().st_size for path in folder.iterdir() if path.suffix == ".db")
    return []


def _text(folder: Path, *names: str) -> str:
    """The end of files that hold nothing typed in, folders made short all the same."""
    text = ""
    for name in names:
        with contextlib.suppress(OSError):
            text += (folder / name).read_text("utf-8", "replace")
    text = without_folders(text[-_LOG_END:]).replace(str(folder), "…")
    return text.replace(str(Path.home()), "~")
