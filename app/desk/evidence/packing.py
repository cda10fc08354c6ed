"""Evidence taken in, listed, packed for handing over, and looked after."""

import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from app.desk.evidence.entries import Entry, suffix_of
from app.desk.evidence.files import KeptFile, is_intact, keep_file, kept_path
from app.desk.exports import title_of
from app.desk.lists import write_list_file
from app.desk.progress import GoOn, always
from app.desk.texts import sentence
from app.exchange.files import safe_file_name, write_atomically
from app.exchange.photos import can_shrink, shrink_photo
from app.model.definition import FormDefinition
from app.model.faults import FaultError, reason_of
from app.model.record import Evidence, FormRecord
from app.sheet.listing import ListColumn, Listing, ListRow

_CHUNK = 1024 * 1024
_EPOCH = (1980, 1, 1, 0, 0, 0)
_SHARES = (0.8, 2.6, 3.4, 0.6)
_LIST_NAME = "00 佐证材料目录.xlsx"
_SMALLER = 0.95
"""A shrunk picture must be at most this share of the old one, else it is not worth it."""


class Loss(NamedTuple):
    """A file of evidence that is not as it was: missing, or altered."""

    evidence: Evidence
    missing: bool


def take_files(
    folder: Path, sources: Sequence[Path], *, shrink: bool, go_on: GoOn
) -> list[tuple[str, KeptFile]]:
    """Keep files in the data folder, photos made smaller where that is asked; stopped, none.

    Raises:
        FaultError: EVIDENCE_NNN, PHOTO_001: one of them cannot be kept.
    """
    made: list[tuple[str, KeptFile]] = []
    for source in sources:
        if not go_on(len(made), len(sources)):
            return []
        made.append(_taken(folder, source, shrink=shrink))
    return made


def _taken(folder: Path, source: Path, *, shrink: bool) -> tuple[str, KeptFile]:
    smaller = _smaller(folder, source) if shrink and can_shrink(source.name) else None
    if smaller is None:
        return source.name, keep_file(folder, source)
    return Path(source.name).with_suffix(smaller.suffix).name, smaller


def shrunk(folder: Path, item: Evidence) -> KeptFile | None:
    """A smaller copy of a kept picture; none where it is no picture or would not be smaller.

    Raises:
        FaultError: EVIDENCE_008 the kept file is missing; PHOTO_001 it is no picture.
    """
    path = kept_path(folder, item.sha256)
    if path is None:
        raise FaultError("EVIDENCE_008", file=item.name)
    return _smaller(folder, path) if can_shrink(path.name) else None


def _smaller(folder: Path, source: Path) -> KeptFile | None:
    try:
        with tempfile.TemporaryDirectory(prefix="ziping-") as room:
            target = Path(room) / f"{source.stem[:60]}.jpg"
            shrink_photo(source, target)
            if target.stat().st_size > source.stat().st_size * _SMALLER:
                return None
            return keep_file(folder, target)
    except OSError as error:
        raise FaultError("EVIDENCE_002", file=str(source), reason=reason_of(error)) from error


def losses(folder: Path, evidence: Sequence[Evidence]) -> list[Loss]:
    """The files that are missing from the data folder, or no longer what they were."""
    return [
        Loss(item, kept_path(folder, item.sha256) is None)
        for item in evidence
        if not is_intact(folder, item.sha256)
    ]


def evidence_listing(
    entries: Sequence[Entry], record: FormRecord, definition: FormDefinition, language: str = "zh"
) -> Listing:
    """The list of evidence (佐证材料目录): 序号, 指标, 材料名称, 页数; its last line adds up."""
    whole = sentence("EVIDENCE_WHOLE", language)
    rows = [
        ListRow((e.number, e.row or whole, e.evidence.name, _pages(e.evidence.pages)))
        for e in entries
    ]
    notes: tuple[str, ...] = ()
    if entries:
        pages = sum(entry.evidence.pages for entry in entries)
        count = sentence("EVIDENCE_COUNT", language, count=str(len(entries)))
        rows.append(ListRow(("", "", count, _pages(pages)), "strong"))
        unknown = sum(not entry.evidence.pages for entry in entries)
        if unknown:
            notes = (sentence("EVIDENCE_UNKNOWN", language, count=str(unknown)),)
    heads = ("EVIDENCE_NUMBER", "EVIDENCE_ROW", "EVIDENCE_NAME", "EVIDENCE_SHEETS")
    columns = tuple(
        ListColumn(sentence(head, language), share, "center" if share < 1 else "left", at == 3)
        for at, (head, share) in enumerate(zip(heads, _SHARES, strict=True))
    )
    year = f"{record.year}　" if record.year else ""
    subtitle = year + title_of(record, definition)
    title = sentence("EVIDENCE_TITLE", language)
    return Listing(title, columns, tuple(rows), subtitle, notes)


def _pages(pages: int) -> str:
    return str(pages) if pages else "—"


def pack(
    folder: Path,
    entries: Sequence[Entry],
    target: Path,
    listing: Listing,
    go_on: GoOn = always,
) -> bool:
    """Write the files in their order, with their numbers and their list, into one zip file.

    The names are marked as UTF-8. False where a person stopped it: then nothing was written.

    Raises:
        FaultError: EVIDENCE_009 files are missing or altered; EXPORT_NNN the zip file cannot be
            written. What stood there before is untouched.
    """
    wrong = losses(folder, [entry.evidence for entry in entries])
    if wrong:
        names = "、".join(f"“{loss.evidence.name}”" for loss in wrong[:3])
        raise FaultError("EVIDENCE_009", count=str(len(wrong)), names=names)
    stopped = False

    def write(temporary: Path) -> None:
        nonlocal stopped
        with tempfile.TemporaryDirectory(prefix="ziping-") as room:
            listed = Path(room) / _LIST_NAME
            write_list_file(listing, listed)
            with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as package:
                _add(package, listed, _LIST_NAME)
                for at, (entry, name) in enumerate(
                    zip(entries, packed_names(entries), strict=True)
                ):
                    if not go_on(at, len(entries)):
                        stopped = True
                        raise _StoppedError
                    path = kept_path(folder, entry.evidence.sha256)
                    if path is not None:
                        _add(package, path, name)

    try:
        write_atomically(target, write)
    except _StoppedError:
        return False
    return not stopped


class _StoppedError(Exception):
    """A person stopped the work."""


def packed_names(entries: Sequence[Entry]) -> list[str]:
    """The names of the files in the zip file: sorted by name they stand in the list's order."""
    width = max(2, len(str(len(entries))))
    names: list[str] = []
    for at, entry in enumerate(entries, start=1):
        suffix = suffix_of(entry.evidence.name)
        stem = safe_file_name(entry.evidence.name.removesuffix(suffix))
        names.append(f"{at:0{width}} {entry.number} {stem}{suffix}")
    return names


def _add(package: zipfile.ZipFile, path: Path, name: str) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    with path.open("rb") as source, package.open(entry, "w", force_zip64=True) as target:
        while block := source.read(_CHUNK):
            target.write(block)
