"""Every code that the program can say has one sentence in each language, and none is idle."""

import ast
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.source_checks import source_modules

I18N = Path(__file__).resolve().parent.parent / "i18n"
CATALOGUES = ("checks", "messages", "policies", "scoring")
FILES = sorted({path.name.split(".")[0] for path in I18N.glob("*.*.toml")} - set(CATALOGUES))
LANGUAGES = ("zh", "en")
CODE = re.compile(r"[A-Z]+(_[A-Z]+)*_(\d{3}|[A-Z]+)")
NUMBERED = re.compile(r"[A-Z]+_\d{3}")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
MODULES = source_modules()


class Raised(NamedTuple):
    """A fault as it is raised: its code and the values given with it."""

    code: str
    values: frozenset[str]
    where: str


def sentences(language: str) -> dict[str, str]:
    """The sentences of a language by code."""
    found: dict[str, str] = {}
    for name in FILES:
        table = tomllib.loads((I18N / f"{name}.{language}.toml").read_text("utf-8"))
        found |= {code: entry["text"] for code, entry in table.items()}
    return found


def constants(tree: ast.Module) -> set[str]:
    """The texts in a module, docstrings and other loose texts left out."""
    loose = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in loose
    }


def raised() -> list[Raised]:
    """The faults raised with all their values in plain sight."""
    found = []
    for module in MODULES:
        for node in (n for n in ast.walk(module.tree) if isinstance(n, ast.Call)):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            code = getattr(node.args[0], "value", "") if node.args else ""
            plain = all(keyword.arg for keyword in node.keywords)
            if name.endswith("Error") and plain and NUMBERED.fullmatch(str(code)):
                values = frozenset(keyword.arg or "" for keyword in node.keywords)
                found.append(Raised(code, values, f"{module.name}:{node.lineno}"))
    return found


USED = set().union(*(constants(module.tree) for module in MODULES))
SAID = {code for code in USED if CODE.fullmatch(code)}
ZH, EN = sentences("zh"), sentences("en")


def test_the_codes_of_the_program_are_found() -> None:
    assert len(raised()) > 40
    assert {"RECORD_001", "CHANGE_001", "STORE_001", "EXPORT_001", "CLI_NEW"} <= SAID


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_stands_in_one_file_only(language: str) -> None:
    names = [
        code
        for name in FILES
        for code in tomllib.loads((I18N / f"{name}.{language}.toml").read_text("utf-8"))
    ]
    assert [code for code, count in Counter(names).items() if count > 1] == []


def test_every_numbered_code_has_a_sentence() -> None:
    numbered = {code for code in USED if NUMBERED.fullmatch(code)}
    assert sorted(numbered - set(ZH)) == []


def test_no_sentence_is_idle() -> None:
    dynamic = {f"SEVERITY_{severity}" for severity in ("ERROR", "WARNING", "INFO")}
    assert sorted(set(ZH) - SAID - dynamic) == []


def test_both_languages_say_the_same_codes_and_values() -> None:
    assert sorted(set(ZH) ^ set(EN)) == []
    assert [
        c for c in ZH if set(PLACEHOLDER.findall(ZH[c])) != set(PLACEHOLDER.findall(EN[c]))
    ] == []


def test_whatever_a_sentence_names_is_given_where_it_is_raised() -> None:
    missing = [
        (fault.where, fault.code, value)
        for fault in raised()
        for value in PLACEHOLDER.findall(ZH[fault.code])
        if value not in fault.values
    ]
    assert missing == []


@pytest.mark.parametrize("code", sorted(ZH))
def test_a_sentence_of_a_fault_is_one_line_that_ends(code: str) -> None:
    assert "\n" not in ZH[code] + EN[code]
    if NUMBERED.fullmatch(code):
        assert ZH[code].endswith("。")
        assert EN[code].endswith(".")
