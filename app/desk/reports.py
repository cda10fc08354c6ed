"""Scores and findings as the command line prints them: `ziping.score/1`, `ziping.findings/1`."""

from decimal import Decimal
from typing import Any

from app.desk.policies import departing_keys
from app.desk.view import View
from app.model.definition import FormDefinition
from app.model.money import plain
from app.model.places import Place
from app.model.results import Finding, Score, Step
from app.rules.messages import Catalogue
from app.rules.policy import effective_policy


def score_report(view: View, definition: FormDefinition, texts: Catalogue) -> dict[str, Any]:
    """The points of a record; numbers are strings as printed, null where not yet scored.

    Totals are null where nothing earns points. `execution` is the first of `executions`, which a
    form with several money tables has.
    """
    scores = view.scores
    earns = bool(scores.rows)
    report: dict[str, Any] = {
        "schema": "ziping.score/1",
        "total": plain(scores.total) if earns else None,
        "weight": plain(scores.weight) if earns else None,
        "grade": scores.grade,
        "missing": scores.missing,
        "added": plain(scores.added) if earns else None,
        "cap": _number(scores.cap),
        "steps": [_step(step, texts) for step in scores.steps],
        "reviewed": _number(scores.reviewed),
        "reviewed_grade": scores.reviewed_grade,
        "difference": _difference(scores.reviewed, scores.total),
        "policy": _policy(view, definition),
        "execution": None,
        "executions": [],
        "blocks": [],
        "indicators": [],
    }
    for section in definition.funds():
        score = scores.rows.get(f"{section.id}/{section.scored}")
        rate = scores.rates.get(f"{section.id}/{section.scored}")
        if score is not None:
            report["executions"].append(
                {
                    "place": str(score.place),
                    "rate": rate.printed if rate else "",
                    "weight": _number(score.weight),
                    "points": _number(score.points),
                    "computed": _number(score.computed),
                    "entered": _number(score.entered),
                    "reviewed": _number(score.reviewed),
                    "steps": [_step(step, texts) for step in score.steps],
                }
            )
    report["execution"] = next(iter(report["executions"]), None)
    for block in scores.blocks:
        if block.kind == "tier":
            report["blocks"].append(
                {
                    "tier1": block.key,
                    "weight": plain(block.weight),
                    "points": _number(block.points),
                    "missing": block.missing,
                }
            )
    for indicators in definition.indicators():
        for index, row in enumerate(view.record.rows(indicators.id)):
            row_score = scores.rows.get(f"{indicators.id}/{row.id}")
            if row_score is not None:
                path = f"{indicators.id}[{index}]"
                report["indicators"].append(_indicator(path, row_score, texts))
    return report


def _indicator(path: str, score: Score, texts: Catalogue) -> dict[str, Any]:
    return {
        "path": path,
        "place": str(score.place),
        "weight": _number(score.weight),
        "points": _number(score.points),
        "computed": _number(score.computed),
        "entered": _number(score.entered),
        "reviewed": _number(score.reviewed),
        "rule": score.rule,
        "counted": score.counted,
        "inferred": [_step(step, texts) for step in score.inferred],
        "steps": [_step(step, texts) for step in score.steps],
    }


def _policy(view: View, definition: FormDefinition) -> dict[str, Any]:
    """Which policy the points are by, and the keys in which it departs from the form's own."""
    policy = effective_policy(view.record, definition)
    return {
        "profile": policy.profile,
        "title": policy.title,
        "source": policy.source,
        "departs": list(departing_keys(policy, definition.policy)),
    }


def _step(step: Step, texts: Catalogue) -> dict[str, Any]:
    return {"code": step.code, "values": step.values, "text": texts.step_text(step)}


FINDINGS_SCHEMA = "ziping.findings/1"


def findings_report(view: View, texts: Catalogue) -> dict[str, Any]:
    """The findings of a record, explained ones included and marked."""
    return {"schema": FINDINGS_SCHEMA, "findings": findings_of(view, texts)}


def findings_of(view: View, texts: Catalogue) -> list[dict[str, Any]]:
    """Each finding with its place and its sentences."""
    return [finding_data(f, path_of(f.place, view), texts) for f in view.findings]


def finding_data(finding: Finding, path: str, texts: Catalogue) -> dict[str, Any]:
    """A finding with its sentences; `path` is its place by index."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "place": str(finding.place),
        "path": path,
        "title": texts.finding_title(finding),
        "message": texts.finding_text(finding),
        "expected": finding.expected,
        "found": finding.found,
        "explained": finding.explained,
        "source": finding.source,
    }


def path_of(place: Place, view: View) -> str:
    """A place for people: rows by their index, `indicators[3].actual`."""
    row = place.row or ""
    for index, known in enumerate(view.record.rows(place.section)):
        if known.id == place.row:
            row = f"[{index}]"
    head = place.section + (row if row.startswith("[") else f".{row}" if row else "")
    return f"{head}.{place.field}" if place.field else head


def has_errors(view: View) -> bool:
    """Whether a 必改 stands."""
    return any(f.severity == "error" and not f.explained for f in view.findings)


def _difference(reviewed: Decimal | None, total: Decimal) -> str | None:
    """What the reviewer gives more (or, with a minus, less) than the unit itself."""
    return None if reviewed is None else plain(reviewed - total)


def _number(value: Any) -> str | None:
    return None if value is None else plain(value)
