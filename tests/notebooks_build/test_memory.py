"""The memory of a build must not grow with the course: what is there once for each term counts."""

from __future__ import annotations

import gc
import tracemalloc
from typing import TYPE_CHECKING

from studywidgets.notebooks.pages import CourseNotebooks
from studywidgets.reader import read_content
from studywidgets.shelf import Shelf, Shelved, packed
from tests.notebooks_build.content import course, term, unit, write_course

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from studywidgets.model import Term

FEW, MANY = 50, 250


def growth(action: Callable[[int], object]) -> float:
    """Bytes of the most memory that an action takes for each further term."""
    peaks = []
    for count in (1, FEW, MANY):
        gc.collect()
        tracemalloc.start()
        try:
            kept = action(count)
            peaks.append(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()
        del kept
    return (peaks[2] - peaks[1]) / (MANY - FEW)


def test_of_a_long_notebook_little_is_there_at_once() -> None:
    """The glossary and the first page are made piece by piece, however many terms they show."""
    text = "What it means, in some words that say it. " * 25

    def make(count: int) -> int:
        shelf: Shelf[Term] = Shelf()
        slots = [shelf.put(packed(term(f"t-{n}", definition=f"{n} {text}"))) for n in range(count)]
        terms = Shelved(shelf, slots)
        units = [
            unit(f"u-{start}", terms=terms[start : start + 10]) for start in range(0, count, 10)
        ]
        whole = CourseNotebooks(course(*units))
        pages = (whole.notebook(name) for name in ("index", "glossary"))
        return sum(len(piece) for page in pages for piece in page.to_pieces())

    each = growth(make)

    assert make(MANY) / MANY > 4 * len(text)
    assert each < 2 * len(text)


def test_of_a_term_that_is_read_little_is_kept(tmp_path: Path) -> None:
    """Between reading and building a term lies on disk: less than its file stays in memory."""
    case = "A long case. " * 2000
    for count in (1, FEW, MANY):
        folder = tmp_path / f"{count}"
        write_course(folder, {"u": [f"t-{n}" for n in range(count)]})
        for path in folder.rglob("t-*.md"):
            path.write_text(path.read_text().replace("## Example\n", f"## Example\n\n{case}\n"))

    each = growth(lambda count: read_content(tmp_path / f"{count}"))

    assert each < len(case) / 2
