"""A whole small course, kept as it is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

import nbformat
import pytest

from studywidgets.notebooks import build

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def golden(root: Path) -> Path:
    """The folder of the course and of its lessons.

    After a wanted change: `studywidgets build tests/golden/content -o tests/golden/lessons`, and
    look at what changed.
    """
    return root / "tests" / "golden"


def test_same(golden: Path, tmp_path: Path) -> None:
    """The course gives exactly the notebooks that are kept."""
    report = build(golden / "content", tmp_path)

    kept = {path.name: path.read_bytes() for path in (golden / "lessons").glob("*.ipynb")}
    made = {path.name: path.read_bytes() for path in tmp_path.glob("*.ipynb")}
    assert report.diagnostics == []
    assert sorted(made) == sorted(kept)
    assert [name for name in made if made[name] != kept[name]] == []


def test_valid(golden: Path) -> None:
    """The kept notebooks are valid by nbformat."""
    paths = sorted((golden / "lessons").glob("*.ipynb"))

    for path in paths:
        nbformat.validate(nbformat.read(path, as_version=nbformat.NO_CONVERT))

    assert len(paths) == 7
