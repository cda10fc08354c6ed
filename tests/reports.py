"""The report forms that are shipped, with their samples, and small ways to change them."""

from functools import cache

import msgspec

from app.desk.forms import Form, gallery
from app.desk.records import complete
from app.model.record import FormRecord
from tests.rules.records import with_text

SELF, EVALUATION = "self-assessment-report", "evaluation-report"


@cache
def report_form(form_id: str = SELF) -> Form:
    """A report form."""
    return gallery().form(form_id)


@cache
def report(form_id: str = SELF) -> FormRecord:
    """Its sample, with every section in place."""
    return complete(gallery().sample(form_id), report_form(form_id).definition)


def saying(
    text: str, place: str = "report/overview", record: FormRecord | None = None
) -> FormRecord:
    """The report with another text in a chapter."""
    return with_text(record or report(), place, text)


def unwritten(record: FormRecord | None = None) -> FormRecord:
    """The report without any text."""
    held = record or report()
    return msgspec.structs.replace(held, sections={**held.sections, "report": {}})
