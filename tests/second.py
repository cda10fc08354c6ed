"""The forms of the tests: the shipped national form and a second one of another shape."""

from functools import cache
from pathlib import Path

import pytest

from app.desk import forms
from app.desk.forms import Form, Gallery, gallery
from app.desk.records import complete
from app.model.record import FormRecord

FOLDER = Path(__file__).parent / "forms"
FORM_IDS = ("mof2020-project", "second")


@cache
def both() -> dict[str, Gallery]:
    """The gallery of each form."""
    return {FORM_IDS[0]: gallery(), FORM_IDS[1]: Gallery(FOLDER)}


def form_of(form_id: str) -> Form:
    """One of the two forms."""
    return both()[form_id].form(form_id)


def sample_of(form_id: str) -> FormRecord:
    """The filled sample of one of the two forms, in normal form."""
    return complete(both()[form_id].sample(form_id), form_of(form_id).definition)


def offer_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program find its forms in another folder."""
    other = Gallery(folder)
    for user in ("commands", "form_commands", "explain", "files", "workspace"):
        monkeypatch.setattr(f"app.desk.{user}.gallery", lambda: other)
    monkeypatch.setattr(forms, "gallery", lambda: other)
