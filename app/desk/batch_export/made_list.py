"""The list of what a job made (导出清单): on screen, as workbook and as PDF."""

from collections.abc import Sequence
from pathlib import Path

from app.desk.batch_export.making import VERSION_WORDS, Made, Report, Version
from app.desk.batch_export.names import numbered
from app.desk.lists import write_list_file
from app.desk.texts import sentence
from app.sheet.listing import ListColumn, Listing, ListRow

_BLOCK = 16
_SHARES = (0.5, 4.0, 2.8, 0.6, 1.3, 3.4)
_BODY = 9.0
_HEADS = (
    *("BATCH_NUMBER", "BATCH_FILE", "BATCH_PROJECT", "BATCH_PAGES", "BATCH_CODE", "BATCH_SUM"),
)
_RIGHT = (0, 3)


def made_listing(made: Sequence[Made], version: Version, language: str) -> Listing:
    """The files with their projects, pages, check codes and sums (SHA-256).

    Without check codes their column is left out.
    """
    coded = any(item.code for item in made)
    keep = [at for at in range(len(_HEADS)) if coded or _HEADS[at] != "BATCH_CODE"]
    rows = []
    for number, item in enumerate(made, start=1):
        project = item.title or sentence("BATCH_ALL", language)
        texts = (
            *(str(number), item.file, project, str(item.pages)),
            *(item.code, _grouped(item.sha256)),
        )
        rows.append(ListRow(tuple(texts[at] for at in keep)))
    columns = tuple(
        ListColumn(sentence(_HEADS[at], language), _SHARES[at], number=at in _RIGHT) for at in keep
    )
    return Listing(
        sentence("BATCH_LIST", language),
        columns,
        tuple(rows),
        sentence(VERSION_WORDS[version], language),
        (sentence("BATCH_SUM_NOTE", language),),
        landscape=True,
        body_size=_BODY,
    )


def _grouped(sha256: str) -> str:
    """A sum as two lines of two blocks, so that an eye can follow."""
    blocks = [sha256[at : at + _BLOCK] for at in range(0, len(sha256), _BLOCK)]
    return "\n".join(" ".join(blocks[at : at + 2]) for at in range(0, len(blocks), 2))


def write_made_list(
    report: Report, version: Version, language: str, suffixes: Sequence[str]
) -> tuple[Path, ...]:
    """Write the list beside the files as `.xlsx` and `.pdf`, under a name that is not taken.

    Raises:
        FaultError: EXPORT_NNN it cannot be written.
    """
    folder = Path(report.folder)
    taken = {path.name.casefold() for path in folder.iterdir()}
    name = numbered(sentence("BATCH_LIST", language), taken, suffixes)
    paths = tuple(folder / f"{name}{suffix}" for suffix in suffixes)
    listing = made_listing(report.files, version, language)
    for path in paths:
        write_list_file(listing, path)
    return paths
