"""The commands about forms: which are at hand, what is wrong with one, a draft of a new one."""

from pathlib import Path
from typing import Any

from app.desk.commands import make_folder
from app.desk.exports import write_text
from app.desk.folders import place_for_data
from app.desk.form_checks import README, FormReport, described, examine
from app.desk.form_files import DEFINITION, folders_in, has_definition
from app.desk.forms import OWN_FORMS, gallery
from app.desk.outcome import FINDINGS, OK, Outcome
from app.desk.texts import fault_sentence, sentence
from app.model.faults import FaultError

CHECK_SCHEMA = "ziping.forms-check/1"


def list_forms(language: str) -> Outcome:
    """`ziping forms`: the forms at hand as they are offered, and those that are out of order."""
    held = [form.definition for form in gallery().usable()]
    forms = sorted(held, key=lambda form: form.place)
    broken = gallery().broken(language)
    lines = [f"{form.id}  {form.title}  {form.basis}" for form in forms]
    lines += [f"✗ {name}  {text}" for name, text in broken]
    data: dict[str, Any] = {
        "forms": [
            {"id": f.id, "version": f.version, "title": f.title, "basis": f.basis} for f in forms
        ]
    }
    if broken:
        data["broken"] = [{"id": name, "reason": text} for name, text in broken]
    return Outcome("\n".join(lines), data)


def check_forms(folder: Path, language: str) -> Outcome:
    """`ziping forms check`: a form, or all below a folder, with everything that is wrong.

    Raises:
        FaultError: FORMS_NONE there is no form.
    """
    if folder.name == DEFINITION and folder.is_file():
        folder = folder.parent
    folder = folder.resolve()  # `.` has no name that an id could be compared with
    wanted = (folder,) if has_definition(folder) else folders_in(folder)
    if not wanted:
        raise FaultError("FORMS_NONE", folder=str(folder))
    around = folder.parent if has_definition(folder) else folder

    def find(form_id: str) -> Path | None:
        beside = around / form_id
        return beside / DEFINITION if has_definition(beside) else gallery().find(form_id)

    shipped = gallery().shipped_ids() if around != gallery().shipped_folder else ()
    reports = [examine(path, find, shipped) for path in wanted]
    text = "\n\n".join(_told(report, language) for report in reports)
    data = {"schema": CHECK_SCHEMA, "forms": [_data(report, language) for report in reports]}
    wrong = any(report.faults for report in reports)
    return Outcome(text, data, FINDINGS if wrong else OK)


def _told(report: FormReport, language: str) -> str:
    name = report.folder.name
    if report.faults:
        lines = [sentence("FORMS_WRONG", language, form=name, count=str(len(report.faults)))]
        lines += [f"✗ {fault_sentence(fault, language)}" for fault in report.faults]
    else:
        lines = [sentence("FORMS_RIGHT", language, form=name)]
    lines += [f"! {fault_sentence(fault, language)}" for fault in report.warnings]
    if report.definition is not None:
        told = described(report.definition)
        lines += [sentence(code, language, **values) for code, values in told]
    return "\n".join(lines)


def _data(report: FormReport, language: str) -> dict[str, Any]:
    definition = report.definition
    data: dict[str, Any] = {
        "folder": str(report.folder),
        "ok": not report.faults,
        "problems": [_fault_data(fault, language) for fault in report.faults],
        "warnings": [_fault_data(fault, language) for fault in report.warnings],
    }
    if definition is not None:
        data["form"] = {
            "id": definition.id,
            "version": definition.version,
            "title": definition.title,
            "basis": definition.basis,
            "parts": [
                {
                    "id": part.id,
                    "title": part.title,
                    "columns": list(part.columns),
                    "sections": [
                        {"id": s.id, "kind": str(type(s).__struct_config__.tag)}
                        for s in part.sections
                    ],
                }
                for part in definition.parts
            ],
        }
    return data


def _fault_data(fault: FaultError, language: str) -> dict[str, str]:
    path = fault.values.get("path", "")
    return {"code": fault.code, "path": path, "sentence": fault_sentence(fault, language)}


def draft_form(
    form_id: str, source: Path, output: Path | None, data: Path | None, language: str
) -> Outcome:
    """`ziping forms new`: a definition drafted from a blank workbook, to be finished by hand.

    It goes to a folder called like the id below `output` (or `output` itself where it is called
    so), without one to the data folder's own forms. Nothing is overwritten.

    Raises:
        FaultError: the workbook cannot be read, the id or the folder does not do.
    """
    from app.exchange.form_draft import draft_from_workbook

    if Path(form_id).name != form_id or form_id.startswith(".") or not form_id:
        raise FaultError("FORMS_ID", found=form_id)
    if form_id in gallery().shipped_ids():
        raise FaultError("FORMS_TAKEN", form=form_id)
    place = output if output is not None else place_for_data(data) / OWN_FORMS
    folder = place if place.name == form_id else place / form_id
    for name in (DEFINITION, README):
        if (folder / name).exists():
            raise FaultError("FILE_004", file=str(folder / name))
    draft = draft_from_workbook(source, form_id)
    make_folder(folder)
    write_text(folder / DEFINITION, draft.text)
    page = sentence("FORMS_README", language, file=source.name)
    write_text(folder / README, f"# {draft.title}\n\n{page}\n")
    report = examine(folder, gallery().find, ())
    made = sentence("FORMS_DRAFTED", language, file=str(folder / DEFINITION), title=draft.title)
    lines = [made, _told(report, language)]
    return Outcome("\n".join(lines), {"folder": str(folder), **_data(report, language)})
