"""The gallery: the forms at hand, loaded from `forms/`."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from app.locate import data_dir
from app.model.codec import read_record
from app.model.definition import FormDefinition
from app.model.faults import DefinitionError
from app.model.loading import parse_tables, read_tables
from app.model.overlay import EXTENDS, overlaid
from app.model.record import FormRecord
from app.rules.checks.formulas import taken_code

SAMPLE = "sample.json"
"""The filled record beside a form."""


class Form(Struct, frozen=True):
    """A form at hand: its definition, the SHA-256 of its text, and its folder."""

    definition: FormDefinition
    hash: str
    folder: Path

    def resolved(self) -> str:
        """The definition as JSON, complete in itself: records open without the form's file."""
        return msgspec.json.encode(self.definition).decode()


class Gallery:
    """The forms of a folder; a form is read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._forms: dict[str, Form] = {}

    def ids(self) -> tuple[str, ...]:
        """The ids of all forms, in the order of their names."""
        return tuple(sorted(path.parent.name for path in self._folder.glob("*/form.toml")))

    def form(self, form_id: str) -> Form:
        """The form with this id.

        Raises:
            DefinitionError: DEFINITION_010 no such form, else what is wrong with its file.
        """
        if form_id not in self._forms:
            if form_id not in self.ids():
                known = "、".join(self.ids())
                raise DefinitionError("DEFINITION_010", form=form_id, known=known)
            self._forms[form_id] = load_form(self._folder / form_id / "form.toml")
        return self._forms[form_id]

    def title(self, form_id: str) -> str:
        """A form's title, or its id where the form is not at hand."""
        try:
            return self.form(form_id).definition.title
        except DefinitionError:
            return form_id

    def sample_form(self) -> str:
        """The id of the form whose sample shows the main job: the first one in daily use.

        Raises:
            DefinitionError: DEFINITION_013 no form has a sample, else what is wrong with one.
        """
        ids = [i for i in self.ids() if (self._folder / i / SAMPLE).is_file()]
        if not ids:
            raise DefinitionError("DEFINITION_013", folder=str(self._folder))
        return min(ids, key=lambda i: self.form(i).definition.group != "daily")

    def sample(self, form_id: str) -> FormRecord:
        """The filled sample of a form.

        Raises:
            DefinitionError: DEFINITION_013 it has none.
            RecordError: its sample cannot be read.
        """
        path = self.form(form_id).folder / SAMPLE
        try:
            return read_record(path.read_bytes(), path.name)
        except OSError as error:
            raise DefinitionError("DEFINITION_013", folder=str(path.parent)) from error


def load_form(path: Path) -> Form:
    """Read one `form.toml`.

    Raises:
        DefinitionError: the file is missing or wrong.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DefinitionError("DEFINITION_011", file=str(path)) from error
    source = f"{path.parent.name}/{path.name}"
    raw, digest = _resolved(read_tables(text, source), path, source, (path.parent.name,))
    definition = parse_tables(raw, source)
    if definition.id != path.parent.name:
        values = {"found": definition.id, "expected": path.parent.name}
        raise DefinitionError("DEFINITION_012", file=str(path), **values)
    taken = taken_code(definition)
    if taken is not None:
        where = f"checks.formulas[{taken[0]}].code"
        raise DefinitionError("DEFINITION_021", file=str(path), path=where, found=taken[1])
    return Form(definition, hashlib.sha256(text.encode() + digest).hexdigest(), path.parent)


def _resolved(
    raw: dict[str, Any], path: Path, source: str, seen: tuple[str, ...]
) -> tuple[dict[str, Any], bytes]:
    """The tables of a form with those of the form that it extends, and the texts of the others."""
    base = raw.get(EXTENDS)
    if base is None:
        return raw, b""
    below = path.parent.parent / str(base) / path.name
    if str(base) in seen or Path(str(base)).name != base:
        raise DefinitionError("DEFINITION_041", file=source, found=str(base))
    try:
        text = below.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DefinitionError("DEFINITION_040", file=source, found=str(base)) from error
    name = f"{base}/{path.name}"
    tables, rest = _resolved(read_tables(text, name), below, name, (*seen, str(base)))
    return overlaid(tables, raw, source), text.encode() + rest


@cache
def gallery() -> Gallery:
    """The forms that come with the program."""
    return Gallery(data_dir("forms"))
