"""`ziping carry` and `ziping move`: a record from another one, on files."""

import os
from pathlib import Path

from app.desk.carry import carry_over, score_place, with_scores
from app.desk.exports import write_text
from app.desk.files import read_record_file
from app.desk.forms import gallery
from app.desk.moving import left_out, moved
from app.desk.outcome import Outcome
from app.desk.texts import sentence
from app.desk.view import judged
from app.model.codec import record_to_json, write_record
from app.model.definition import FormDefinition
from app.model.faults import FaultError
from app.model.money import plain
from app.model.record import FormRecord

_LISTED = 20


def begun_from(
    record: FormRecord, definition: FormDefinition, form_id: str, year: int | None
) -> FormRecord:
    """The record of another year or form that begins with what was planned, and with the old
    texts and points beside.
    """
    made = carry_over(record, definition, gallery().form(form_id or record.form), year)
    scores = judged(record, definition).scores.rows
    points = {
        place: plain(score.points)
        for key, score in scores.items()
        if score.points is not None and (place := score_place(definition, key))
    }
    return with_scores(made, points)


def carry_file(
    path: Path, output: Path, language: str, year: int | None = None, form_id: str = ""
) -> Outcome:
    """`ziping carry`: next year's record, or another form's, from what was planned in one."""
    record, form = read_record_file(path)
    if year is None and record.year is not None:
        year = record.year + (0 if form_id and form_id != record.form else 1)
    made = begun_from(record, form.definition, form_id, year)
    _write(made, output)
    title = gallery().form(made.form).definition.title
    text = sentence("CLI_NEW", language, file=str(output), form=title)
    return Outcome(text, {"file": str(output), "record": record_to_json(made)})


def move_file(path: Path, form_id: str, output: Path, language: str) -> Outcome:
    """`ziping move`: a record in another form; what has no place there is kept and listed."""
    record, _ = read_record_file(path)
    form = gallery().form(form_id)
    made = moved(record, form)
    _write(made, output)
    left = left_out(made)
    lines = [sentence("CLI_NEW", language, file=str(output), form=form.definition.title)]
    if left:
        lines.append(sentence("CLI_LEFT", language, count=str(len(left))))
    lines += [f"  {place}: {' '.join(text.split())[:60]}" for place, text in left[:_LISTED]]
    data = {"file": str(output), "left": [item._asdict() for item in left]}
    return Outcome("\n".join(lines), data)


def _write(record: FormRecord, output: Path) -> None:
    if os.path.lexists(output):  # Path.exists raises where the name is too long
        raise FaultError("FILE_004", file=str(output))
    write_text(output, write_record(record))
