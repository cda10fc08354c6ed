"""The message catalogue in the language of the moment."""

import tomllib
from functools import cache
from typing import Any

from app.locate import data_dir
from app.model.faults import REASONS, FaultError, reason_of
from app.model.inspecting import KINDS
from app.rules.messages import Catalogue

LANGUAGES = ("zh", "en")
CATALOGUES = ("messages.", "scoring.", "checks.", "policies.")
"""The files whose tables are areas of the catalogue; the others hold sentences of faults."""


@cache
def catalogue(language: str = "zh") -> Catalogue:
    """The sentences of findings, steps, rules and faults in one language."""
    if language not in LANGUAGES:
        language = "zh"
    tables: dict[str, Any] = {}
    for path in sorted(data_dir("i18n").glob(f"*.{language}.toml")):
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        for name, table in read.items():
            if path.name.startswith(CATALOGUES):
                tables.setdefault(name, {}).update(table)
            else:
                tables.setdefault("faults", {})[name] = table
    return Catalogue(tables)


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
