"""What a row reached last year: kept beside it when carried over, else in last year's record."""

from typing import TYPE_CHECKING

from app.desk.forms import Form
from app.desk.names import PROJECT, name_of
from app.desk.related import CODE
from app.model.carried import carried_of
from app.model.faults import FaultError
from app.model.money import folded
from app.model.places import Place
from app.model.record import FormRecord, Row
from app.rules.columns import Columns, columns_of

if TYPE_CHECKING:
    from app.desk.workspace import Workspace


class LastYear:
    """The records of the year before, found by code, else by name, and read once."""

    def __init__(self, space: "Workspace", year: int) -> None:
        self._space = space
        self._by_code: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        self._actuals: dict[str, dict[tuple[str, ...], str]] = {}
        for header in space.all_headers(year - 1):
            if header.project_code.strip():
                self._by_code.setdefault(folded(header.project_code), header.id)
            else:
                self._by_name.setdefault(folded(header.title), header.id)

    def actual(self, record: FormRecord, form: Form, row: Row, columns: Columns) -> str:
        """The actual value of a row last year, empty where nothing is known."""
        kept = carried_of(record).text(Place(columns.section, row.id, columns.actual))
        if kept or not columns.actual:
            return kept
        code = folded(record.codes.get(CODE, ""))
        name = folded(name_of(form.definition, record, PROJECT))
        found = self._by_code.get(code) or self._by_name.get(name)
        return self._of(found).get(path_of(row, columns), "") if found else ""

    def _of(self, record_id: str) -> dict[tuple[str, ...], str]:
        if record_id not in self._actuals:
            try:
                loaded = self._space.load(record_id)
            except FaultError:
                self._actuals[record_id] = {}
            else:
                self._actuals[record_id] = {
                    path_of(row, columns): row.text(columns.actual)
                    for columns in map(columns_of, loaded.form.definition.indicators())
                    for row in reversed(loaded.record.rows(columns.section))
                }
        return self._actuals[record_id]


def path_of(row: Row, columns: Columns) -> tuple[str, ...]:
    """What a row is known by where its id says nothing: its tiers and its name."""
    return (*(folded(row.text(tier)) for tier in columns.tiers), folded(columns.name_of(row)))
