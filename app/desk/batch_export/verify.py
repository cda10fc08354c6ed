"""`ziping verify`: whether a file still is what was exported, by the check code at its foot."""

import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from app.desk.batch_export.check_code import check_code, codes_in, read_code
from app.desk.batch_export.commands import EXPORTED
from app.desk.captions import caption
from app.desk.exports import export
from app.desk.files import read_record_file
from app.desk.forms import Form
from app.desk.names import PROJECT, name_of
from app.desk.outcome import FINDINGS, OK, Outcome
from app.desk.stages import local_time
from app.desk.texts import sentence
from app.desk.view import judged
from app.desk.workspace import Workspace, workspace_at
from app.exchange.embedded import WorkbookReadError
from app.exchange.flat import read_flat
from app.exchange.readback import page_texts, worksheet_feet
from app.model.faults import FaultError, reason_of
from app.model.record import FormRecord
from app.store.values import LogQuestion

_LISTED = 20
_REVISION = re.compile(r"r(\d+)\Z")
_PDF, _ZIP = b"%PDF-", b"PK\x03\x04"


class Known(NamedTuple):
    """A record that has a code: as it was printed, as it is now (none: unknown), and when."""

    record: FormRecord
    form: Form
    now: FormRecord | None = None
    time: str = ""


class Part(NamedTuple):
    """The worksheets or pages of a file that carry one code, by their numbers from 0."""

    code: str
    numbers: tuple[int, ...]


class Verdict(NamedTuple):
    """What was found out about one code: its record, what the file says otherwise, and since.

    `differences` are sentences, empty where the file is as it was made; `changed` says what was
    changed in the record after that.
    """

    code: str
    title: str
    time: str
    differences: tuple[str, ...]
    changed: tuple[str, ...]


def verify(data: Path | None, name: str, against: Path | None, language: str) -> Outcome:
    """`ziping verify`: compare a workbook or PDF with the record that its check code names.

    The record is that in the working copy itself, in the file `against`, else in the data folder
    as it was when the file was made. A code alone, as it stands on signed paper, tells which
    record it is of and what was changed since. Exit code 1 where something differs or nothing is
    known.
    """
    path = Path(name)
    code = "" if path.exists() else read_code(name)
    asked = _Asked(path, code, against, language)
    if against is not None or (not code and asked.is_alone()):
        return asked.answer(None)
    with workspace_at(data, language) as space:
        return asked.answer(space)


def verify_in(space: Workspace, path: Path) -> Outcome:
    """Compare a file with the records of a workspace that is open.

    Raises:
        FaultError: VERIFY_NNN, FILE_NNN, IMPORT_NNN: it cannot be verified.
    """
    return _Asked(path, "", None, space.language).answer(space)


class _Asked:
    """A file or a code, and what is found out about it."""

    def __init__(self, path: Path, code: str, against: Path | None, language: str) -> None:
        self._path, self._against, self._language = path, against, language
        self._texts: tuple[str, ...] = ()
        self._bare: tuple[int, ...] = ()
        self._parts = [Part(code, ())]
        self._is_code = bool(code)
        if not code:
            is_pdf = _is_pdf(path)
            self._texts = page_texts(path) if is_pdf else ()
            feet = self._texts if is_pdf else [foot for _, foot in worksheet_feet(path)]
            self._parts, self._bare = _parts(feet, sentence("BATCH_MARK_WORD", language))
            if is_pdf and not self._parts:
                raise FaultError("VERIFY_002", file=path.name)

    def is_alone(self) -> bool:
        """Whether the file carries no code: a working copy answers for itself."""
        return not self._parts

    def answer(self, space: Workspace | None) -> Outcome:
        """What is found out, with the records of a workspace where one is needed."""
        language = self._language
        if self.is_alone():
            return _told(self._path, [_inside(self._path, language)], (), language)
        verdicts = []
        for part in self._parts:
            known = _known(part.code, self._against, space)
            if self._is_code and known is not None:
                verdicts.append(_of_code(part.code, known, language))
            else:
                verdicts.append(_verdict(self._path, part, known, self._texts, language))
        return _told(self._path, verdicts, self._bare, language)


def _of_code(code: str, known: Known, language: str) -> Verdict:
    title = name_of(known.form.definition, known.record, PROJECT)
    return Verdict(code, title, known.time, (), _since(known, language))


def _is_pdf(path: Path) -> bool:
    """Whether a file is a PDF; a workbook is none.

    Raises:
        FaultError: FILE_001, FILE_002 it cannot be read, VERIFY_001 it is neither.
    """
    try:
        with path.open("rb") as file:
            head = file.read(1024)
    except FileNotFoundError as error:
        raise FaultError("FILE_001", file=str(path)) from error
    except OSError as error:
        raise FaultError("FILE_002", file=str(path), reason=reason_of(error)) from error
    if _PDF not in head and not head.startswith(_ZIP):
        raise FaultError("VERIFY_001", file=path.name)
    return _PDF in head


def _parts(feet: Sequence[str], mark: str) -> tuple[list[Part], tuple[int, ...]]:
    """The codes with their pages or worksheets, and those that carry none."""
    numbers: dict[str, list[int]] = {}
    bare: list[int] = []
    for number, text in enumerate(feet):
        found = codes_in(text, mark)
        # The foot is the last thing on a page: a code quoted in a text stands before it.
        (numbers.setdefault(found[-1], []) if found else bare).append(number)
    return [Part(code, tuple(at)) for code, at in numbers.items()], tuple(bare)


# ---- the record of a code --------------------------------------------------------------------


def _inside(path: Path, language: str) -> Verdict:
    """A working copy against the record inside it."""
    try:
        record, form = read_record_file(path)
    except WorkbookReadError as error:
        if error.code == "IMPORT_005":
            raise FaultError("VERIFY_002", file=path.name) from error
        raise
    count = len(read_flat(path))
    part = Part("", tuple(range(count)))
    return _verdict(path, part, Known(record, form), (), language)


def _known(code: str, against: Path | None, space: Workspace | None) -> Known | None:
    if against is not None:
        record, form = read_record_file(against)
        return Known(record, form, record) if _code(record, form) == code else None
    return next(_candidates(code, space), None) if space is not None else None


def _candidates(code: str, space: Workspace) -> Iterator[Known]:
    """Records that have a code: by the log as they were, else as they are."""
    for entry in space.store.operations(LogQuestion(search=code, kinds=(EXPORTED,))):
        found = _REVISION.search(entry.detail)
        if code not in entry.detail or not entry.record or found is None:
            continue
        loaded = space.load(entry.record)
        record = space.store.record_at(entry.record, int(found[1]))
        if _code(record, loaded.form) == code:
            yield Known(record, loaded.form, loaded.record, local_time(entry.time))
    for header in space.all_headers():
        loaded = space.load(header.id)
        if _code(loaded.record, loaded.form) == code:
            yield Known(loaded.record, loaded.form, loaded.record)


def _code(record: FormRecord, form: Form) -> str:
    return check_code(judged(record, form.definition), form.definition)


# ---- comparing -------------------------------------------------------------------------------


def _verdict(
    path: Path, part: Part, known: Known | None, texts: Sequence[str], language: str
) -> Verdict:
    if known is None:
        unknown = sentence("VERIFY_UNKNOWN", language, mark=part.code)
        return Verdict(part.code, "", "", (unknown,), ())
    with tempfile.TemporaryDirectory(prefix="ziping-") as room:
        made = Path(room) / f"made.{'pdf' if texts else 'xlsx'}"
        kinds = {"pdf" if texts else "xlsx": made}
        export(known.record, known.form, **kinds)
        if texts:
            found = [texts[number] for number in part.numbers]
            differences = _page_differences(found, page_texts(made), part, language)
        else:
            differences = _sheet_differences(path, made, part, language)
    title = name_of(known.form.definition, known.record, PROJECT)
    return Verdict(part.code, title, known.time, tuple(differences), _since(known, language))


def _sheet_differences(path: Path, made: Path, part: Part, language: str) -> list[str]:
    """The cells in which a workbook differs from the one that the record makes."""
    sheets = read_flat(path)
    found, wanted = [sheets[number] for number in part.numbers], read_flat(made)
    if len(found) != len(wanted):
        return [sentence("VERIFY_SHEETS", language, found=str(len(found)), wanted=str(len(wanted)))]
    told: list[str] = []
    for one, other in zip(found, wanted, strict=True):
        height = max(len(one.rows), len(other.rows))
        width = max((len(row) for row in (*one.rows, *other.rows)), default=0)
        for row in range(height):
            for column in range(width):
                if (row, column) in other.merged:
                    continue
                here, there = _text(one.rows, row, column), _text(other.rows, row, column)
                if here != there:
                    cell = f"{one.name}!{_letters(column)}{row + 1}"
                    values = {"cell": cell, "found": here or "—", "wanted": there or "—"}
                    told.append(sentence("VERIFY_CELL", language, **values))
    return told


def _text(rows: Sequence[Sequence[str]], row: int, column: int) -> str:
    text = rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
    return "\n".join(text.split("\r\n")).strip()


def _letters(column: int) -> str:
    name = ""
    while column >= 0:
        name = chr(ord("A") + column % 26) + name
        column = column // 26 - 1
    return name


def _page_differences(
    found: Sequence[str], wanted: Sequence[str], part: Part, language: str
) -> list[str]:
    """The pages on which a PDF differs, with the words that are new and those that are gone."""
    mark = sentence("BATCH_MARK_WORD", language)
    if len(found) != len(wanted):
        return [sentence("VERIFY_SHEETS", language, found=str(len(found)), wanted=str(len(wanted)))]
    told: list[str] = []
    for number, one, other in zip(part.numbers, found, wanted, strict=True):
        here, there = _lines(one, mark, part.code), _lines(other, mark, part.code)
        if "".join(here) != "".join(there):
            new = "；".join(line for line in here if line not in there)[:60] or "—"
            gone = "；".join(line for line in there if line not in here)[:60] or "—"
            page = str(number + 1)
            told.append(sentence("VERIFY_PAGE", language, page=page, found=new, wanted=gone))
    return told


def _lines(text: str, mark: str, code: str) -> list[str]:
    squeezed = ("".join(line.split()) for line in text.splitlines())
    bare = (line.replace(f"{mark}{code}", "") for line in squeezed)
    return [line for line in bare if line]


def _since(known: Known, language: str) -> tuple[str, ...]:
    """What was changed in the record after the file was made, as sentences."""
    if known.now is None or known.now == known.record:
        return ()
    before, now = dict(known.record.texts()), dict(known.now.texts())
    definition = known.form.definition
    return tuple(
        sentence(
            "VERIFY_CHANGED",
            language,
            place=caption(place, definition, known.now, language),
            before=before.get(place, "") or "—",
            now=now.get(place, "") or "—",
        )
        for place in dict.fromkeys((*before, *now))
        if before.get(place, "") != now.get(place, "")
    )


# ---- telling ---------------------------------------------------------------------------------


def _told(path: Path, verdicts: Sequence[Verdict], bare: Sequence[int], language: str) -> Outcome:
    lines: list[str] = []
    for verdict in verdicts:
        head = {"mark": verdict.code or "—", "title": verdict.title, "time": verdict.time or "—"}
        if verdict.title:
            lines.append(sentence("VERIFY_RECORD", language, **head))
        if not verdict.differences:
            same = "VERIFY_SAME" if path.exists() else "VERIFY_AS_PRINTED"
            lines += (
                []
                if verdict.changed and same == "VERIFY_AS_PRINTED"
                else ["  " + sentence(same, language)]
            )
        lines += [f"  {text}" for text in verdict.differences[:_LISTED]]
        lines += [f"  {text}" for text in verdict.changed[:_LISTED]]
    if bare:
        places = "、".join(str(number + 1) for number in bare)
        lines.append(sentence("VERIFY_BARE", language, places=places))
    wrong = bool(bare) or any(verdict.differences for verdict in verdicts)
    data: dict[str, Any] = {
        "schema": "ziping.verify/1",
        "file": str(path),
        "same": not wrong,
        "parts": [
            {
                "code": verdict.code,
                "title": verdict.title,
                "time": verdict.time,
                "differences": list(verdict.differences),
                "changed_since": list(verdict.changed),
            }
            for verdict in verdicts
        ],
        "without_code": [number + 1 for number in bare],
    }
    return Outcome("\n".join(lines), data, FINDINGS if wrong else OK)
