"""R2: what finance remarked on a returned form, until it is answered (登记退回)."""

from collections.abc import Iterator

import msgspec

from app.model.money import folded, is_blank
from app.model.record import Remark
from app.model.remarks import meant_place
from app.model.results import FROM_FINANCE, Finding, Severity
from app.rules.checks.context import Context
from app.rules.columns import one_line, short
from app.rules.finding import finding
from app.rules.shown import shown_text

REMARK = "remark"
"""The value of a finding that is the id of the remark it stands for."""

NOTHING = "—"
"""Stands for an empty cell in a sentence."""

_BRIEF = 24
_QUOTED = 40


def returned_findings(context: Context) -> Iterator[Finding]:
    """A finding for each remark, the latest return first.

    Unanswered it is 必改, and only an answer takes it away; once the cell reads otherwise than on
    its return it is 需核实, for finance still waits for the answer.
    """
    for remark in sorted(context.record.returns, key=lambda r: -r.round):
        made = _of(remark, context)
        yield msgspec.structs.replace(made, source=FROM_FINANCE, explained=remark.answer.strip())


def _of(remark: Remark, context: Context) -> Finding:
    record = context.record
    place = meant_place(record, remark.place)
    now = shown_text(record, context.definition, context.scores, place)
    answered = not is_blank(remark.answer)
    changed = folded(now) != folded(remark.before)
    severity: Severity = "info" if answered else "warning" if changed else "error"
    brief = short(remark.text, _BRIEF)
    values = {
        REMARK: remark.id,
        "round": str(remark.round),
        "text": remark.text,
        "brief": brief,
        "more": "" if brief == one_line(remark.text) else f"{remark.text}\n",
        "before": short(remark.before, _QUOTED) or NOTHING,
        "now": short(now, _QUOTED) or NOTHING,
    }
    return finding(
        "R2",
        severity,
        place,
        case="answered" if answered else "changed" if changed else "",
        **values,
    )
