"""Results as text and as JUnit XML."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studywidgets.execution.junit import write_junit
from studywidgets.execution.report import LONGEST_PART, describe, headline, plain, summary
from studywidgets.execution.result import LessonResult, Problem
from studywidgets.model import Location

if TYPE_CHECKING:
    from pathlib import Path

PASSED = LessonResult("mediation.ipynb", seconds=1.25)
FAILED = LessonResult(
    "negotiation.ipynb",
    (
        Problem(
            "a cell failed: NameError: name 'x' is not defined",
            "Define it.",
            ("negotiation/definition",),
            Location("negotiation.md", 8),
            "x",
            "printed\n",
            "\x1b[31mNameError\x1b[0m",
        ),
    ),
    2.5,
)
UNREADABLE = LessonResult("empty.ipynb", (Problem("is empty"),), started=False)


def test_a_failure_is_told_in_full() -> None:
    """Describe names the lesson, the place, the item, the hint, the cell and what it put out."""
    assert describe(FAILED).splitlines() == [
        "negotiation.ipynb",
        "  negotiation.md:8: a cell failed: NameError: name 'x' is not defined",
        "  item: negotiation/definition",
        "  hint: Define it.",
        "  cell:",
        "    x",
        "  output:",
        "    printed",
        "  traceback:",
        "    NameError",
    ]


def test_colours_stay_on_a_terminal() -> None:
    """Describe leaves a traceback's colours only when it is asked to."""
    assert "\x1b[31mNameError" in describe(FAILED, colours=True)


def test_what_is_empty_is_not_told() -> None:
    """Describe leaves out the parts that a problem does not have."""
    assert describe(UNREADABLE) == "empty.ipynb\n  is empty"


def test_a_long_line_loses_its_middle() -> None:
    """Describe keeps the start and the end of a line that nobody can read."""
    line = f"start{'x' * 1_000_000}end"
    long = LessonResult("a.ipynb", (Problem(line, streams=line, traceback=line),))

    text = describe(long)

    assert text.count("start") == text.count("end") == 3
    assert text.count("… 999,008 characters left out …") == 3
    assert len(text) < 4_000


def test_long_output_loses_its_middle() -> None:
    """Describe keeps the first and the last lines of a long output and says how many are gone."""
    lines = [f"line {number}" for number in range(1, LONGEST_PART + 11)]
    long = LessonResult("a.ipynb", (Problem("failed", streams="\n".join(lines)),))

    text = describe(long)

    assert "line 1\n" in text
    assert "… 10 lines left out …" in text
    assert text.endswith(f"line {LONGEST_PART + 10}")


def test_codes_of_every_kind_are_removed() -> None:
    """Plain removes colours, cursor movements, window titles and links."""
    colour, line, title = "\x1b[1;31mred\x1b[0m", "\x1b[2K", "\x1b]0;title\x07"
    link = "\x1b]8;;http://a\x1b\\link\x1b]8;;\x1b\\"
    text = f"{colour} {line}{title}{link} \x1bM."

    assert plain(text) == "red link ."


def test_headlines_say_how_it_went() -> None:
    """Headline has the outcome, the time and the name of a lesson in one line."""
    assert headline(PASSED) == "passed    1.2 s  mediation.ipynb"
    assert headline(FAILED) == "FAILED    2.5 s  negotiation.ipynb"


def test_a_name_that_is_no_line() -> None:
    """What a file's name would have a terminal do is written out, so that a lesson has its line."""
    result = LessonResult("a\nb\x1b[2Jé.ipynb", FAILED.problems)

    assert headline(result).endswith("  a\\nb\\x1b[2Jé.ipynb")
    assert describe(result).splitlines()[0] == "a\\nb\\x1b[2Jé.ipynb"


def test_the_summary_counts() -> None:
    """Summary counts the lessons that passed and failed."""
    assert summary([PASSED, FAILED, UNREADABLE]) == "3 lessons: 1 passed, 2 failed"
    assert summary([PASSED]) == "1 lesson: 1 passed, 0 failed"


def test_junit_has_a_test_case_for_each_lesson(tmp_path: Path) -> None:
    """write_junit writes one case a lesson, with its time, its failure or its error."""
    write_junit([PASSED, FAILED, UNREADABLE], tmp_path / "out" / "junit.xml")

    suite = ET.parse(tmp_path / "out" / "junit.xml").getroot()[0]  # noqa: S314 - our own file
    assert suite.attrib["tests"] == "3"
    assert [(case.attrib["name"], [part.tag for part in case]) for case in suite] == [
        ("mediation.ipynb", []),
        ("negotiation.ipynb", ["failure"]),
        ("empty.ipynb", ["error"]),
    ]
    assert [case.attrib["time"] for case in suite] == ["1.25", "2.5", "0.0"]
    assert suite[1][0].text == describe(FAILED)
    assert suite[1][0].attrib["message"] == FAILED.problems[0].message


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters()))
def test_any_text_makes_well_formed_junit(tmp_path: Path, text: str) -> None:
    """write_junit writes XML that can be read again, whatever a cell printed."""
    path = tmp_path / "junit.xml"
    result = LessonResult(text, (Problem(text, text, (text,), None, text, text, text),))

    write_junit([result], path)

    assert ET.parse(path).getroot()[0].attrib["failures"] == "1"  # noqa: S314 - our own file
