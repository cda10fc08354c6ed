"""The commands of the command line: the main job without a window."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.desk.drafting import first_draft, has_chapters
from app.desk.exports import RECORD_ENDING, ExportReport, export, file_name, write_text
from app.desk.files import read_record_file
from app.desk.folders import data_path
from app.desk.forms import OWN_FORMS, Form, gallery
from app.desk.outcome import FINDINGS, OK, Outcome
from app.desk.policies import chosen, misfits, shelf, with_policy
from app.desk.policy_words import lacking_names
from app.desk.records import complete, new_record
from app.desk.related import related_records
from app.desk.reports import (
    FINDINGS_SCHEMA,
    findings_of,
    findings_report,
    has_errors,
    path_of,
    score_report,
)
from app.desk.texts import catalogue, sentence
from app.desk.view import View, Viewer, judged
from app.model.change import apply
from app.model.codec import record_to_json, write_record
from app.model.definition import FormDefinition
from app.model.faults import FaultError, reason_of
from app.model.record import FormRecord
from app.rules.messages import Catalogue


def offer_forms_of(data: Path | None) -> None:
    """Let the commands know the forms in a data folder (`--data`, none: the usual one)."""
    gallery().offer_own(data_path(data) / OWN_FORMS)


def list_policies(language: str) -> Outcome:
    """`ziping policies`: the named policies at hand."""
    named = [shelf().policy(policy_id) for policy_id in shelf().ids()]
    lines = [f"{policy.id}  {policy.title}  {policy.source}" for policy in named]
    names = ("id", "title", "source", "note", "policy")
    data = [{name: getattr(policy, name) for name in names} for policy in named]
    return Outcome("\n".join(lines), {"policies": data})


def make_new(
    form_id: str, output: Path, year: int | None, language: str, policy: str | None = None
) -> Outcome:
    """`ziping new`: an empty record of a form; an existing file is never overwritten."""
    form = gallery().form(form_id)
    record, misfit = _under(new_record(form, year), form, policy, language)
    if os.path.lexists(output):  # Path.exists raises where the name is too long
        raise FaultError("FILE_004", file=str(output))
    write_text(output, write_record(record))
    line = sentence("CLI_NEW", language, file=str(output), form=form.definition.title)
    text = "\n".join([line, *misfit])
    return Outcome(text, {"file": str(output), "record": record_to_json(record)})


def score_file(path: Path, language: str, policy: str | None = None) -> Outcome:
    """`ziping score`: points, steps, grade, as if under a named policy where one is given."""
    view, definition, misfit = _view(path, policy, language)
    texts = catalogue(language)
    report = score_report(view, definition, texts)
    steps = [texts.step_text(step) for step in view.scores.steps]
    text = "\n".join([_score_line(view, report, language), *steps, *misfit])
    return Outcome(text, report, _code(view))


def check_files(
    paths: Sequence[Path], language: str, policy: str | None = None, *, review: bool = False
) -> Outcome:
    """`ziping check` and `ziping review`: the findings, as if under a named policy if one is given.

    Several tables of one project are compared with each other. `review` looks for what is
    suspicious too; its report says so with `"review": true`. The report of one file holds its
    `findings`, the report of several holds them in `records`, file by file.
    """
    texts, read = catalogue(language), [read_record_file(path) for path in paths]
    tables = [(record, form.definition) for record, form in read]
    lines: list[str] = []
    records: list[dict[str, Any]] = []
    wrong = False
    for path, (record, form) in zip(paths, read, strict=True):
        known = related_records(record, form.definition, tables)
        judge, misfit = _under(record, form, policy, language)
        view = judged(judge, form.definition, review=review, related=known)
        if len(paths) > 1:
            lines.append(str(path))
        lines += [*_finding_lines(view, texts, language), *misfit]
        records.append({"file": str(path), "findings": findings_of(view, texts)})
        wrong = wrong or has_errors(view)
    data: dict[str, Any] = {"schema": FINDINGS_SCHEMA}
    data |= {"findings": records[0]["findings"]} if len(records) == 1 else {"records": records}
    if review:
        data["review"] = True
    return Outcome("\n".join(lines), data, FINDINGS if wrong else OK)


def _finding_lines(view: View, texts: Catalogue, language: str) -> list[str]:
    lines = [
        f"{sentence('SEVERITY_' + f.severity.upper(), language)} {f.code} "
        f"{texts.finding_title(f)} [{path_of(f.place, view)}] {texts.finding_text(f)}"
        for f in view.findings
        if not f.explained
    ]
    return lines or [sentence("CLI_CLEAN", language)]


def export_file(
    path: Path,
    *,
    xlsx: Path | None,
    pdf: Path | None,
    docx: Path | None,
    record: Path | None,
    language: str,
    policy: str | None = None,
) -> Outcome:
    """`ziping export`: the wanted files, as if under a named policy where one is given."""
    if xlsx is None and pdf is None and docx is None and record is None:
        raise FaultError("CLI_EXPORT_NOTHING")
    if path.resolve() in [other.resolve() for other in (xlsx, pdf, docx) if other is not None]:
        raise FaultError("FILE_004", file=str(path))
    read, form = read_record_file(path)
    read, misfit = _under(read, form, policy, language)
    view, report = export(read, form, xlsx=xlsx, pdf=pdf, docx=docx, json=record)
    text = "\n".join([_export_lines(report, language), *misfit])
    return Outcome(text, _export_data(report), _code(view))


def draft_file(path: Path, output: Path, language: str) -> Outcome:
    """`ziping draft`: the empty chapters of a report filled from its own table, in a new file."""
    record, form = read_record_file(path)
    record = complete(record, form.definition)
    if not has_chapters(form.definition):
        raise FaultError("CLI_DRAFT_NONE", form=form.definition.title)
    if os.path.lexists(output):
        raise FaultError("FILE_004", file=str(output))
    drafted = first_draft(record, form.definition)
    if drafted.change is not None:
        record = apply(record, drafted.change)
    write_text(output, write_record(record))
    count = len(drafted.chapters)
    line = sentence("CLI_DRAFT", language, file=str(output), chapters=str(count))
    data = {"file": str(output), "chapters": count, "record": record_to_json(record)}
    return Outcome(line, data)


def demo(folder: Path, language: str) -> Outcome:
    """`ziping demo`: fill the sample, score, check, export; 0 when the files are made."""
    sample = gallery().sample_form()
    form, record = gallery().form(sample), gallery().sample(sample)
    make_folder(folder)
    endings = {"json": RECORD_ENDING, "xlsx": ".xlsx", "pdf": ".pdf"}
    targets = {kind: folder / file_name(record, form, end) for kind, end in endings.items()}
    view, report = export(
        record, form, xlsx=targets["xlsx"], pdf=targets["pdf"], json=targets["json"]
    )
    texts = catalogue(language)
    reports = {
        "score.json": score_report(view, form.definition, texts),
        "findings.json": findings_report(view, texts),
    }
    files = list(report.files)
    for name, data in reports.items():
        text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
        write_text(folder / name, text)
        files.append(folder / name)
    whole = ExportReport(tuple(files), report.pages, report.missing)
    line = _score_line(view, reports["score.json"], language)
    text = f"{line}\n{_export_lines(whole, language)}"
    return Outcome(text, {**_export_data(whole), "score": reports["score.json"]}, OK)


def make_folder(folder: Path) -> None:
    """Make a folder with its parents.

    Raises:
        FaultError: FILE_005 it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = reason_of(error)
        raise FaultError("FILE_005", file=str(folder), reason=reason) from error


def _view(path: Path, policy: str | None, language: str) -> tuple[View, FormDefinition, list[str]]:
    record, form = read_record_file(path)
    record, misfit = _under(record, form, policy, language)
    return Viewer(form.definition).view(record), form.definition, misfit


def _under(
    record: FormRecord, form: Form, policy: str | None, language: str
) -> tuple[FormRecord, list[str]]:
    """The record under a named policy, and what that policy names and the form lacks."""
    if policy is None:
        return record, []
    office = chosen(policy)
    named = shelf().policy(policy)
    found = lacking_names(misfits(named, form.definition), catalogue(language))
    lacking = "、".join(f"“{name}”" for name in found)
    line = sentence("CLI_POLICY_MISFIT", language, policy=named.title, names=lacking)
    return with_policy(record, form.definition, office), [line] if lacking else []


def _code(view: View) -> int:
    return FINDINGS if has_errors(view) else OK


def _score_line(view: View, report: dict[str, Any], language: str) -> str:
    errors = sum(f.severity == "error" and not f.explained for f in view.findings)
    code = "CLI_SCORE_MISSING" if view.scores.missing else "CLI_SCORE"
    if report["total"] is None:
        code = "CLI_SCORE_NONE"
    execution = report["execution"] or {"rate": "—", "points": "—"}
    return sentence(
        code,
        language,
        total=report["total"] or "",
        grade=report["grade"] or "—",
        rate=execution["rate"] or "—",
        points=execution["points"] or "—",
        missing=str(view.scores.missing),
        errors=str(errors),
    )


def _export_lines(report: ExportReport, language: str) -> str:
    lines = [sentence("CLI_MADE", language, file=str(path)) for path in report.files]
    if report.missing:
        names = "、".join(f"{c}（U+{ord(c):04X}）" for c in report.missing)
        lines.append(sentence("CLI_NO_GLYPH", language, characters=names))
    return "\n".join(lines)


def _export_data(report: ExportReport) -> dict[str, Any]:
    return {
        "files": [str(path) for path in report.files],
        "pages": report.pages,
        "missing_characters": list(report.missing),
    }
