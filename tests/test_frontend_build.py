"""The bundles in studywidgets/static are what their sources give, and small."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FRONTEND = ROOT / "studywidgets" / "frontend"
STATIC = ROOT / "studywidgets" / "static"
WIDGETS = sorted(path.stem for path in FRONTEND.glob("*.js"))
LARGEST_MODULE = 1_500


def bundle(node: str, outdir: Path) -> None:
    """Bundle the front end into ``outdir``."""
    subprocess.run(
        [node, "tools/bundle.mjs", "--outdir", str(outdir)],
        cwd=ROOT,
        check=True,
        timeout=120,
    )


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder by its path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def rebuilt(node: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with bundles that were made just now."""
    outdir = tmp_path_factory.mktemp("static")
    bundle(node, outdir)
    return outdir


def test_bundles_are_up_to_date(rebuilt: Path) -> None:
    """The committed bundles have the bytes that their sources give; if not: `make frontend`."""
    expected = contents(rebuilt)
    committed = contents(STATIC)

    differing = {name for name in expected | committed if expected.get(name) != committed.get(name)}

    assert differing == set()


def test_stale_bundles_are_removed(node: str, rebuilt: Path, tmp_path: Path) -> None:
    """Bundling removes bundles that have no source any more and leaves other files alone."""
    for folder in ("libraries", "site"):
        (tmp_path / folder).mkdir()
    for name in ("gone.js", "gone.css", "libraries/gone.js", "site/gone.js", "note.txt"):
        (tmp_path / name).write_text("old", encoding="utf-8")

    bundle(node, tmp_path)

    assert contents(tmp_path) == {**contents(rebuilt), "note.txt": b"old"}


@pytest.mark.parametrize("widget", WIDGETS)
def test_widget_has_library_and_styles(widget: str) -> None:
    """Each widget is in one library, under its own name, and has a style sheet."""
    export = re.compile(rf'export\{{[^{{}}]*\bas(?: |"){widget}\b(?!-)')
    libraries = (STATIC / "libraries").glob("*.js")

    assert len([path for path in libraries if export.search(path.read_text())]) == 1
    assert (STATIC / f"{widget}.css").is_file()


def test_module_is_small() -> None:
    """Of the module of all widgets a notebook has many copies: it is at most 1,500 bytes."""
    assert (STATIC / "widget.js").stat().st_size <= LARGEST_MODULE


def test_libraries_import_the_core(node: str) -> None:
    """What a widget or library imports from the core is what the core exports."""
    core = exported(node, STATIC / "libraries" / "core.js")
    imported = {
        path.stem: set(re.findall(r"(\w+)(?: as \w+)?[,}]", found[1]))
        for path in (STATIC / "libraries").glob("*.js")
        if (found := re.search(r'import(\{[^{}]+\})from"studywidgets:core"', path.read_text()))
    }

    assert {"term", "lesson", "guide", "glossary", "home", "work"} == set(imported)
    assert set().union(*imported.values()) <= core


def exported(node: str, module: Path) -> set[str]:
    """The names that a module exports."""
    code = f"console.log(...Object.keys(await import({module.as_uri()!r})))"
    command = [node, "--input-type=module", "-e", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return set(done.stdout.split())
