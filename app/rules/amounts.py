"""Reading the amounts of a money table."""

from collections.abc import Mapping
from decimal import Decimal

from app.model.definition import FundsSection
from app.model.money import Amount, is_blank_amount, parse_amount, plain, shown_amount
from app.model.places import Place
from app.model.record import FormRecord
from app.rules.columns import one_line


class Money:
    """One record's money table, read with its form's columns; amounts in the section's unit."""

    def __init__(self, section: FundsSection, record: FormRecord) -> None:
        self.section = section
        self.columns = tuple(c.id for c in section.columns if c.role == "amount")
        self.labels: Mapping[str, str] = {c.id: one_line(c.label) for c in section.columns}
        self.row_labels: Mapping[str, str] = {r.id: one_line(r.label) for r in section.rows}
        self._cells = record.money(section.id)

    def text(self, row: str, column: str) -> str:
        """The text typed in a cell."""
        return self._cells.get(row, {}).get(column, "")

    def amount(self, row: str, column: str) -> Amount | None:
        """The amount in a cell, none where it is blank or unreadable."""
        return parse_amount(self.text(row, column), self.section.unit) if column else None

    def value(self, row: str, column: str) -> Decimal | None:
        """The amount's value in the section's unit, none where it is blank or unreadable."""
        amount = self.amount(row, column)
        return None if amount is None else amount.value

    def shown(self, row: str, column: str) -> str:
        """The amount as the form would print it in its own unit, two decimals at most."""
        value = self.value(row, column)
        return "" if value is None else shown_amount(plain(value))

    def is_blank(self, row: str, column: str) -> bool:
        """Whether a cell is blank or holds a mark for nothing."""
        return is_blank_amount(self.text(row, column))

    def place(self, row: str, column: str) -> Place:
        """The place of a cell."""
        return Place(self.section.id, row, column)

    def stored(self, row: str, column: str) -> str | None:
        """The text in a cell as a change must name it: none where nothing was ever typed."""
        return self._cells.get(row, {}).get(column)

    def cells(self) -> tuple[tuple[str, str], ...]:
        """All amount cells that hold something, row by row."""
        return tuple(
            (row.id, column)
            for row in self.section.rows
            for column in self.columns
            if not self.is_blank(row.id, column)
        )

    def column_with_role(self, role: str) -> str:
        """The id of the first column with a role, empty where there is none."""
        return next((c.id for c in self.section.columns if c.role == role), "")
