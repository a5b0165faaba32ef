"""Notices of conflicts as cells: what they hold, what passes for one, how odd ones are settled."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from markdown_it import MarkdownIt

from studywidgets.notebooks.merge.notices import Conflict, notice, read_notice
from studywidgets.notebooks.merge.three_way import merge_cells
from studywidgets.notebooks.reading import KeptError, to_bytes
from studywidgets.notebooks.resolving import resolve
from tests.merging.samples import Cell, brief, built, own

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CONFLICT = Conflict(
    cells=("first", "second"),
    theirs="Their text.",
    kind="markdown",
    side="content",
    base=(("built", "What was."), ("added", None)),
)
HOSTILE = [
    "```\n# Out\n```",
    "`" * 40,
    "~~~\n<script>alert(1)</script>\n~~~",
    "</code></pre><img src=x onerror=alert(1)>",
    "    ```\n$x$ and \\(y\\)",
    "\r```\r",
    "a\u2028```\u2028b",
    "",
    "\n\n",
    "\ud800",
]


@pytest.mark.parametrize("theirs", HOSTILE)
def test_any_text(theirs: str) -> None:
    """Whatever the other text is, it stays within one block of code of a valid cell."""
    cell = notice(replace(CONFLICT, theirs=theirs))

    blocks = [token.type for token in MarkdownIt().parse(cell["source"]) if token.level == 0]
    assert blocks.count("fence") == 1
    assert "html_block" not in blocks
    assert "heading_open" not in blocks
    nbformat.validate(nbformat.from_dict(cell), ref="markdown_cell", version=4, version_minor=5)


@pytest.mark.parametrize("theirs", HOSTILE)
def test_saved_and_read(theirs: str) -> None:
    """A notice tells of the same conflict after it was saved, keys sorted."""
    conflict = replace(CONFLICT, theirs=theirs)
    saved = json.loads(json.dumps(notice(conflict), sort_keys=True))

    assert read_notice(saved) == conflict


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("cells", []),
        ("cells", "first"),
        ("cells", [1]),
        ("cells", ["no id; rm -rf"]),
        ("cells", ["x" * 65]),
        ("theirs", None),
        ("type", "weird"),
        ("type", ["code"]),
        ("side", "elsewhere"),
        ("side", {}),
        ("base", {"built": "x"}),
        ("base", [["built"]]),
        ("base", [["built", 7]]),
        ("base", [[None, "x"]]),
        ("shown", "another"),
        ("shown", None),
    ],
)
def test_damaged(key: str, value: Any) -> None:
    """A cell whose note of a conflict is damaged is no notice, but somebody's cell."""
    cell = notice(CONFLICT)
    cell["metadata"]["studywidgets"]["conflict"][key] = value

    assert read_notice(cell) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda cell: cell.update(source=cell["source"] + " Mine."),
        lambda cell: cell.update(cell_type="raw"),
        lambda cell: cell["metadata"]["studywidgets"].update(conflict=[]),
        lambda cell: cell["metadata"].update(studywidgets=None),
    ],
)
def test_no_notice(change: Callable[[Cell], object]) -> None:
    """A notice that was written into, or is none any more, is somebody's cell."""
    cell = notice(CONFLICT)

    change(cell)

    assert read_notice(cell) is None


def test_long_id() -> None:
    """The notice of a cell with the longest id has an id of its own, not longer."""
    name = notice(replace(CONFLICT, cells=("x" * 64,)))["id"]

    assert len(name) == 64
    assert name != "x" * 64


def test_copied_notice() -> None:
    """Of a notice and its copy one is left after the next merge."""
    base, theirs = [built("a", "was")], [built("a", "theirs")]
    merged = merge_cells(base, [built("a", "mine")], theirs, "content")
    copy = merged.cells[1] | {"id": "pasted"}

    again = merge_cells(theirs, [*merged.cells, copy], theirs, "content", merged.conflicts)

    assert again.cells == merged.cells


def saved(path: Path, *cells: Cell) -> Path:
    """A notebook with these cells."""
    whole = {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path.write_bytes(to_bytes(whole))
    return path


def cells_of(path: Path) -> list[Cell]:
    """The cells of a notebook."""
    read: list[Cell] = nbformat.read(path, as_version=4).cells
    return read


class TestResolve:
    """Settling what is not one cell with one notice."""

    def test_split(self, tmp_path: Path) -> None:
        """--theirs puts the other text into the last part of a split cell; --mine keeps all."""
        parts = [own("first", "Mine,"), own("second", "in two.")]
        path = saved(tmp_path / "a.ipynb", *parts, notice(CONFLICT), own("z", "End."))
        other = saved(tmp_path / "b.ipynb", *parts, notice(CONFLICT), own("z", "End."))

        resolve(path, None, "theirs")
        resolve(other, None, "mine")

        assert brief(cells_of(path)) == [("second", "Their text."), ("z", "End.")]
        assert brief(cells_of(other)) == [*brief(parts), ("z", "End.")]

    def test_cell_gone(self, tmp_path: Path) -> None:
        """--theirs puts the other text in the notice's place when the cell itself is gone."""
        path = saved(tmp_path / "a.ipynb", own("y", "Begin."), notice(CONFLICT), own("z", "End."))

        resolve(path, None, "theirs")

        assert brief(cells_of(path)) == [
            ("y", "Begin."),
            ("second", "Their text."),
            ("z", "End."),
        ]

    def test_other_type(self, tmp_path: Path) -> None:
        """--theirs takes the other text's type as well."""
        conflict = replace(CONFLICT, cells=("a",), kind="code", theirs="1")
        path = saved(tmp_path / "a.ipynb", own("a", "Mine."), notice(conflict))

        resolve(path, "a", "theirs")

        (cell,) = cells_of(path)
        assert (cell["cell_type"], cell["source"], cell["outputs"]) == ("code", "1", [])
        nbformat.validate(nbformat.read(path, as_version=4))

    def test_two_versions(self, tmp_path: Path) -> None:
        """With two other texts of one cell, --theirs wants to know which; --mine does not."""
        first = replace(CONFLICT, cells=("a",))
        second = replace(first, side="lesson", theirs="The lesson's text.", base=())
        cells = [own("a", "Mine."), notice(first), notice(second)]
        path = saved(tmp_path / "a.ipynb", *cells)
        before = path.read_bytes()

        with pytest.raises(KeptError, match="has two other versions of the cell a"):
            resolve(path, "a", "theirs")
        after = path.read_bytes()
        resolve(path, notice(second)["id"], "theirs")

        assert after == before
        assert cells_of(path)[0]["source"] == "The lesson's text."
        assert len(resolve(path, "a", "mine")) == 1
        assert brief(cells_of(path)) == [("a", "The lesson's text.")]
