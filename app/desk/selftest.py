"""Whether the program works on this machine: every part is tried once, in a folder of its own."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol

import msgspec

from app.desk.exports import export
from app.desk.forms import gallery
from app.desk.names import PROJECT, name_of, place_of
from app.desk.outcome import FINDINGS, OK, Outcome
from app.desk.reports import score_report
from app.desk.support.versions import versions
from app.desk.texts import catalogue, fault_sentence, sentence
from app.desk.view import Viewer
from app.desk.workspace import Workspace
from app.exchange.readback import pdf_text, workbook_texts
from app.locate import own_command
from app.model.change import Change, Set, apply
from app.model.faults import FaultError
from app.version import VERSION

SAMPLE_TOTAL = "99.87"
"""Points of the shipped sample, counted by hand from its printed table."""
RARE = "𬭸𠮷㼆䶮"
"""Characters of names and places that many fonts and formats lose: planes 2 and Extension A."""
_PATIENCE = 120
"""Seconds that a child process may take: a first start from a slow stick, scanned for viruses."""


class Painted(Protocol):
    """Paints the window over an empty data folder; returns what was seen."""

    def __call__(self, folder: Path, language: str) -> str:
        """Raise SELFTEST_006 where nothing is to be seen."""


class Result(msgspec.Struct, frozen=True):
    """How one check went: what was seen, or the sentence that says what failed."""

    name: str
    title: str
    passed: bool
    text: str
    seconds: float


class Check(NamedTuple):
    """A part that is tried: its name, its sentence, and what tries it in an empty folder."""

    name: str
    title: str
    run: Callable[[Path], str]


def selftest(language: str, painted: Painted, only: str = "") -> Outcome:
    """`ziping selftest`: try every part of the program, or one; 0 when all work, else 1.

    Args:
        language: of the report.
        painted: paints the window; called in this process only if nothing but the window is tried.
        only: the name of the one check to make.
    """
    in_place = only == "window"
    window = partial(painted if in_place else _window_in_child, language=language)
    checks = [*CHECKS, Check("window", "SELFTEST_WINDOW", window)]
    results = [_tried(check, language) for check in checks if only in ("", check.name)]
    return _outcome(results, versions(), language)


def _tried(check: Check, language: str) -> Result:
    started = time.perf_counter()
    try:
        # Qt and SQLite may hold a file a moment longer than Windows lets it be deleted.
        with tempfile.TemporaryDirectory(prefix="自检 ", ignore_cleanup_errors=True) as folder:
            text, passed = check.run(Path(folder)), True
    except FaultError as fault:
        text, passed = fault_sentence(fault, language), False
    except Exception as error:  # whatever fails is what the report is for
        text, passed = f"{type(error).__name__}: {error}", False
    seconds = round(time.perf_counter() - started, 2)
    title = sentence(check.title, language)
    return Result(check.name, title, passed, " ".join(text.split()), seconds)


def _outcome(results: Sequence[Result], told: Mapping[str, str], language: str) -> Outcome:
    named = "、".join(f"{name} {v}" for name, v in told.items() if name != "system")
    named = f"{named}（{told['system']}）"
    lines = [sentence("SELFTEST_VERSIONS", language, text=named)]
    for result in results:
        code = "SELFTEST_PASSED" if result.passed else "SELFTEST_FAILED"
        lines.append(sentence(code, language, name=result.title, text=result.text))
    passed = all(result.passed for result in results)
    lines.append(sentence("SELFTEST_ALL" if passed else "SELFTEST_NOT_ALL", language))
    data = {"passed": passed, "versions": dict(told), "checks": msgspec.to_builtins(results)}
    return Outcome("\n".join(lines), data, OK if passed else FINDINGS)


# ---- the checks: each returns what it saw, or raises


def _store(folder: Path) -> str:
    """A record written into a new database is there after it was closed and opened again."""
    workspace = Workspace(folder)
    try:
        kept = workspace.sample(gallery().sample_form())
        record, record_id = kept.document.record, kept.id
    finally:
        workspace.close()
    workspace = Workspace(folder)
    try:
        again = workspace.open(record_id).document.record
    finally:
        workspace.close()
    _same("SELFTEST_002", again == record)
    return f"ziping.db {(folder / 'ziping.db').stat().st_size // 1024} KB"


def _score(folder: Path) -> str:
    form = gallery().form(gallery().sample_form())
    view = Viewer(form.definition).view(gallery().sample(gallery().sample_form()))
    total = score_report(view, form.definition, catalogue())["total"]
    if total != SAMPLE_TOTAL:
        raise FaultError("SELFTEST_001", found=str(total), wanted=SAMPLE_TOTAL)
    return SAMPLE_TOTAL


def _workbook(folder: Path) -> str:
    path, name = _exported(folder, "xlsx")
    _same("SELFTEST_003", any(name in text for text in workbook_texts(path)))
    return name


def _pdf(folder: Path) -> str:
    path, name = _exported(folder, "pdf")
    _same("SELFTEST_003", name in "".join(pdf_text(path).split()))
    return name


def _exported(folder: Path, ending: str) -> tuple[Path, str]:
    """The sample's workbook or PDF, its project named with rare characters; and that name."""
    form = gallery().form(gallery().sample_form())
    record = gallery().sample(gallery().sample_form())
    place = place_of(form.definition, PROJECT)
    if place is not None:
        old = name_of(form.definition, record, PROJECT)
        record = apply(record, Change("SELFTEST_PDF", (Set(place, old, RARE),)))
    path = folder / f"表 {RARE}.{ending}"
    made = {"xlsx": None, "pdf": None, ending: path}
    _, report = export(record, form, xlsx=made["xlsx"], pdf=made["pdf"])
    if report.missing:
        raise FaultError("SELFTEST_004", found="".join(report.missing))
    return path, name_of(form.definition, record, PROJECT)


def _libraries(folder: Path) -> str:
    """A frozen program uses the libraries that it brings, not older ones of the system."""
    loaded = loaded_libraries(Path("/proc/self/maps"))
    foreign = foreign_libraries(loaded, getattr(sys, "_MEIPASS", ""))
    if foreign:
        raise FaultError("SELFTEST_007", found="、".join(foreign))
    return str(len(loaded))


def loaded_libraries(maps: Path) -> list[str]:
    """The shared libraries of this process, none where the system does not tell."""
    if not maps.is_file():
        return []
    lines = maps.read_text("utf-8", "surrogateescape").splitlines()
    paths = {line.split(maxsplit=5)[5] for line in lines if line.count(" ") >= 5 and "/" in line}
    return sorted(path for path in paths if ".so" in path)


def foreign_libraries(loaded: Sequence[str], bundle: str) -> list[str]:
    """Those that come from elsewhere, though the bundle (none: an empty text) holds them."""
    if not bundle:
        return []
    outside = [path for path in loaded if not path.startswith(f"{bundle}{os.sep}")]
    held = {path.name for path in Path(bundle).rglob("*.so*")}
    return [path for path in outside if os.path.basename(path) in held]  # noqa: PTH119


def _child(folder: Path) -> str:
    own = getattr(sys, "_MEIPASS", None)
    if own and own in os.environ.get("LD_LIBRARY_PATH", ""):
        raise FaultError("SELFTEST_005", found="LD_LIBRARY_PATH")
    code, said = _run(["--version"], folder)
    if code == 0 and VERSION in said:
        code, told = _run(["selftest", "--only", "libraries"], folder)
        said = said if code == 0 else told
    if code != 0 or VERSION not in said:
        raise FaultError("SELFTEST_005", found=f"{code}，{said}")
    return said


def _window_in_child(folder: Path, language: str) -> str:
    """The window, in a process of its own: where Qt finds no screen or library, it aborts."""
    options = ["--language", language, "selftest", "--json", "--only", "window"]
    code, said = _run(options, folder)
    try:
        text = str(json.loads(said)["checks"][0]["text"])
    except ValueError:
        text = said
    if code != 0:
        raise FaultError("SELFTEST_005", found=f"{code}，{text}")
    return text


def _run(arguments: Sequence[str], folder: Path) -> tuple[int, str]:
    """Run this program; its exit code, and what it said, or the end of what it complained of."""
    done = subprocess.run(
        [*own_command(), *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=_PATIENCE,
        check=False,
    )
    return done.returncode, done.stdout.strip() or done.stderr.strip()[-500:]


def _same(code: str, holds: bool) -> None:
    if not holds:
        raise FaultError(code)


CHECKS = (
    Check("store", "SELFTEST_STORE", _store),
    Check("score", "SELFTEST_SCORE", _score),
    Check("xlsx", "SELFTEST_XLSX", _workbook),
    Check("pdf", "SELFTEST_PDF", _pdf),
    Check("libraries", "SELFTEST_LIBRARIES", _libraries),
    Check("child", "SELFTEST_CHILD", _child),
)
NAMES = (*(check.name for check in CHECKS), "window")
"""What can be tried alone."""
