"""A problem in the content: where it is, what it is, and what to type instead."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studywidgets.model import Location

Severity = Literal["error", "warning"]

_SHOWN_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Fix:
    r"""The one safe answer to a problem: a piece of its file that is replaced.

    Attributes:
        start: The line, counted from 1, and the column, counted from 0, where the piece begins.
        end: The line and the column behind it.
        old: What the piece holds, its line ends written `\n`.
        new: What it is to hold.
        done: What has been done then, for people: `wrote {#no-power}`.
    """

    start: tuple[int, int]
    end: tuple[int, int]
    old: str
    new: str
    done: str


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One problem.

    Diagnostics sort by file, line and code.

    Attributes:
        location: Where the problem is.
        code: `SW` and three digits, a key of `studywidgets.rules.RULES`.
        severity: A lesson is built in spite of a warning, never in spite of an error.
        message: What is wrong.
        hint: What to type.
        fix: What the computer can type, where there is only one safe answer.
    """

    location: Location
    code: str
    severity: Severity
    message: str
    hint: str
    fix: Fix | None = field(default=None, compare=False)

    def __str__(self) -> str:
        """Write the problem as one line, `file:line: SW012 message`."""
        return printable(f"{self.location}: {self.code} {self.message}")


def render(diagnostics: Iterable[Diagnostic]) -> str:
    """Write problems as text, each with its hint indented below it.

    Args:
        diagnostics: The problems, written in the order given.

    Returns:
        The text, without a line end after the last line; empty when there is no problem.
    """
    lines: list[str] = []
    for diagnostic in diagnostics:
        lines.append(str(diagnostic))
        lines.extend(f"    {printable(line)}" for line in diagnostic.hint.splitlines())
    return "\n".join(lines)


def quoted(text: str) -> str:
    """Quote content for a message: on one line, and cut when it is long."""
    line = " ".join(text.split())
    if len(line) > _SHOWN_CHARACTERS:
        line = line[: _SHOWN_CHARACTERS - 1] + "…"
    return f"“{line}”"


def printable(line: str) -> str:
    """Escape what could steer a terminal or reorder the line: control characters, lone halves."""
    if line.isprintable():
        return line
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in line
    )
