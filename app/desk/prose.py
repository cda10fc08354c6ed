"""Checking a narrative report: its text alone, or against the record it is about."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from app.desk.files import LARGEST, is_report, read_record_file
from app.desk.forms import gallery
from app.desk.outcome import FINDINGS, OK, Outcome
from app.desk.policies import chosen, with_policy
from app.desk.records import new_record
from app.desk.reports import FINDINGS_SCHEMA
from app.desk.text_files import read_text_file
from app.desk.texts import catalogue, sentence
from app.model.faults import FaultError
from app.model.results import Finding
from app.prose.checking import check_report
from app.prose.document import Document, read_text
from app.prose.remarks import is_certain
from app.rules.checks.context import Context
from app.rules.messages import Catalogue
from app.rules.policy import effective_policy
from app.rules.scoring import score

LONGEST = 1_000_000
"""Characters of a report that are still checked; the longest that is known has 73,000."""


def read_report(path: Path) -> Document:
    """Read a report, as long as a person could have written it.

    Raises:
        FaultError: REPORT_006 it is longer, else what is wrong with the file.
    """
    document = _document(path)
    length = sum(len(text) for _, text in document.raw)
    if length > LONGEST:
        values = {"found": f"{length:,}", "limit": f"{LONGEST:,}"}
        raise FaultError("REPORT_006", file=path.name, **values)
    return document


def _document(path: Path) -> Document:
    """Read a report: a Word document, or plain text in UTF-8, UTF-16 or GB 18030.

    Raises:
        FaultError: FILE_001 it is missing, FILE_002 it cannot be opened, FILE_003 too large,
            REPORT_001 to _004 what is wrong with the document, REPORT_005 no text.
    """
    if path.suffix.lower() == ".docx":
        from app.exchange.docx_text import read_docx

        return read_docx(path)
    return read_text(read_text_file(path, LARGEST))


def check_reports(
    paths: Sequence[Path], record: Path | None, language: str, policy: str | None = None
) -> Outcome:
    """`ziping check REPORT`: what a report states, recomputed and held against its record.

    Without a record the grades of the named policy hold, else those of the form in daily use.

    Raises:
        FaultError: CLI_REPORT_ALONE more was named than one report, else what is wrong with it.
    """
    if len(paths) != 1 or not is_report(paths[0]):
        raise FaultError("CLI_REPORT_ALONE")
    path = paths[0]
    document = read_report(path)
    context = _context(record, policy)
    found = check_report(document, context.policy.grades, context if record else None)
    texts = catalogue(language)
    kind = "CLI_REPORT_PARAGRAPH" if path.suffix.lower() == ".docx" else "CLI_REPORT_LINE"
    found = tuple(_placed(each, kind, language) for each in found)
    lines = [_line(each, texts, kind, language) for each in found]
    data = {
        "schema": FINDINGS_SCHEMA,
        "findings": [_data(each, texts, path) for each in found],
    }
    code = FINDINGS if any(each.severity == "error" for each in found) else OK
    return Outcome("\n".join(lines or [sentence("CLI_CLEAN", language)]), data, code)


def _context(path: Path | None, policy: str | None) -> Context:
    """The record with its points; without one an empty record, for the sake of its policy."""
    if path is None:
        form = gallery().form(gallery().sample_form())
        record = new_record(form, None)
    else:
        record, form = read_record_file(path)
    if policy is not None:
        record = with_policy(record, form.definition, chosen(policy))
    scores = score(record, form.definition)
    return Context(record, form.definition, effective_policy(record, form.definition), scores, {})


def _placed(found: Finding, kind: str, language: str) -> Finding:
    """The finding with the other line that its sentence names in words (`第 12 行`)."""
    other = found.values.get("line")
    if other is None:
        return found
    named = sentence(kind, language, line=other)
    return msgspec.structs.replace(found, values={**found.values, "line": named})


def _line(found: Finding, texts: Catalogue, kind: str, language: str) -> str:
    """`必改 TX2 第 84 行 “…” 标题。句子`, with the words of the report where they are not told."""
    text = texts.finding_text(found)
    quoted = found.values.get("quoted", "") or found.found
    words = "" if not quoted or quoted in text else f"“{quoted}” "
    place = sentence(kind, language, line=found.place.field)
    severity = sentence(f"SEVERITY_{found.severity.upper()}", language)
    return f"{severity} {found.code} {place} {words}{texts.finding_title(found)} {text}"


def _data(found: Finding, texts: Catalogue, path: Path) -> dict[str, Any]:
    return {
        "code": found.code,
        "severity": found.severity,
        "certainty": "certain" if is_certain(found) else "possible",
        "place": str(found.place),
        "path": f"{path.name}:{found.place.field}",
        "title": texts.finding_title(found),
        "message": texts.finding_text(found),
        "quoted": found.values.get("quoted", "") or found.found,
        "worked": found.values.get("worked", ""),
        "expected": found.expected,
        "found": found.found,
        "explained": found.explained,
        "source": found.source,
    }
