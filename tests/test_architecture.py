"""The rules of docs/architecture.md that can be read off the source."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "studywidgets"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_MODULE = 400
PROGRAMS = {f"studywidgets.execution.forkserver.{name}" for name in ("server", "keeper")}
"""What runs in processes of its own; a fork has to end without what its parent does at its end."""


def floors() -> dict[str, int]:
    """Return the floor of each part of the package, from the table in docs/architecture.md."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d) \| ([^|]*) \|", text, flags=re.MULTILINE)
    return {name: int(floor) for floor, names in rows for name in re.findall(r"`(\w+)/?`", names)}


def part(module: str) -> str:
    """Return the part of the package that a module's dotted name lies in ("" is the top)."""
    return module.removeprefix("studywidgets").removeprefix(".").partition(".")[0]


def dotted_name(path: Path) -> str:
    """Return a module's dotted name."""
    names = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(names).removesuffix(".__init__")


def imported_names(tree: ast.Module) -> list[tuple[str, int]]:
    """Return every module that a module imports, with the line, at whatever depth.

    ``from studywidgets import model`` counts as ``studywidgets.model``.
    """
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            whole = [f"{base}.{alias.name}" for alias in node.names]
            names = whole if base == "studywidgets" else [base]
            found += [(name, node.lineno) for name in names]
    return found


def imports(path: Path) -> list[tuple[str, int]]:
    """Return what the module at ``path`` imports, with the lines."""
    return imported_names(ast.parse(path.read_text(encoding="utf-8")))


def misplaced(importer: str, imported: str, floor_of: dict[str, int]) -> bool:
    """Return whether the part ``importer`` must not import the part ``imported``."""
    if importer == imported:
        return False
    return floor_of[imported] >= floor_of[importer]


def within(path: Path, names: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return those of a module's imports that lie in the package, as parts with the lines."""
    assert path.is_relative_to(PACKAGE)
    return [
        (part(name), line)
        for name, line in names
        if name == "studywidgets" or name.startswith("studywidgets.")
    ]


def test_table_names_every_part() -> None:
    """The table of floors names every part of the package, and nothing else."""
    top = {
        path.stem
        for path in PACKAGE.iterdir()
        if path.suffix == ".py" or (path.is_dir() and (path / "__init__.py").exists())
    }

    assert set(floors()) == top - {"__init__", "__main__"}


@pytest.mark.parametrize("path", MODULES, ids=dotted_name)
def test_imports_go_down(path: Path) -> None:
    """A module imports only from lower floors and from its own part."""
    floor_of = floors()
    importer = part(dotted_name(path))
    if importer in {"", "__main__"}:
        # The top only gathers the public names.
        floor_of[importer] = max(floor_of.values()) + 1

    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {imported}"
        for imported, line in within(path, imports(path))
        if imported in floor_of and misplaced(importer, imported, floor_of)
    ]

    assert wrong == []


@pytest.mark.parametrize("path", MODULES, ids=dotted_name)
def test_imports_are_absolute(path: Path) -> None:
    """A module names what it imports in full, so that its floor can be read off."""
    tree = ast.parse(path.read_text(encoding="utf-8"))

    relative = [
        node.lineno for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level
    ]

    assert relative == []


def test_ground_floor_needs_nothing() -> None:
    """The modules of floor 0 import nothing but the standard library and each other's package."""
    ground = {name for name, floor in floors().items() if floor == 0}
    paths = [path for path in MODULES if part(dotted_name(path)) in ground]

    foreign = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in paths
        for name, line in imports(path)
        if name.partition(".")[0] not in {*sys.stdlib_module_names, "studywidgets"}
    ]

    assert paths != []
    assert foreign == []


def test_top_gathers_widgets_only() -> None:
    """The package's top imports the widgets and nothing else of its own, so that it is light."""
    path = PACKAGE / "__init__.py"

    parts = {name for name, _ in within(path, imports(path))}

    assert parts <= {"widgets"}


@pytest.mark.parametrize("path", MODULES, ids=dotted_name)
def test_only_the_command_line_prints_or_exits(path: Path) -> None:
    """No module prints or ends the process but the command line and other processes' programs."""
    if part(dotted_name(path)) in {"cli", "__main__"} or dotted_name(path) in PROGRAMS:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))

    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    raised = {
        ast.unparse(node.exc) for node in ast.walk(tree) if isinstance(node, ast.Raise) and node.exc
    }

    assert calls.isdisjoint({"print", "exit", "quit", "sys.exit", "os._exit", "SystemExit"})
    assert "SystemExit" not in raised


@pytest.mark.parametrize(
    "path",
    [*MODULES, *sorted((PACKAGE / "frontend").rglob("*.js"))],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_modules_are_small(path: Path) -> None:
    """No module of either language has more than 400 lines."""
    lines = path.read_text(encoding="utf-8").count("\n")

    assert lines <= LONGEST_MODULE


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import studywidgets.cli", ["studywidgets.cli"]),
        ("from studywidgets import model, rules", ["studywidgets.model", "studywidgets.rules"]),
        ("from studywidgets.reader.terms import read", ["studywidgets.reader.terms"]),
        ("def f():\n    import yaml", ["yaml"]),
        ("if TYPE_CHECKING:\n    from nbformat import NotebookNode", ["nbformat"]),
    ],
)
def test_every_form_of_import_is_found(source: str, expected: list[str]) -> None:
    """An import is found in every form in which Python lets one be written."""
    names = [name for name, _ in imported_names(ast.parse(source))]

    assert names == expected


@pytest.mark.parametrize(
    ("importer", "imported", "expected"),
    [
        ("cli", "model", False),
        ("model", "cli", True),
        ("widgets", "reader", True),
        ("widgets", "widgets", False),
    ],
)
def test_misplaced_imports_are_told(importer: str, imported: str, *, expected: bool) -> None:
    """An import from above or from the same floor is misplaced, one from below is not."""
    floor_of = {"model": 0, "reader": 2, "widgets": 2, "cli": 4}

    assert misplaced(importer, imported, floor_of) is expected
