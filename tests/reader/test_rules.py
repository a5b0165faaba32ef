"""Every rule, broken once in content that has no other problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studywidgets.rules import RULES
from tests.reader.cases import CASES, body
from tests.reader.contents import GOOD, MEDIATION, UNIT, codes, edited, report

if TYPE_CHECKING:
    from pathlib import Path

    from tests.reader.cases import Files

# SW005 needs links and permissions, which a table of texts can't hold: see test_files.py. SW063
# needs a last build: see test_last_build.py.
SINGLE = [
    pytest.param(code, files, place, id=f"{code}-{number}")
    for code, cases in CASES.items()
    for number, (files, place) in enumerate(cases)
]


@pytest.mark.parametrize(("code", "files", "place"), SINGLE)
def test_rule_is_reported_once_and_alone(
    code: str, files: Files, place: str, tmp_path: Path
) -> None:
    """One problem gives one diagnostic, with its code, in its file, at its line."""
    found = codes(tmp_path, files)

    (problem,) = found
    file, _, line = place.partition(":")
    assert problem.endswith(f"{file}.md:{line} {code}")


def test_every_rule_has_a_case() -> None:
    """No rule is without a case that breaks it."""
    assert set(RULES) - set(CASES) == {"SW005", "SW063"}


def test_good_content_has_no_problem(tmp_path: Path) -> None:
    """The content that all cases start from gives no diagnostic."""
    assert report(tmp_path, GOOD) == ""


@pytest.mark.parametrize(
    ("files", "rendered"),
    [
        (
            edited(MEDIATION, "title: Mediation", "title: War: a history"),
            (
                "mediation.md:2: SW027 the title “War: a history” needs quotes\n"
                '    put the title in quotes: title: "War: a history"'
            ),
        ),
        (
            edited(MEDIATION, " {#no-power}", ""),
            (
                "mediation.md:19: SW050 the fact “A mediator has no power to decide.” has no id\n"
                "    write at its end: {#a-mediator-has-no}"
            ),
        ),
        (
            edited(MEDIATION, "{#no-power}", "{#No_Power}"),
            (
                "mediation.md:19: SW051 the id “No_Power” of this fact has characters that no id "
                "can have\n"
                "    write {#no-power}: small letters, digits and single hyphens, at most 60"
            ),
        ),
        (
            edited(MEDIATION, "{#last-word}", "{#no-power}"),
            (
                "mediation.md:20: SW052 the id “no-power” is taken in line 19\n"
                "    write {#the-parties-keep-the} where the text is newer; students' work hangs "
                "on the id"
            ),
        ),
        (
            edited(MEDIATION, "[negotiation]", "[negotiatoin]"),
            (
                "mediation.md:3: SW081 the course has no term “negotiatoin”\n"
                "    did you mean negotiation?"
            ),
        ),
        (
            edited(UNIT, "[mediation, negotiation]", "[negotiation]"),
            (
                "unit.md:3: SW084 missing in the order, and put at the end: mediation\n"
                "    order: [negotiation, mediation]"
            ),
        ),
        (
            edited(MEDIATION, "sources:", "source:"),
            "mediation.md:5: SW025 the key “source” is unknown\n    did you mean sources?",
        ),
        (
            edited(MEDIATION, "## Must-know facts", "## Facts"),
            (
                "mediation.md:17: SW040 the heading “## Facts” has no place here\n"
                "    did you mean ## Must-know facts?"
            ),
        ),
        (
            body("a\u202eb"),
            (
                "mediation.md:11: SW004 this line holds U+202E (RIGHT-TO-LEFT OVERRIDE), which "
                "nobody can see\n    delete the invisible character in column 2"
            ),
        ),
    ],
)
def test_messages_and_hints(files: Files, rendered: str, tmp_path: Path) -> None:
    """A diagnostic says what is wrong, and its hint what to type."""
    assert report(tmp_path, files) == f"history/conflict/{rendered}"


def test_what_hints_say_helps(tmp_path: Path) -> None:
    """After typing what the hints say, the same content has no problem any more."""
    spoilt = GOOD[MEDIATION]
    for mark in ("{#no-power}", "{#last-word}", "{#when}", "{#why}"):
        spoilt = spoilt.replace(f" {mark}", "")
    lines = spoilt.split("\n")

    rendered = report(tmp_path, {**GOOD, MEDIATION: spoilt}).split("\n")
    for problem, hint in zip(rendered[::2], rendered[1::2], strict=True):
        line = int(problem.split(":")[1])
        lines[line - 1] += " " + hint.partition(": ")[2]

    assert len(rendered) == 8
    assert report(tmp_path, {**GOOD, MEDIATION: "\n".join(lines)}) == ""
