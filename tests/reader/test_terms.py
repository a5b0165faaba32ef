"""Tests of what a term's file becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studywidgets.model import Fact, KeyPoint, Location
from studywidgets.reader import read_content
from tests.reader.contents import (
    ANSWER,
    GOOD,
    MEDIATION,
    OTHER_ANSWER,
    codes,
    edited,
    read_mediation,
    read_one,
    report,
    write,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_parts_of_a_term(tmp_path: Path) -> None:
    """A term has its definition, example, facts, questions and lists as they were written."""
    term = read_mediation(tmp_path, GOOD)

    assert (term.id, term.title) == ("mediation", "Mediation")
    assert term.definition == "A third party helps.\n\nIt may be a state."
    assert term.example == "Two neighbours, one fence."
    assert term.facts == (
        Fact("no-power", "A mediator has **no power** to decide.", Location(MEDIATION, 19)),
        Fact("last-word", "The **parties** keep the **last word**.", Location(MEDIATION, 20)),
    )
    assert [question.id for question in term.questions] == ["when", "why"]
    assert term.related == ("negotiation",)
    assert term.formerly == ("arbitration",)
    assert term.sources == ("Ada Author, A Title (A Publisher, 2015), chapter 2",)
    assert term.images == ()
    assert term.location == Location(MEDIATION, 9)


def test_parts_of_a_question(tmp_path: Path) -> None:
    """A question has its text, its answer of several paragraphs, and its key points."""
    question = read_mediation(tmp_path, GOOD).questions[0]

    assert question.text == "When does mediation work?"
    assert question.answer == f"{ANSWER}\n\nThen they talk."
    assert question.location == Location(MEDIATION, 24)
    assert question.key_points == (
        KeyPoint(
            "stalemate",
            "Both sides are tired",
            ("stalemate", "cannot win"),
            Location(MEDIATION, 32),
        ),
        KeyPoint("talk", "They talk", (), Location(MEDIATION, 33)),
    )


def test_term_without_example(tmp_path: Path) -> None:
    """A term without an example has None for it."""
    (_, negotiation) = read_one(tmp_path, GOOD).terms()

    assert negotiation.example is None


@pytest.mark.parametrize(
    ("written", "text", "variants"),
    [
        (r"a \| b | c", "a | b", ("c",)),
        (r"a | b\|c", "a", ("b|c",)),
        ("`a|b` | c", "a|b", ("c",)),
        ("**a** *b* | [c](d.md)", "a b", ("c",)),
        ("a &amp; b | c\n  d", "a & b", ("c d",)),
        ("a", "a", ()),
        ("{a} | {b}", "{a}", ("{b}",)),
    ],
)
def test_key_points(written: str, text: str, variants: tuple[str, ...], tmp_path: Path) -> None:
    """A key point is split at its bars, those apart that are escaped or code, and has no marks."""
    files = edited(MEDIATION, "There is no trust | distrust", written)

    (point,) = read_mediation(tmp_path, files).questions[1].key_points

    assert (point.text, point.variants) == (text, variants)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("- A **fact**. {#a}", "A **fact**."),
        ("* A\n  **fact**. {#a}", "A\n**fact**."),
        ("7) A **fact**.\n\n8) Another **one**. {#b}", "A **fact**."),
        ("1. A **fact** {x}. {#a}  ", "A **fact** {x}."),
        ("1. A __fact__.{#a}", "A __fact__."),
    ],
)
def test_facts_in_every_kind_of_list(written: str, text: str, tmp_path: Path) -> None:
    """Facts may stand in ordered and bulleted lists, over several lines, close or apart."""
    lists = "1. A mediator has **no power** to decide. {#no-power}"
    written = written.replace("fact**.\n\n", "fact**. {#a}\n\n")

    term = read_mediation(tmp_path, edited(MEDIATION, lists, written))

    assert term.facts[0].text == text
    assert term.facts[0].id == "a"


def test_sections_in_another_order(tmp_path: Path) -> None:
    """The sections may come in any order, and their names in any case."""
    head, _, rest = GOOD[MEDIATION].partition("## Example")
    example, _, rest = rest.partition("## Must-know facts")
    facts, _, questions = rest.partition("## Review questions")
    swapped = f"{head}## REVIEW QUESTIONS{questions}\n## must-know facts{facts}## example{example}"

    term = read_mediation(tmp_path, {**GOOD, MEDIATION: swapped})

    assert [fact.id for fact in term.facts] == ["no-power", "last-word"]
    assert [question.id for question in term.questions] == ["when", "why"]
    assert term.example == "Two neighbours, one fence."


def test_underlined_headings(tmp_path: Path) -> None:
    """A heading may be underlined."""
    files = edited(MEDIATION, "## Example", "Example\n-------")

    term = read_mediation(tmp_path, files)

    assert term.example == "Two neighbours, one fence."


def test_headings_in_code_are_no_headings(tmp_path: Path) -> None:
    """What looks like a heading or an id within code is code."""
    code = "```\n## Must-know facts\n\n1. x {#no-power}\n```"

    term = read_mediation(tmp_path, edited(MEDIATION, "It may be a state.", code))

    assert term.definition == f"A third party helps.\n\n{code}"


def test_blocks_keep_their_form(tmp_path: Path) -> None:
    """Lists, tables and quotations within an answer are kept as they were written."""
    answer = "- a\n\n  b\n\n| a | b |\n|---|---|\n| c | d |\n\n> q"

    term = read_mediation(tmp_path, edited(MEDIATION, OTHER_ANSWER, answer))

    assert term.questions[1].answer == answer


@pytest.mark.parametrize(
    "change",
    [("\n", "\r\n"), ("\n", "\r"), ("---\ntitle", "\ufeff---\ntitle"), ("---\n", "--- \t\n")],
)
def test_line_ends_and_byte_order_mark(change: tuple[str, str], tmp_path: Path) -> None:
    """Windows' and old line ends, a byte order mark and spaces behind --- change nothing."""
    expected = read_mediation(tmp_path / "a", GOOD)
    changed = GOOD[MEDIATION].replace(*change)

    term = read_mediation(tmp_path / "b", {**GOOD, MEDIATION: changed})

    assert term == expected


def test_values_are_texts_as_written(tmp_path: Path) -> None:
    """A title that YAML would take for a number or a truth value stays as it was written."""
    for number, written in enumerate(
        ("012", "true", "null", "1e3", "2020-01-01", "0x10", "~", "no")
    ):
        files = edited(MEDIATION, "title: Mediation", f"title: {written}")

        assert read_mediation(tmp_path / str(number), files).title == written


@pytest.mark.parametrize(
    "written", ["related: []", "related:", 'related: ["negotiation"]', "related:\n  - negotiation"]
)
def test_forms_of_lists(written: str, tmp_path: Path) -> None:
    """A list may be empty, in brackets, or one entry a line."""
    files = edited(MEDIATION, "related: [negotiation]", written)

    term = read_mediation(tmp_path, files)

    assert term.related == (("negotiation",) if "negotiation" in written else ())


def test_comments_in_front_matter(tmp_path: Path) -> None:
    """A comment on a line of its own, or behind a list, is no part of a value."""
    files = edited(MEDIATION, "related: [negotiation]", "# why\nrelated: [negotiation] # because")

    assert read_mediation(tmp_path, files).related == ("negotiation",)


def test_same_key_point_id_in_two_questions(tmp_path: Path) -> None:
    """Two questions may have key points of the same id, as the good content has."""
    points = [q.key_points[-1].id for q in read_mediation(tmp_path, GOOD).questions]

    assert points == ["talk", "talk"]


def test_all_problems_of_a_file_at_once(tmp_path: Path) -> None:
    """Front matter, links, facts and questions of one file are reported together, in order."""
    spoilt = (
        GOOD[MEDIATION]
        .replace("title: Mediation", "titel: Mediation")
        .replace("It may be", "[x](javascript:1)")
        .replace(" {#no-power}", "")
        .replace("**last word**", "*last word*")
        .replace("**parties**", "parties")
        .replace(f"{OTHER_ANSWER}\n", "")
    )

    found = codes(tmp_path, {**GOOD, MEDIATION: spoilt})

    assert [line.partition(":")[2] for line in found] == [
        "2 SW025",
        "11 SW070",
        "19 SW050",
        "20 SW054",
        "35 SW057",
    ]


def test_proposed_ids_differ(tmp_path: Path) -> None:
    """Two facts that begin alike get different proposals, and never an id of the file."""
    facts = (
        "1. The **parties** keep the.\n"
        "2. The **parties** keep the.\n"
        "3. It **is**. {#the-parties-keep-the}"
    )
    files = edited(MEDIATION, "2. The **parties** keep the **last word**. {#last-word}", facts)

    text = report(tmp_path, files)

    assert "{#the-parties-keep-the-2}" in text
    assert "{#the-parties-keep-the-3}" in text


def test_bad_term_is_left_out(tmp_path: Path) -> None:
    """A term with an error is not in the course, and its neighbours are; nothing else complains."""
    files = edited(MEDIATION, " {#no-power}", "")

    (course,), problems = read_content(write(tmp_path, files))

    assert [(problem.location.file, problem.code) for problem in problems] == [(MEDIATION, "SW050")]
    assert [term.id for term in course.terms()] == ["negotiation"]


def test_warning_leaves_the_term_in(tmp_path: Path) -> None:
    """A term with nothing but a warning is in the course."""
    files = edited(MEDIATION, '  - "Ada Author, A Title (A Publisher, 2015), chapter 2"\n', "")

    (course,), (warning,) = read_content(write(tmp_path, files))

    assert warning.severity == "warning"
    assert [term.id for term in course.terms()] == ["mediation", "negotiation"]
