"""A lesson of made-up words, and what its authors may change in it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studywidgets.markup import fallback
from studywidgets.notebooks.cells import Cell, markdown_cell, widget_cell
from studywidgets.notebooks.notebook import Notebook

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

COURSE = "talking"
KINDS = ("heading", "text", "definition", "facts")


@dataclass
class Words:
    """Words that each occur once, so that a text can be told by them."""

    prefix: str
    _numbers: Iterator[int]

    @classmethod
    def starting(cls, prefix: str) -> Words:
        """Words that begin with `prefix`."""
        return cls(prefix, itertools.count(1))

    def line(self, chance: random.Random) -> str:
        """A line of some new words."""
        # With a letter at the end, half of a word is not another one.
        return " ".join(f"{self.prefix}{next(self._numbers)}w" for _ in range(chance.randint(2, 5)))


@dataclass(frozen=True)
class Part:
    """What becomes one cell: its id, what it is, and its lines."""

    id: str
    kind: str
    lines: tuple[str, ...]

    def cell(self) -> Cell:
        """The cell as the builder makes it."""
        if self.kind == "heading":
            return markdown_cell(self.id, f"## {self.lines[0]}")
        if self.kind == "text":
            return markdown_cell(self.id, "\n\n".join(self.lines))
        if self.kind == "definition":
            text = "\n".join(self.lines)
            return widget_cell(
                self.id,
                ("Definition", self.id),
                "Definition",
                positional=["A term", text],
                named={"id": f"{self.id}/definition", "course": COURSE},
                output=fallback.definition("A term", text),
            )
        facts = {f"fact-{line.split()[0]}": line for line in self.lines}
        return widget_cell(
            self.id,
            ("Must-know facts", self.id),
            "FactChecklist",
            positional=["A term", facts],
            named={"id": self.id, "course": COURSE},
            output=fallback.fact_checklist("A term", facts),
        )


def lesson(parts: tuple[Part, ...]) -> Notebook:
    """The notebook that is built from some parts."""
    about = {"term": "mediation"}
    return Notebook(
        "mediation.ipynb", "lesson", COURSE, about, tuple(part.cell() for part in parts)
    )


def new_part(chance: random.Random, words: Words, number: int) -> Part:
    """A part that has not been there before."""
    kind = chance.choice(KINDS)
    count = 1 if kind == "heading" else chance.randint(1, 5)
    lines = tuple(words.line(chance) for _ in range(count))
    return Part(f"{words.prefix}-{number}", kind, lines)


def first_parts(chance: random.Random) -> tuple[Part, ...]:
    """The parts of a lesson as it is built first."""
    words = Words.starting("was")
    return tuple(new_part(chance, words, number) for number in range(chance.randint(2, 7)))


def revised(chance: random.Random, parts: tuple[Part, ...], changes: int) -> tuple[Part, ...]:
    """The parts after their authors have made some changes."""
    words = Words.starting("new")
    now = list(parts)
    for number in range(changes):
        at = chance.randrange(len(now)) if now else 0
        change = chance.choice(["rewrite"] * 4 + ["add", "remove", "move", "line", "cut"])
        if change == "add" or not now:
            now.insert(at, new_part(chance, words, number))
        elif change == "remove":
            del now[at]
        elif change == "move":
            now.insert(chance.randrange(len(now)), now.pop(at))
        else:
            now[at] = _reworded(chance, now[at], change, words)
    return tuple(now)


def _reworded(chance: random.Random, part: Part, change: str, words: Words) -> Part:
    lines = list(part.lines)
    at = chance.randrange(len(lines))
    if change == "line" and part.kind != "heading":
        lines.insert(at, words.line(chance))
    elif change == "cut" and len(lines) > 1:
        del lines[at]
    else:
        lines[at] = words.line(chance)
    return replace(part, lines=tuple(lines))
