"""The text of a result, for a terminal, a log or an XML file."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studywidgets.execution.result import LessonResult, Problem

ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
"""Terminal control sequences (ECMA-48: CSI with its parameters, OSC with its text, the rest)."""

LONGEST_PART = 40
"""Lines shown of a cell, of its output and of its traceback; the start and the end are kept."""


LONGEST_LINE = 1_000
"""Characters shown of a line; the start and the end are kept."""


def plain(text: str) -> str:
    """`text` without the codes that colour a terminal or move its cursor."""
    return ANSI.sub("", text)


def headline(result: LessonResult) -> str:
    """One line on one lesson."""
    outcome = "passed" if result.passed else "FAILED"
    return _writable(f"{outcome}  {result.seconds:5.1f} s  {_one_line(result.name)}")


def summary(results: Sequence[LessonResult], peak: int = 0) -> str:
    """One line on all lessons.

    Args:
        results: What came of them.
        peak: The most memory that the run took, in bytes; 0 if that is not known.
    """
    failed = sum(not result.passed for result in results)
    lessons = f"{len(results)} {'lesson' if len(results) == 1 else 'lessons'}"
    memory = f" (at most {peak // 1_000_000:,} MB of memory)" if peak else ""
    return f"{lessons}: {len(results) - failed} passed, {failed} failed{memory}"


def describe(result: LessonResult, *, colours: bool = False) -> str:
    """Everything on one failed lesson, several lines."""
    parts = [part for problem in result.problems for part in _describe_problem(problem)]
    text = "\n".join([_one_line(result.name), *(textwrap.indent(part, "  ") for part in parts)])
    return _writable(text if colours else plain(text))


def _describe_problem(problem: Problem) -> Iterator[str]:
    message = short(problem.message)
    yield f"{problem.location}: {message}" if problem.location else message
    if problem.items:
        yield f"item: {', '.join(problem.items)}"
    if problem.hint:
        yield f"hint: {problem.hint}"
    for name, text in (
        ("cell", problem.source),
        ("output", problem.streams),
        ("traceback", problem.traceback),
    ):
        if text.strip():
            yield f"{name}:\n{textwrap.indent(_shortened(text), '  ')}"


def short(line: str) -> str:
    """A line without its middle, if it is too long to be read."""
    left_out = len(line) - LONGEST_LINE
    half = LONGEST_LINE // 2
    if left_out <= 0:
        return line
    return f"{line[:half]}… {left_out:,} characters left out …{line[-half:]}"


def _one_line(name: str) -> str:
    """A file's name with what a terminal would obey, such as a line's end, as Python writes it."""
    return "".join(part if part.isprintable() else repr(part)[1:-1] for part in name)


def _writable(text: str) -> str:
    """`text` with what no file or terminal takes, half of a surrogate pair, as Python writes it."""
    return text.encode(errors="backslashreplace").decode()


def _shortened(text: str) -> str:
    lines = [short(line) for line in text.strip("\n").splitlines()]
    if len(lines) <= LONGEST_PART:
        return "\n".join(lines)
    half = LONGEST_PART // 2
    left_out = f"… {len(lines) - 2 * half} lines left out …"
    return "\n".join([*lines[:half], left_out, *lines[-half:]])
