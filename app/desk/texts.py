"""The message catalogue in the language of the moment."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from app.locate import data_dir
from app.model.faults import REASONS, FaultError, reason_of
from app.model.inspecting import KINDS
from app.rules.messages import Catalogue

LANGUAGES = ("zh", "en")
CATALOGUES = ("messages.", "checks.", "scoring.", "policies.")
"""The files whose tables are areas of the catalogue; the others hold sentences of faults."""


@cache
def catalogue(language: str = "zh") -> Catalogue:
    """The sentences of findings, steps, rules and faults in one language."""
    if language not in LANGUAGES:
        language = "zh"
    return Catalogue(_Areas(language))


class _Areas(Mapping[str, Mapping[str, Any]]):
    """The areas of a language; their files are read one after the other until an area is found.

    The window starts with findings alone. Each area stands in one file, but for the faults.
    """

    def __init__(self, language: str) -> None:
        self._language = language

    def __getitem__(self, area: str) -> Mapping[str, Any]:
        for start in (*CATALOGUES, ""):
            read = _areas_of(start, self._language)
            if area in read:
                return read[area]
        raise KeyError(area)

    def __iter__(self) -> Iterator[str]:
        return (area for start in (*CATALOGUES, "") for area in _areas_of(start, self._language))

    def __len__(self) -> int:
        return sum(1 for _ in self)


@cache
def _areas_of(start: str, language: str) -> Mapping[str, Mapping[str, Any]]:
    """The areas in the file whose name starts so; without a start, the faults of all others."""
    paths = sorted(data_dir("i18n").glob(f"*.{language}.toml"))
    areas: dict[str, Any] = {}
    for path in paths:
        if start and path.name.startswith(start):
            areas |= tomllib.loads(path.read_text(encoding="utf-8"))
        elif not start and not path.name.startswith(CATALOGUES):
            faults = tomllib.loads(path.read_text(encoding="utf-8"))
            areas.setdefault("faults", {}).update(faults)
    return areas


def fault_sentence(fault: FaultError, language: str = "zh") -> str:
    """The one sentence that tells a person what is wrong and what to do."""
    return sentence(fault.code, language, **fault.values)


def sentence(code: str, language: str = "zh", **values: str) -> str:
    """A sentence that is no fault: what was done, or why a command does not fit."""
    texts = catalogue(language)
    reasons = (*REASONS.values(), *KINDS)
    plain = {name: texts.fault_text(v, {}) if v in reasons else v for name, v in values.items()}
    return texts.fault_text(code, plain)


def output_fault(error: OSError, language: str = "zh") -> str:
    """The sentence of an output that takes no more: a full disk behind it, a closed terminal."""
    return sentence("CLI_OUTPUT", language, reason=reason_of(error))
