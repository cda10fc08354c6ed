"""Read the program's source as syntax trees and name what breaks a house rule."""

import ast
from collections.abc import Collection, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

APP = Path(__file__).resolve().parent.parent / "app"

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


class SourceModule(NamedTuple):
    """One source file of the program under its import name."""

    name: str
    path: Path
    text: str

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def room(self) -> str:
        """The first level below the package: `model`, `windows`, `cli` …"""
        return self.name.split(".")[1] if "." in self.name else ""


def source_modules(root: Path = APP) -> list[SourceModule]:
    """Return the modules below a package folder, in order of name."""
    found = []
    for path in root.rglob("*.py"):
        parts = path.relative_to(root.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found.append(SourceModule(name, path, path.read_text(encoding="utf-8")))
    return sorted(found)


def runtime_imports(tree: ast.AST) -> Iterator[tuple[ast.stmt, str]]:
    """Yield each import that runs, as its statement and its dotted name."""
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.If) and _is_type_checking(child.test):
            for other in child.orelse:
                yield from runtime_imports(ast.Module([other], []))
        elif isinstance(child, ast.Import):
            yield from ((child, alias.name) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield from ((child, f"{child.module}.{alias.name}") for alias in child.names)
        else:
            yield from runtime_imports(child)


def _is_type_checking(test: ast.expr) -> bool:
    return ast.unparse(test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING")


def import_graph(modules: Collection[SourceModule]) -> dict[str, set[str]]:
    """Return which module imports which, among the given ones."""
    names = {module.name for module in modules}
    graph: dict[str, set[str]] = {}
    for module in modules:
        wanted = (name for _, name in runtime_imports(module.tree))
        homes = (name if name in names else name.rpartition(".")[0] for name in wanted)
        graph[module.name] = {home for home in homes if home in names}
    return graph


def import_cycle(graph: Mapping[str, Collection[str]]) -> list[str]:
    """Return the modules of one import cycle, or nothing."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        cycle: list[str] = error.args[1]
        return cycle
    return []


def functions(tree: ast.AST) -> Iterator[FunctionNode]:
    """Yield every function and method, nested ones too."""
    return (node for node in ast.walk(tree) if isinstance(node, FunctionNode))


def imports_in_functions(tree: ast.Module) -> list[str]:
    """Return what is imported only when a function runs."""
    return sorted({name for node in functions(tree) for _, name in runtime_imports(node)})


def imports_at_load(tree: ast.Module) -> list[str]:
    """Return what is imported as soon as the module is."""
    lazy = {statement for node in functions(tree) for statement, _ in runtime_imports(node)}
    return sorted(name for statement, name in runtime_imports(tree) if statement not in lazy)


def long_functions(tree: ast.Module, limit: int) -> list[str]:
    """Return the functions of more than `limit` lines, with their length."""
    sizes = ((node.name, (node.end_lineno or 0) - node.lineno + 1) for node in functions(tree))
    return [f"{name} ({size} lines)" for name, size in sizes if size > limit]


def calls(tree: ast.Module, names: Collection[str]) -> list[str]:
    """Return the calls of functions or methods with one of the names, with their lines."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
            if name in names:
                found.append(f"line {node.lineno}: {ast.unparse(node.func)}()")
    return found


def below(name: str, package: str) -> bool:
    """Tell whether a dotted name is a package or something in it."""
    return name == package or name.startswith(f"{package}.")
