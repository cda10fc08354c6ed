"""Exports of one form, against LibreOffice turning the same workbook into PDF."""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from app.desk.exports import export, write_text
from app.desk.forms import Form
from app.model.codec import write_record
from app.model.record import FormRecord
from tests.bench.children import timed
from tests.bench.figures import Aim, Line, Sample
from tests.bench.records import LONG_ROWS, bench_form, long_record

_RUNNING = Aim("at least", 20.0)
_PROCESS = Aim("at least", 4.0)
_OFFICE = ("soffice", "libreoffice")
_NO_OFFICE = "LibreOffice is not installed"


def export_lines(runs: int) -> list[Line]:
    """Workbook and PDF, in the running program and as a whole process."""
    form = bench_form()
    record = long_record(form, LONG_ROWS)
    office = next((path for path in map(shutil.which, _OFFICE) if path), None)
    with tempfile.TemporaryDirectory(prefix="ziping-bench-") as name:
        folder = Path(name)
        ways = _ways(folder, record, form)
        if office is not None:
            ways["office"] = lambda: _office(office, folder)
        taken: dict[str, list[float]] = {way: [] for way in ways}
        for run in range(runs + 1):
            for way, go in ways.items():
                seconds = go()
                # The first of each fills the caches, and makes what LibreOffice reads.
                if run:
                    taken[way].append(seconds)
    reference = _sample(taken["office"]) if office else None
    return [
        _line(f"PDF of a {LONG_ROWS}-row form, running program", taken["pdf"], reference, _RUNNING),
        _line("the same, as a process", taken["pdf process"], reference, _PROCESS),
        _line(f"workbook of a {LONG_ROWS}-row form, running program", taken["xlsx"], reference),
        _line("the same, as a process", taken["xlsx process"], reference),
    ]


def _line(name: str, taken: list[float], reference: Sample | None, aim: Aim | None = None) -> Line:
    against = "LibreOffice, workbook to PDF" if reference else ""
    skipped = "" if reference else f"skipped: {_NO_OFFICE}"
    return Line(name, _sample(taken), reference, against, aim, faster=True, skipped=skipped)


def _sample(seconds: list[float]) -> Sample:
    return Sample(tuple(1000 * value for value in seconds), "ms")


def _ways(folder: Path, record: FormRecord, form: Form) -> dict[str, Callable[[], float]]:
    source = folder / "record.json"
    write_text(source, write_record(record))
    command = [sys.executable, "-m", "app.cli", "export", str(source)]
    pdf, book = folder / "form.pdf", folder / "form.xlsx"
    return {
        "pdf": lambda: _inside(lambda: export(record, form, pdf=pdf)),
        "xlsx": lambda: _inside(lambda: export(record, form, xlsx=book)),
        "pdf process": lambda: timed([*command, "--pdf", str(pdf)], pdf),
        "xlsx process": lambda: timed([*command, "--xlsx", str(book)], book),
    }


def _inside(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def _office(program: str, folder: Path) -> float:
    """Seconds in which LibreOffice turns the workbook into PDF, with a profile of its own."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    made = folder / "office"
    options = ["--headless", "--convert-to", "pdf", "--outdir", str(made)]
    return timed([program, profile, *options, str(folder / "form.xlsx")], made / "form.pdf")
