"""Tests of how a problem is shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studywidgets.diagnostics import Diagnostic, quoted, render
from studywidgets.model import Location


def problem(message: str = "it is wrong", hint: str = "type this", line: int = 3) -> Diagnostic:
    """Return a problem."""
    return Diagnostic(Location("a/b.md", line), "SW012", "error", message, hint)


def test_diagnostic_is_one_line() -> None:
    """A problem is written as file, line, code and message."""
    assert str(problem()) == "a/b.md:3: SW012 it is wrong"


def test_render_indents_hints() -> None:
    """Each problem is followed by its hint, indented, line by line."""
    text = render([problem(hint="type\nthis"), problem(line=4)])

    assert text.split("\n") == [
        "a/b.md:3: SW012 it is wrong",
        "    type",
        "    this",
        "a/b.md:4: SW012 it is wrong",
        "    type this",
    ]


def test_render_of_nothing_is_empty() -> None:
    """Without problems there is no text."""
    assert render([]) == ""


def test_diagnostics_sort_by_place() -> None:
    """Problems sort by file and line, line 10 after line 9."""
    ninth, tenth = problem(line=9), problem(line=10)

    assert sorted([tenth, ninth]) == [ninth, tenth]


def test_control_characters_are_escaped() -> None:
    """What could steer a terminal, reverse the line or fail to be printed is shown as an escape."""
    text = render([problem(message="\x1b[31m red \u202e \udc80", hint="\x07")])

    assert text == "a/b.md:3: SW012 \\x1b[31m red \\u202e \\udc80\n    \\x07"


@given(st.text(), st.text())
def test_rendered_text_is_printable(message: str, hint: str) -> None:
    """Whatever message and hint hold, every line can be printed."""
    text = render([problem(message, hint)])

    assert all(line.isprintable() for line in text.split("\n"))
    text.encode()


def test_quoted_is_on_one_line() -> None:
    """Quoted content has no line ends."""
    assert quoted(" a\n  b ") == "“a b”"


def test_long_quotations_are_cut() -> None:
    """Quoted content is cut to 60 characters."""
    assert quoted("x" * 61) == "“" + "x" * 59 + "…”"
    assert quoted("x" * 60) == "“" + "x" * 60 + "”"
