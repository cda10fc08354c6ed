"""What a place is called: the words of the form around it."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.model.definition import (
    ChapterSection,
    FieldsSection,
    FormDefinition,
    FundsSection,
    GoalsSection,
    IndicatorsSection,
    RowsSection,
    Section,
    SignaturesSection,
    TextSection,
    column_with_role,
)
from app.model.places import CODES, RECORD, Place
from app.model.record import FormRecord, Row

CONTEXT = "Captions"
BETWEEN = " · "

OWN_FIELDS = {
    f"{RECORD}/year": QT_TRANSLATE_NOOP("Captions", "Year"),
    f"{RECORD}/funds_note": QT_TRANSLATE_NOOP("Captions", "Funds note"),
    f"{RECORD}/money_unit": QT_TRANSLATE_NOOP("Captions", "Unit of money"),
    f"{RECORD}/layout": QT_TRANSLATE_NOOP("Captions", "Layout"),
    f"{RECORD}/policy": QT_TRANSLATE_NOOP("Captions", "Year's policy"),
    f"{RECORD}/set_aside": QT_TRANSLATE_NOOP("Captions", "Explanations"),
    f"{RECORD}/printed": QT_TRANSLATE_NOOP("Captions", "Printed values"),
    f"{CODES}/project_code": QT_TRANSLATE_NOOP("Captions", "Project code"),
    f"{CODES}/unit_code": QT_TRANSLATE_NOOP("Captions", "Unit code"),
    f"{CODES}/fund_nature": QT_TRANSLATE_NOOP("Captions", "Nature of funds"),
    f"{CODES}/section": QT_TRANSLATE_NOOP("Captions", "Section in charge"),
}
ROW_FIELDS = {
    "kind": QT_TRANSLATE_NOOP("Captions", "Kind of row"),
    "rule": QT_TRANSLATE_NOOP("Captions", "Scoring rule"),
    "score_reason": QT_TRANSLATE_NOOP("Captions", "Why the score was typed"),
    "review_score": QT_TRANSLATE_NOOP("Captions", "Reviewed score"),
}


def caption(place: Place, definition: FormDefinition, record: FormRecord) -> str:
    """The name of a cell or row, such as `年度资金总额 · 全年执行数`; else the place itself."""
    own = OWN_FIELDS.get(str(place))
    if own is not None:
        return QCoreApplication.translate(CONTEXT, str(own))
    section = definition.section(place.section)
    words = _words(place, section, record) if section is not None else ()
    return BETWEEN.join("".join(word.split()) for word in words if word) or str(place)


def row_name(section: IndicatorsSection | RowsSection, record: FormRecord, row_id: str) -> str:
    """What a row of a repeating table is called, empty where it is no longer there."""
    for at, row in enumerate(record.rows(section.id)):
        if row.id == row_id:
            return row_title(section, row) or f"#{at + 1}"
    return ""


def row_title(section: IndicatorsSection | RowsSection, row: Row) -> str:
    """The name that stands in a row, else its lowest tier."""
    name = column_with_role(section, "name")
    if name and row.text(name.id):
        return row.text(name.id)
    tiers = [row.text(column.id) for column in section.columns if column.role == "tier"]
    return next((text for text in reversed(tiers) if text), "")


def _words(place: Place, section: Section, record: FormRecord) -> tuple[str, ...]:
    match section:
        case FieldsSection():
            return (_before(place.field, section),)
        case FundsSection():
            row = next((r.label for r in section.rows if r.id == place.row), "")
            label = next((c.label for c in section.columns if c.id == place.field), "")
            return row, label or _own_word(place.field)
        case (
            GoalsSection(columns=items) | TextSection(items=items) | SignaturesSection(items=items)
        ):
            label = next((item.label for item in items if item.field == place.field), "")
            return (label.rstrip("：:"),)
        case ChapterSection():
            return (next((item.title for item in section.items if item.field == place.field), ""),)
        case IndicatorsSection() | RowsSection():
            label = next((c.label for c in section.columns if c.id == place.field), "")
            return row_name(section, record, place.row or ""), label or _own_word(place.field)
        case _:
            return ()


def _own_word(field: str) -> str:
    """The name of a field of a row that no column shows."""
    own = str(ROW_FIELDS.get(field, ""))
    return QCoreApplication.translate(CONTEXT, own) if own else ""


def _before(field: str, section: FieldsSection) -> str:
    """The fixed wording before a field in its line."""
    for line in section.lines:
        label = ""
        for item in line:
            if item.field == field:
                return label.rstrip("：:")
            label = item.label or label
    return ""
