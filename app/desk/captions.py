"""What a place is called: the words of the form around it."""

from app.desk.texts import sentence
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
    TotalSection,
    column_with_role,
)
from app.model.places import CODES, RECORD, Place
from app.model.record import FormRecord, Row

BETWEEN = " · "

_OWN_FIELDS = {
    f"{RECORD}/year": "CAPTION_YEAR",
    f"{RECORD}/funds_note": "CAPTION_FUNDS_NOTE",
    f"{RECORD}/money_unit": "CAPTION_MONEY_UNIT",
    f"{RECORD}/layout": "CAPTION_LAYOUT",
    f"{RECORD}/policy": "CAPTION_POLICY",
    f"{RECORD}/set_aside": "CAPTION_SET_ASIDE",
    f"{RECORD}/printed": "CAPTION_PRINTED",
    f"{RECORD}/returns": "CAPTION_RETURNS",
    f"{RECORD}/evidence": "CAPTION_EVIDENCE",
    f"{CODES}/project_code": "CAPTION_PROJECT_CODE",
    f"{CODES}/unit_code": "CAPTION_UNIT_CODE",
    f"{CODES}/fund_nature": "CAPTION_FUND_NATURE",
    f"{CODES}/section": "CAPTION_SECTION",
}
_ROW_FIELDS = {
    "kind": "CAPTION_KIND",
    "rule": "CAPTION_RULE",
    "score_reason": "CAPTION_SCORE_REASON",
    "review_score": "CAPTION_REVIEW_SCORE",
}
_TOTALS = {"weight": "CAPTION_WEIGHT", "score": "CAPTION_POINTS", "grade": "CAPTION_GRADE"}


def caption(
    place: Place, definition: FormDefinition, record: FormRecord, language: str = "zh"
) -> str:
    """The name of a cell or row, such as `年度资金总额 · 全年执行数`; else the place itself."""
    own = _OWN_FIELDS.get(str(place))
    if own is not None:
        return sentence(own, language)
    section = definition.section(place.section)
    words = _words(place, section, record, language) if section is not None else ()
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


def _words(place: Place, section: Section, record: FormRecord, language: str) -> tuple[str, ...]:
    match section:
        case FieldsSection():
            return (_before(place.field, section),)
        case FundsSection():
            row = next((r.label for r in section.rows if r.id == place.row), "")
            label = next((c.label for c in section.columns if c.id == place.field), "")
            return row, label or _own_word(place.field, language)
        case (
            GoalsSection(columns=items) | TextSection(items=items) | SignaturesSection(items=items)
        ):
            label = next((item.label for item in items if item.field == place.field), "")
            return (label.rstrip("：:"),)
        case ChapterSection():
            return (next((item.title for item in section.items if item.field == place.field), ""),)
        case IndicatorsSection() | RowsSection():
            label = next((c.label for c in section.columns if c.id == place.field), "")
            return row_name(section, record, place.row or ""), label or _own_word(
                place.field, language
            )
        case _:
            return _total_words(place, section, language)


def _total_words(place: Place, section: Section, language: str) -> tuple[str, ...]:
    if not isinstance(section, TotalSection):
        return ()
    label = next((cell.label for cell in section.cells if cell.label), "")
    own = _TOTALS.get(place.field)
    return label, sentence(own, language) if own else ""


def _own_word(field: str, language: str) -> str:
    """The name of a field of a row that no column shows."""
    own = _ROW_FIELDS.get(field)
    return sentence(own, language) if own else ""


def _before(field: str, section: FieldsSection) -> str:
    """The fixed wording before a field in its line."""
    for line in section.lines:
        label = ""
        for item in line:
            if item.field == field:
                return label.rstrip("：:")
            label = item.label or label
    return ""
