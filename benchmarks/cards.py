"""Definitions and questions as jupytercards and jupyterquiz show them, against ours.

Bytes are those of executed notebooks, with all that a page needs to show them. Ours carry the
record of what a student does, hints, plain forms and more, the peers' the cards and the quiz. Both
peers have their scripts in their packages, and so need no network.

A click is measured as in `reveal`: main-thread time until what it shows is painted, in the same
JupyterLab, with the same texts, in turns. The half second for which jupytercards turns a card is
not in it. A quiz shows the model answer when one of the key points is chosen.
"""

from __future__ import annotations

import tempfile
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.card_notebooks import write_ours, write_peers
from benchmarks.course import CONTENT, execute
from benchmarks.jupyter import in_browser
from benchmarks.rows import Figure, Row
from benchmarks.runs import Effort, interleaved
from benchmarks.tracing import traced, until_painted
from studywidgets.notebooks import build
from studywidgets.reader import read_content

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playwright.sync_api import Page

    from benchmarks.jupyter import JupyterLab

CLICKS = 20
"""In each run."""

PAIRS = {
    "one definition": ("definition", "card"),
    "{terms} definitions": ("definitions", "deck"),
    "{questions} questions": ("questions", "quiz"),
}
"""Our notebook and the peer's, by what they show."""


class Shows:
    """Clicks that show something, in a notebook of its own."""

    def __init__(self, page: Page, clicks: Sequence[Callable[[], None]], every: int) -> None:
        """Take what clicks, in turn, and which of the clicks count: all, or every other."""
        self.times: list[float] = []
        self._page = page
        self._clicks = clicks
        self._every = every

    def __call__(self, count: int) -> float:
        """Click so many times that count; returns how many times are known now."""
        self._page.bring_to_front()
        done = count * self._every
        with traced(self._page) as events:
            for _, click in zip(range(done), cycle(self._clicks), strict=False):
                click()
        found = list(until_painted(events, "click"))
        # The label of a radio button sends a second click, to the button, in the same frame.
        each = max(1, round(len(found) / done))
        self.times += found[:: each * self._every]
        return float(len(self.times))


def shows(page: Page, server: JupyterLab) -> dict[str, Shows]:
    """Open the notebooks, each in a page of its own."""

    def opened(name: str) -> Page:
        own = page.context.new_page()
        own.goto(server.address(f"doc/tree/{name}.ipynb"))
        return own

    definition, card, questions, choices = map(opened, ("definition", "card", "questions", "quiz"))
    questions.locator(".sw-answer textarea").first.fill("Some words of an answer.")
    return {
        "definition": Shows(
            definition,
            [
                definition.get_by_role("button", name="Show the definition").click,
                definition.get_by_role("button", name="Hide the definition", exact=True).click,
            ],
            2,
        ),
        "card": Shows(card, [card.locator(".flip-container, .flashcard").first.click], 2),
        "questions": Shows(
            questions,
            [
                questions.get_by_role("button", name="Compare with a model answer").first.click,
                questions.get_by_role("button", name="Keep writing").first.click,
            ],
            2,
        ),
        "quiz": Shows(choices, [choices.locator(".MCButton").nth(n).click for n in (0, 1)], 1),
    }


def rows(effort: Effort) -> list[Row]:
    """Weigh the notebooks, open them, and click."""
    (course,), _ = read_content(CONTENT)
    terms = list(course.terms())
    with tempfile.TemporaryDirectory() as made:
        folder, copies = Path(made), Path(made, "copies")
        written = folder / "written"
        written.mkdir()
        build(CONTENT, folder / "lessons")
        write_ours(written, folder / "lessons", terms)
        execute(written, copies)
        cards, quiz = write_peers(copies, terms)
        peers = (cards, cards, quiz)
        found = []
        for (what, pair), peer in zip(PAIRS.items(), peers, strict=True):
            sizes = ((copies / f"{name}.ipynb").stat().st_size for name in pair)
            ours, theirs = map(Figure.exact, sizes)
            shown = what.format(terms=len(terms), questions=len(terms[0].questions))
            found.append(Row(f"executed notebook, {shown}", "bytes", ours, theirs, peer))
        with in_browser(copies, folder) as (page, server):
            clicked = shows(page, server)
            clicks = effort.of(CLICKS, 3)
            interleaved(
                {name: partial(show, clicks) for name, show in clicked.items()}, effort.runs
            )
        times = {name: Figure.median(show.times) for name, show in clicked.items()}
        return [
            *found,
            Row("click on a definition", "ms", times["definition"], times["card"], cards),
            Row("click on a question", "ms", times["questions"], times["quiz"], quiz),
        ]
