"""Texts come back out of files as they were put in."""

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.readback import workbook_texts

WORDS = st.text(st.characters(codec="utf-8", categories=["Lo", "Nd"]), min_size=1, max_size=5)


@given(texts=st.sets(WORDS, max_size=4))
def test_every_cell_of_every_sheet_is_read(
    tmp_path_factory: pytest.TempPathFactory, texts: set[str]
) -> None:
    path = tmp_path_factory.mktemp("表") / "a.xlsx"
    workbook = openpyxl.Workbook()
    for number, text in enumerate(sorted(texts)):
        workbook.create_sheet(f"s{number}").cell(number + 1, number + 1, text).data_type = "s"
    workbook.save(path)
    assert workbook_texts(path) == texts
