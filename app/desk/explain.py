"""What the checks mean: one of them in full, or all of them by name."""

import difflib
from decimal import Decimal
from typing import Any, NamedTuple

from app.desk.forms import gallery
from app.desk.outcome import Outcome
from app.desk.texts import catalogue, sentence
from app.model.definition import FormDefinition, Formula
from app.model.faults import FaultError
from app.model.money import plain
from app.model.results import Severity
from app.rules.checks.codes import CHECKS
from app.rules.messages import Catalogue


class Explanation(NamedTuple):
    """A check as a person reads of it; what is not known of it is empty.

    `review` tells that it speaks in 预审 only, `limit` is its threshold, `off` that the form does
    without it, and `own` that it is a formula of the form.
    """

    code: str
    severity: Severity
    name: str
    what: str
    rule: str
    remedy: str
    source: str
    limit: Decimal | None = None
    review: bool = False
    off: bool = False
    own: bool = False


def explanations(
    texts: Catalogue, definition: FormDefinition | None = None
) -> dict[str, Explanation]:
    """All checks by code: the program's, then those of a form."""
    found = {code: _built_in(code, texts, definition) for code in CHECKS}
    if definition is not None:
        off = definition.checks.off
        found |= {f.code: _own(f, f.code in off) for f in definition.checks.formulas}
    return found


def _built_in(code: str, texts: Catalogue, definition: FormDefinition | None) -> Explanation:
    check = CHECKS[code]
    checks = None if definition is None else definition.checks
    limit = check.limit if checks is None else checks.limits.get(code, check.limit)
    return Explanation(
        code=code,
        severity=check.severity,
        name=texts.check_text(code, "name", limit),
        what=texts.check_text(code, "what", limit),
        rule=texts.check_text(code, "rule", limit),
        remedy=texts.check_text(code, "remedy", limit),
        source=texts.check_text(code, "source", limit),
        limit=limit,
        review=check.review,
        off=checks is not None and code in checks.off,
    )


def _own(formula: Formula, off: bool) -> Explanation:
    """A formula explains itself: its message says what is wrong, and what to do."""
    message = formula.message.strip()
    return Explanation(
        code=formula.code,
        severity=formula.severity,
        name=message,
        what="",
        rule=" ".join(formula.must.split()),
        remedy="",
        source=formula.source,
        off=off,
        own=True,
    )


def explain(code: str | None, form_id: str | None, language: str, *, alone: bool) -> Outcome:
    """`ziping check --explain`: one check, or all of them where the code is empty.

    Args:
        code: the check's code; none where `--explain` was not given.
        form_id: the form whose own checks and thresholds are meant, none for the usual ones.
        language: of the sentences.
        alone: whether no record was named with it.

    Raises:
        FaultError: CLI_CHECK_WHAT neither a record nor an explanation is asked for, or both;
            CLI_NO_CHECK there is no such check.
        DefinitionError: there is no such form, or it is wrong.
    """
    if code is None or not alone:
        raise FaultError("CLI_CHECK_WHAT")
    definition = None if form_id is None else gallery().form(form_id).definition
    known = explanations(catalogue(language), definition)
    if not code:
        lines = [_line(each, language) for each in known.values()]
        data = {"schema": "ziping.checks/1", "checks": [_data(e) for e in known.values()]}
        return Outcome("\n".join(lines), data)
    found = known.get(code.strip().upper())
    if found is None:
        nearest = next(iter(difflib.get_close_matches(code.strip().upper(), known, 1, 0.0)))
        raise FaultError("CLI_NO_CHECK", found=code, nearest=nearest)
    data = {"schema": "ziping.check/1", **_data(found)}
    return Outcome("\n".join(_lines(found, language)), data)


def _severity(found: Explanation, language: str) -> str:
    return sentence(f"SEVERITY_{found.severity.upper()}", language)


def _line(found: Explanation, language: str) -> str:
    return f"{found.code}  {_severity(found, language)}  {found.name}"


def _lines(found: Explanation, language: str) -> list[str]:
    said = {
        "EXPLAIN_SEVERITY": _severity(found, language),
        "EXPLAIN_WHEN": sentence(when(found), language),
        "EXPLAIN_LIMIT": "" if found.limit is None else plain(found.limit),
        "EXPLAIN_WHAT": found.what,
        "EXPLAIN_RULE": found.rule,
        "EXPLAIN_REMEDY": found.remedy,
        "EXPLAIN_SOURCE": found.source,
    }
    told = (sentence(code, language, text=text) for code, text in said.items() if text)
    return [f"{found.code}  {found.name}", *told]


def when(found: Explanation) -> str:
    """The message code of the moment at which a check speaks."""
    if found.off:
        return "EXPLAIN_OFF"
    return "EXPLAIN_REVIEW" if found.review else "EXPLAIN_ALWAYS"


def _data(found: Explanation) -> dict[str, Any]:
    limit = None if found.limit is None else plain(found.limit)
    return {**found._asdict(), "limit": limit}
