"""The rooms of the program and what each may import; see CONTRIBUTING.md."""

import pytest
from pytest_archon import archrule

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

# Room -> the rooms it may import. A new room must be entered here before it passes.
MAY_IMPORT: dict[str, set[str]] = {
    "version": set(),
    "locate": set(),
    "model": set(),
    "rules": {"model"},
    "prose": {"model", "rules"},
    "sheet": {"model", "rules"},
    "paper": {"model", "rules", "sheet"},
    "store": {"model"},
    "exchange": {"locate", "model", "paper", "prose", "rules", "sheet", "version"},
    "desk": {"exchange", "locate", "model", "paper", "prose", "rules", "sheet", "store", "version"},
    "windows": {"desk", "locate", "model", "paper", "sheet", "version"},
    "cli": {"desk", "locate", "version", "windows"},
}
PURE_ROOMS = {"model", "rules", "prose", "sheet", "paper"}


def with_submodules(*names: str) -> list[str]:
    """Return the patterns that match packages and everything in them."""
    return [pattern for name in names for pattern in (name, f"{name}.*")]


def room_patterns(*rooms: str) -> list[str]:
    return with_submodules(*(f"app.{room}" for room in rooms))


QT = with_submodules("PySide6", "shiboken6")
SQL = with_submodules("sqlite3", "sqlite_utils")
FORMATS = with_submodules(
    *("PIL", "docx", "fontTools", "openpyxl", "pypdfium2", "python_calamine", "reportlab")
)
OUTSIDE = with_submodules("dev", "hypothesis", "pytest", "tests")
ALL_ROOMS = set(MAY_IMPORT)
FRONT_ROOMS = {"desk", "windows", "cli"}

# What it says, the rooms it binds, what they must not import, and which imports count.
RULES: list[tuple[str, set[str], list[str], dict[str, bool]]] = [
    ("only windows reach Qt", ALL_ROOMS - {"windows", "cli"}, QT, {}),
    (
        "the command line loads no window before it opens one",
        {"cli"},
        [*QT, *room_patterns("windows")],
        {"only_toplevel_imports": True},
    ),
    ("only store and desk reach SQL", ALL_ROOMS - FRONT_ROOMS - {"store"}, SQL, {}),
    ("only exchange and desk reach formats", ALL_ROOMS - FRONT_ROOMS - {"exchange"}, FORMATS, {}),
    (
        "front rooms leave SQL to store and formats to exchange",
        FRONT_ROOMS,
        [*SQL, *FORMATS],
        {"only_direct_imports": True},
    ),
]

# Library -> the rooms that import it, and only when it is first needed.
LAZY = {
    "app.desk.carry_all": {"cli"},
    "app.desk.imports.target_commands": {"desk"},
    "PIL": {"exchange"},
    "app.desk.batch_export": {"desk"},
    "app.desk.commands": {"cli"},
    "app.desk.datafolder.commands": {"desk"},
    "app.desk.evidence.commands": {"desk"},
    "app.desk.explain": {"cli"},
    "app.desk.imports.fund_commands": {"desk"},
    "app.desk.imports.orders": {"desk"},
    "app.desk.keeping.backups": {"windows"},
    "app.desk.keeping.commands": {"desk"},
    "app.desk.keeping.everything": {"desk"},
    "app.desk.files": {"cli"},
    "app.desk.prose": {"cli"},
    "app.desk.returns.commands": {"desk"},
    "app.desk.sections.commands": {"desk"},
    "app.desk.selftest": {"cli"},
    "app.desk.stage_commands": {"desk"},
    "app.desk.statistics.commands": {"desk"},
    "app.desk.summary.commands": {"desk"},
    "app.exchange.docx_text": {"desk"},
    "app.desk.form_commands": {"cli"},
    "app.desk.support.commands": {"desk"},
    "app.desk.support.versions": {"windows"},
    "app.desk.transfers": {"cli"},
    "app.exchange.form_draft": {"desk"},
    "app.exchange.embedded": {"desk"},
    "app.exchange.pdf": {"desk"},
    "app.exchange.word": {"desk"},
    "app.exchange.xlsx": {"desk"},
    "docx": {"exchange"},
    "openpyxl": {"exchange"},
    "platformdirs": {"desk"},
    "python_calamine": {"exchange"},
    "pypdfium2": {"exchange"},
    "rapidfuzz": {"desk"},
    "reportlab": {"exchange"},
    "sqlite_utils": {"store"},
    "PySide6": {"cli"},
    "app.windows": {"cli"},
    "app.windows.backup_room": {"windows"},
    "app.windows.batch_export": {"windows"},
    "app.windows.carrying": {"windows"},
    "app.windows.dropping": {"windows"},
    "app.windows.evidence_panel": {"windows"},
    "app.windows.changes_room": {"windows"},
    "app.windows.check_all": {"windows"},
    "app.desk.evidence.files": {"windows"},
    "app.desk.evidence.entries": {"windows"},
    "app.windows.reason_dialog": {"windows"},
    "app.windows.differences": {"windows"},
    "app.windows.crash_dialog": {"windows"},
    "app.windows.diagnosis_room": {"windows"},
    "app.windows.first_start": {"windows"},
    "app.windows.export_all": {"windows"},
    "app.windows.log_room": {"windows"},
    "app.windows.move_data": {"windows"},
    "app.windows.carry_room": {"windows"},
    "app.windows.import_targets": {"windows"},
    "app.windows.package_room": {"windows"},
    "app.windows.form_gallery": {"windows"},
    "app.windows.help_room": {"windows"},
    "app.windows.verify_file": {"windows"},
    "app.windows.statistics_room": {"windows"},
    "app.windows.summary_room": {"windows"},
    "app.windows.import_funds": {"windows"},
    "app.windows.policy_dialog": {"windows"},
    "app.windows.returns_room": {"windows"},
    "app.windows.section_rooms": {"windows"},
}
LAZY_EVERYWHERE = ("docx", "openpyxl", "reportlab", "sqlite_utils")

FILE_AND_CLOCK_MODULES = {"glob", "io", "os", "pathlib", "shutil", "subprocess", "tempfile", "time"}
FILE_AND_CLOCK_CALLS = ("now", "open", "today", "utcnow")

FILE_LIMIT = 500
FUNCTION_LIMIT = 60

MODULES = source_modules()
PURE_MODULES = [module for module in MODULES if module.room in PURE_ROOMS]
ROOMS = sorted({module.room for module in MODULES} - {""})

each_room = pytest.mark.parametrize("room", ROOMS)
each_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)


@each_room
def test_room_is_known(room: str) -> None:
    assert room in MAY_IMPORT


@each_room
def test_room_imports_only_the_rooms_it_may(room: str) -> None:
    forbidden = room_patterns(*sorted(MAY_IMPORT.keys() - MAY_IMPORT[room] - {room}))
    rule = archrule(f"{room} imports only what it may").match(*room_patterns(room))
    rule.should_not_import(*forbidden, *OUTSIDE).check("app", only_direct_imports=True)


@pytest.mark.parametrize(
    ("name", "rooms", "forbidden", "options"), RULES, ids=[rule[0] for rule in RULES]
)
def test_libraries_stay_in_their_rooms(
    name: str, rooms: set[str], forbidden: list[str], options: dict[str, bool]
) -> None:
    for room in rooms.intersection(ROOMS):
        rule = archrule(f"{name}: {room}").match(*room_patterns(room))
        rule.should_not_import(*forbidden).check("app", **options)


def test_no_import_cycles() -> None:
    assert import_cycle(import_graph(MODULES)) == []


@each_module
def test_module_hides_no_import_in_a_function(module: SourceModule) -> None:
    allowed = [library for library, rooms in LAZY.items() if module.room in rooms]
    hidden = imports_in_functions(module.tree)
    assert [name for name in hidden if not any(below(name, library) for library in allowed)] == []


@each_module
def test_module_loads_no_heavy_library_before_it_is_needed(module: SourceModule) -> None:
    loaded = imports_at_load(module.tree)
    assert [name for name in loaded if any(below(name, lib) for lib in LAZY_EVERYWHERE)] == []


@pytest.mark.parametrize("module", PURE_MODULES, ids=lambda module: module.name)
def test_pure_module_reads_no_file_and_no_clock(module: SourceModule) -> None:
    names = imports_at_load(module.tree) + imports_in_functions(module.tree)
    touched = [name for name in names if any(below(name, lib) for lib in FILE_AND_CLOCK_MODULES)]
    assert touched + calls(module.tree, FILE_AND_CLOCK_CALLS) == []


def test_package_files_are_empty() -> None:
    packages = [module for module in MODULES if module.path.name == "__init__.py"]
    assert packages
    assert [module.name for module in packages if module.text] == []


@each_module
def test_file_and_its_functions_stay_within_their_limits(module: SourceModule) -> None:
    lines = module.text.count("\n")
    assert lines <= FILE_LIMIT
    assert long_functions(module.tree, FUNCTION_LIMIT) == []
