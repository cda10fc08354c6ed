"""The sentences of the faults that `exchange` raises."""

import re
import tomllib
from pathlib import Path

import pytest

from app.exchange.embedded import WorkbookReadError
from app.exchange.files import ExportError

I18N = Path(__file__).parents[2] / "i18n"
SENTENCES = {
    language: tomllib.loads((I18N / f"export_faults.{language}.toml").read_text("utf-8"))
    for language in ("zh", "en")
}
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def documented(fault: type[ExportError | WorkbookReadError], area: str) -> set[str]:
    """The codes that the exception's docstring explains."""
    numbers = re.findall(r"_(\d{3})", fault.__doc__ or "")
    return {f"{area}_{number}" for number in numbers}


def test_every_fault_has_a_sentence() -> None:
    codes = documented(ExportError, "EXPORT") | documented(WorkbookReadError, "IMPORT")
    assert len(codes) == 17
    assert set(SENTENCES["zh"]) == set(SENTENCES["en"]) == codes


@pytest.mark.parametrize("code", sorted(SENTENCES["zh"]))
def test_both_languages_name_the_same_values(code: str) -> None:
    chinese, english = (SENTENCES[language][code]["text"] for language in ("zh", "en"))
    assert set(PLACEHOLDER.findall(chinese)) == set(PLACEHOLDER.findall(english))
