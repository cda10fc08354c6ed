"""What stands at a place as the printed form shows it: typed texts, and what is computed there."""

from decimal import Decimal

from app.model.definition import FormDefinition, FundsSection, IndicatorsSection
from app.model.money import plain
from app.model.places import Place
from app.model.record import FormRecord, Row
from app.model.remarks import WHOLE
from app.model.results import Scores


def shown_text(record: FormRecord, definition: FormDefinition, scores: Scores, place: Place) -> str:
    """The text of a cell, its computed points, rate or total; of a row all its texts together.

    Empty for the form as a whole, and where nothing stands.
    """
    if place == WHOLE:
        return ""
    if place.row is not None and not place.field:
        return _row_text(record, place)
    return record.text(place) or _computed(definition, scores, place)


def _row_text(record: FormRecord, place: Place) -> str:
    row = record.row(place.section, place.row or "")
    cells = row.cells if isinstance(row, Row) else record.money(place.section).get(place.row or "")
    return " ".join(text for text in (cells or {}).values() if text)


def _computed(definition: FormDefinition, scores: Scores, place: Place) -> str:
    section = definition.section(place.section)
    key = f"{place.section}/{place.row}"
    if isinstance(section, FundsSection | IndicatorsSection):
        role = next((c.role for c in section.columns if c.id == place.field), "")
        score = scores.rows.get(key)
        match role:
            case "rate":
                return scores.rates[key].printed if key in scores.rates else ""
            case "score" if score is not None:
                return _number(score.points)
            case "weight" if score is not None and isinstance(section, FundsSection):
                return _number(score.weight)
            case _:
                return ""
    if any(place == Place(total.id, None, place.field) for total in definition.totals()):
        totals = {"weight": _number(scores.weight), "grade": scores.grade}
        return _number(scores.total) if place.field == "score" else totals.get(place.field, "")
    return ""


def _number(value: Decimal | None) -> str:
    return "" if value is None else plain(value)
