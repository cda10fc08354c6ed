"""The sheets of a form as text, to be compared with what was looked at once.

`python -m tests.golden` writes the files of all forms anew; look at the difference before it is
kept.
"""

from pathlib import Path

from app.desk.forms import gallery
from app.model.record import FormRecord
from app.rules.scoring import score
from app.sheet.layout import SheetLayout
from app.sheet.sheet import Cell, Sheet

FOLDER = Path(__file__).resolve().parent / "data" / "golden"


def dumped(form_id: str) -> str:
    """The sheets of a form's sample."""
    definition = gallery().form(form_id).definition
    record = gallery().sample(form_id)
    return "\n".join(map(lines_of, _sheets(form_id, record))) + f"\n{definition.basis}\n"


def _sheets(form_id: str, record: FormRecord) -> tuple[Sheet, ...]:
    definition = gallery().form(form_id).definition
    return SheetLayout().sheets(definition, record, score(record, definition))


def lines_of(sheet: Sheet) -> str:
    """A sheet line by line, with every cell's place, span, kind and text."""
    widths = " ".join(f"{width:g}" for width in sheet.columns)
    lines = [f"== {sheet.part}: {sheet.title} ({widths})"]
    lines += [f"# {heading.style}: {heading.text}" for heading in sheet.headings]
    for row in sheet.rows:
        lines.append(" | ".join(map(_cell, row.cells)))
    return "\n".join(lines)


def _cell(cell: Cell) -> str:
    span = f"{cell.column}+{cell.colspan}" + (f"x{cell.rowspan}" if cell.rowspan > 1 else "")
    text = cell.text.replace("\n", "⏎")
    return f"{span} {cell.kind[0]} {text}".rstrip()


def main() -> None:
    """Write the files of all forms that have a sample."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for form_id in gallery().ids():
        (FOLDER / f"{form_id}.txt").write_text(dumped(form_id), encoding="utf-8")


if __name__ == "__main__":
    main()
