"""The gallery: the forms at hand, loaded from `forms/` and from a bureau's own folder."""

import contextlib
import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from app.desk.form_files import (
    DEFINITION,
    Find,
    Resolved,
    explained,
    folders_in,
    has_definition,
    resolve,
)
from app.desk.texts import fault_sentence
from app.locate import DataMissingError, data_dir
from app.model.codec import read_record
from app.model.definition import FormDefinition
from app.model.faults import DefinitionError
from app.model.loading import parse_tables
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


class Broken(NamedTuple):
    """A form that is out of order, and the one sentence that says why and what to do."""

    id: str
    sentence: str


class Gallery:
    """The forms that are shipped, and a bureau's own behind; each is read when first asked for.

    Args:
        folder: the shipped forms.
        own: a folder of forms of the bureau's own; they may extend those that are shipped.
    """

    def __init__(self, folder: Path, own: Path | None = None) -> None:
        self._folder = folder
        self._own = own
        self._forms: dict[str, Form] = {}

    def offer_own(self, own: Path | None) -> None:
        """Offer the forms of another folder behind the shipped ones, or none but those."""
        if own != self._own:
            self._own = own
            self._forms = {k: f for k, f in self._forms.items() if f.folder.parent == self._folder}

    def ids(self) -> tuple[str, ...]:
        """The ids of all forms, the shipped ones first, in the order of their names."""
        shipped = self._ids_in(self._folder)
        return (*shipped, *(name for name in self._ids_in(self._own) if name not in shipped))

    @property
    def shipped_folder(self) -> Path:
        """Where the shipped forms are."""
        return self._folder

    def shipped_ids(self) -> tuple[str, ...]:
        """The ids of the shipped forms: no form of a bureau's own may have them."""
        return self._ids_in(self._folder)

    @staticmethod
    def _ids_in(folder: Path | None) -> tuple[str, ...]:
        try:
            found = folders_in(folder) if folder is not None else ()
        except DefinitionError:
            return ()
        return tuple(path.name for path in found if has_definition(path))

    def form(self, form_id: str, known: dict[Path, Resolved] | None = None) -> Form:
        """The form with this id; `known` are files that were read before.

        Raises:
            DefinitionError: DEFINITION_010 no such form, else what is wrong with its file.
        """
        if form_id not in self._forms:
            path = self.find(form_id)
            if path is None:
                at_hand = "、".join(self.ids())
                raise DefinitionError("DEFINITION_010", form=form_id, known=at_hand)
            self._forms[form_id] = load_form(path, self.find, known)
        return self._forms[form_id]

    def find(self, form_id: str) -> Path | None:
        """The definition file of a form, none where no folder has one of this id."""
        if not form_id or form_id.startswith(".") or Path(form_id).name != form_id:
            return None
        for folder in (self._folder, self._own):
            if folder is not None and has_definition(folder / form_id):
                return folder / form_id / DEFINITION
        return None

    def usable(self) -> tuple[Form, ...]:
        """All forms that are in order."""
        found: list[Form] = []
        known: dict[Path, Resolved] = {}
        for form_id in self.ids():
            with contextlib.suppress(DefinitionError):
                found.append(self.form(form_id, known))
        return tuple(found)

    def broken(self, language: str = "zh", *, own: bool = False) -> tuple[Broken, ...]:
        """The forms that are out of order, each with the reason.

        Args:
            language: of the sentences.
            own: look at the bureau's own forms only.
        """
        faults = list(self._shipped_faults(listed_only=own))
        if self._own is not None:
            faults += self._own_faults(self._own)
        return tuple(Broken(name, fault_sentence(fault, language)) for name, fault in faults)

    def _shipped_faults(self, *, listed_only: bool) -> Iterator[tuple[str, DefinitionError]]:
        shipped = self._ids_in(self._folder)
        if not shipped:
            yield self._folder.name, DefinitionError("DEFINITION_013", folder=str(self._folder))
        for form_id in () if listed_only else shipped:
            yield from self._fault(form_id)

    def _own_faults(self, folder: Path) -> Iterator[tuple[str, DefinitionError]]:
        try:
            found = folders_in(folder)
        except DefinitionError as fault:
            yield folder.name, fault
            return
        if has_definition(folder):
            yield folder.name, DefinitionError("DEFINITION_063", folder=str(folder))
        shipped = self._ids_in(self._folder)
        for path in found:
            if path.name in shipped:
                yield path.name, DefinitionError("DEFINITION_053", form=path.name, folder=str(path))
            elif not has_definition(path):
                yield path.name, DefinitionError("DEFINITION_052", folder=str(path))
            else:
                yield from self._fault(path.name)

    def _fault(self, form_id: str) -> Iterator[tuple[str, DefinitionError]]:
        try:
            self.form(form_id)
        except DefinitionError as fault:
            yield form_id, fault

    def title(self, form_id: str) -> str:
        """A form's title, or its id where the form is not at hand."""
        try:
            return self.form(form_id).definition.title
        except DefinitionError:
            return form_id

    def sample_form(self) -> str:
        """The id of the form whose sample shows the main job: the first one on offer.

        Raises:
            DefinitionError: DEFINITION_013 no form has a sample, else what is wrong with one.
        """
        ids = [i for i in self.ids() if (self._folder / i / SAMPLE).is_file()]
        if not ids:
            raise DefinitionError("DEFINITION_013", folder=str(self._folder))
        return min(ids, key=lambda i: self.form(i).definition.place)

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


def load_form(
    path: Path,
    find: Find = lambda form_id: None,
    known: dict[Path, Resolved] | None = None,
) -> Form:
    """Read one `form.toml`.

    Args:
        path: the file.
        find: where a form that it extends is.
        known: files that were read before and are extended.

    Raises:
        DefinitionError: the file is missing or wrong.
    """
    source = f"{path.parent.name}/{path.name}"
    tables, text = resolve(path, find, known=known)
    try:
        definition = parse_tables(tables, source)
    except DefinitionError as fault:
        raise explained(tables, source, fault) from fault
    except RecursionError as error:
        raise DefinitionError("DEFINITION_058", file=source) from error
    for misplaced in own_faults(definition, path):
        raise misplaced
    return Form(definition, hashlib.sha256(text).hexdigest(), path.parent)


def own_faults(definition: FormDefinition, path: Path) -> Iterator[DefinitionError]:
    """What is wrong with a definition in its place: its folder's name, a taken code."""
    if definition.id != path.parent.name:
        values = {"found": definition.id, "expected": path.parent.name}
        yield DefinitionError("DEFINITION_012", file=str(path), **values)
    taken = taken_code(definition)
    if taken is not None:
        where = f"checks.formulas[{taken[0]}].code"
        yield DefinitionError("DEFINITION_021", file=str(path), path=where, found=taken[1])


OWN_FORMS = "forms"
"""The folder of a bureau's own forms in its data folder."""


@cache
def gallery() -> Gallery:
    """The forms that come with the program; `offer_own` puts a bureau's own behind them."""
    try:
        return Gallery(data_dir("forms"))
    except DataMissingError as error:  # a bureau's own forms can still be used
        return Gallery(error.tried[-1])
