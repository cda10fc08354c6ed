import ast
from pathlib import Path

from tests.source_checks import (
    SourceModule,
    below,
    calls,
    import_cycle,
    import_graph,
    imports_at_load,
    imports_in_functions,
    long_functions,
    source_modules,
)

LAZY_SOURCE = """
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from docx import Document
else:
    import json
try:
    import lzma
except ImportError:
    lzma = None
class Writer:
    def write(self):
        from openpyxl import Workbook
        def inner():
            import reportlab.pdfgen
"""


def module(name: str, text: str) -> SourceModule:
    return SourceModule(name, Path(), text)


def test_imports_at_load_skip_functions_and_type_checking() -> None:
    loaded = imports_at_load(ast.parse(LAZY_SOURCE))
    assert loaded == ["json", "lzma", "typing.TYPE_CHECKING"]


def test_imports_in_functions_are_found_in_methods_and_nested_functions() -> None:
    hidden = imports_in_functions(ast.parse(LAZY_SOURCE))
    assert hidden == ["openpyxl.Workbook", "reportlab.pdfgen"]


def test_cycle_through_a_function_is_found() -> None:
    graph = import_graph(
        [
            module("app.a", "from app.b import thing"),
            module("app.b", "import app.c"),
            module("app.c", "def late():\n    from app import a"),
        ]
    )
    assert set(import_cycle(graph)) == {"app.a", "app.b", "app.c"}


def test_type_only_import_makes_no_cycle() -> None:
    back = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from app.a import A"
    graph = import_graph([module("app.a", "from app.b import B"), module("app.b", back)])
    assert import_cycle(graph) == []


def test_long_function_is_named_with_its_length() -> None:
    tree = ast.parse("def short():\n    pass\ndef long():\n    a = 1\n    b = 2\n    return a")
    assert long_functions(tree, 3) == ["long (4 lines)"]


def test_calls_are_found_as_functions_and_as_methods() -> None:
    tree = ast.parse("x = open('f')\ny = date.today()\nopener(x)")
    assert calls(tree, ("open", "today")) == ["line 1: open()", "line 2: date.today()"]


def test_below_matches_whole_names_only() -> None:
    assert below("sqlite3.dbapi2", "sqlite3")
    assert below("sqlite3", "sqlite3")
    assert not below("sqlite3x", "sqlite3")


def test_source_modules_are_named_as_they_are_imported(tmp_path: Path) -> None:
    room = tmp_path / "app" / "model"
    room.mkdir(parents=True)
    (room / "__init__.py").write_text("")
    (room / "record.py").write_text("X = 1\n")
    found = source_modules(tmp_path / "app")
    assert [(m.name, m.room) for m in found] == [
        ("app.model", "model"),
        ("app.model.record", "model"),
    ]
