"""Tests of the rules that compare words: what they find, and above all what they leave alone."""

# ruff: noqa: RUF001 - sources and answers in other scripts
from __future__ import annotations

import dataclasses

import pytest

from studywidgets.model import Fact, KeyPoint, Location, Question, Term
from studywidgets.rules.of_ids import check_similar_ids
from studywidgets.rules.of_sources import check_reference
from studywidgets.rules.of_writing import (
    check_answer_length,
    check_circular,
    check_points_in_answer,
    check_repeated_facts,
)
from studywidgets.rules.wording import word_count

PLACE = Location("a.md", 3)
TERM = Term("a", "Mediation", "", None, (), (), (), (), (), (), PLACE)


def defined(title: str, definition: str, language: str = "en") -> list[str]:
    """Return the messages on a definition."""
    term = dataclasses.replace(TERM, title=title, definition=definition)
    return [found.message for found in check_circular(term, language)]


@pytest.mark.parametrize(
    ("title", "definition"),
    [
        ("Mediation", "Mediation is a way to settle a dispute."),
        ("Mediation", "**Mediation** means that a third party helps."),
        ("Mediation", "A mediator is somebody who helps two sides."),
        ("Mediation", "The term “mediation” refers to help by a third party."),
        ("Mediation", "In politics, mediation is help by a third party."),
        ("Mediation", "Help by a third party. Mediation differs from arbitration."),
        ("Mediation", "Help by a third party in the media."),
        ("Track II diplomacy", "Diplomacy among people without an office."),
        ("Track II diplomacy", "Informal diplomacy beside that of track I."),
        ("Service-learning", "A way of learning by doing a service."),
        ("Peace (concept)", "The absence of war; a concept of many."),
        ("Mediation", ""),
        ("Mediation", "![A map](data:image/png;base64,AAAA)"),
        ("The", "What is the the?"),
        ("", "Nothing."),
        ("調停", "調停とは、第三者が紛争の解決を助けることである。"),
    ],
)
def test_definitions_that_are_no_circle(title: str, definition: str) -> None:
    """The term as subject, in a later sentence, or in part is no circle."""
    assert defined(title, definition) == []


@pytest.mark.parametrize(
    ("title", "definition", "language", "used"),
    [
        ("Mediation", "The work of a mediator.", "en", "mediator"),
        ("Mediation", "Mediation is what mediators do.", "en", "mediators"),
        ("Mediation", "The act of *mediating* between sides.", "en", "mediating"),
        ("Track II diplomacy", "A form of Track-II diplomacy.", "en", "track ii diplomacy"),
        ("Peace (concept)", "A state in which peace reigns.", "en", "peace"),
        ("Vermittlung", "Das Vermitteln zwischen zwei Seiten.", "de", None),
        ("Vermittlung", "Eine Art der Vermittlung.", "de", "vermittlung"),
        ("Mediacja", "Rodzaj pracy, czyli mediacja.", "pl", "mediacja"),
    ],
)
def test_circles(title: str, definition: str, language: str, used: str | None) -> None:
    """A definition that uses the term, or another word of its stem, is a circle."""
    found = defined(title, definition, language)

    expected = f"the definition of “{title}” uses the term itself: “{used}”"
    assert found == ([expected] if used else [])


def repeated(first: str, second: str, language: str = "en") -> list[str]:
    """Return the messages on two facts of one term."""
    facts = (Fact("a", first, Location("a.md", 1)), Fact("b", second, Location("a.md", 2)))
    terms = [dataclasses.replace(TERM, facts=facts)]
    return [found.message for found in check_repeated_facts(terms, language)]


@pytest.mark.parametrize(
    ("first", "second", "language"),
    [
        ("The mediator **decides nothing** here.", "Here mediators **decide** nothing.", "en"),
        ("Talks need a **channel**.", "Talks need a **channel**.", "en"),
        (
            "Die **Parteien** behalten das letzte Wort.",
            "Das **letzte Wort** behält die Partei.",
            "de",
        ),
        ("Mediator **nie** ma władzy.", "Mediator nie ma **władzy**.", "pl"),
        ("調停者は決定権を持たない。", "調停者は**決定権**を持たない。", "ja"),
    ],
)
def test_facts_that_repeat(first: str, second: str, language: str) -> None:
    """Two facts of almost the same words, in whatever order, are one fact."""
    (message,) = repeated(first, second, language)

    assert message.startswith("this fact says what line 1 says: “")


@pytest.mark.parametrize(
    ("first", "second", "language"),
    [
        (
            "The treaty was signed in **1648** by both.",
            "The treaty was signed in **1658** by both.",
            "en",
        ),
        (
            "**Export** controls limit what a country may sell abroad.",
            "**Import** controls limit what a country may buy abroad.",
            "en",
        ),
        ("It is **so**.", "It is **not**.", "en"),
        ("O mediador **não** tem poder de decidir.", "O árbitro tem o **poder** de decidir.", "pt"),
        ("", "", "en"),
    ],
)
def test_facts_that_do_not_repeat(first: str, second: str, language: str) -> None:
    """Facts that differ in a number, or contrast two things, are two facts."""
    assert repeated(first, second, language) == []


def question(answer: str, *variants: str) -> Question:
    """Return a question about nothing much."""
    return Question(
        "q", "What *then*?", answer, (KeyPoint("p", "The point", variants, PLACE),), PLACE
    )


@pytest.mark.parametrize(
    ("answer", "variants", "language", "found"),
    [
        ("Somebody *carried* a message.", ("carry messages",), "en", 0),
        ("Somebody carried it. A message came.", ("carry messages",), "en", 1),
        ("Nobody carries messages, or so it is said.", ("carries messages",), "en", 1),
        ("Somebody waits.", ("carry messages", "waiting"), "en", 0),
        ("Somebody waits.", (), "en", 0),
        ("Somebody waits.", ("",), "en", 0),
        ("", ("waits",), "en", 0),
        ("Ktoś niesie wiadomość.", ("niesie wiadomość",), "pl", 0),
        ("Ktoś niesie wiadomość.", ("nieść wiadomości",), "pl", 1),
        ("有人传递消息。", ("传递消息",), "zh", 0),
    ],
)
def test_points_in_answers(
    answer: str, variants: tuple[str, ...], language: str, found: int
) -> None:
    """A point is in an answer when the hints find one of its variants there."""
    problems = list(check_points_in_answer(question(answer, *variants), language))

    assert len(problems) == found


def test_missing_point_is_named() -> None:
    """The diagnostic stands at the key point and shows its text."""
    (problem,) = check_points_in_answer(question("Nothing.", "carry messages"), "en")

    assert str(problem) == (
        "a.md:3: SW090 the model answer does not seem to make the point “The point”"
    )


@pytest.mark.parametrize(("words", "found"), [(29, 1), (30, 0), (300, 0), (301, 1)])
def test_length_of_answers(words: int, found: int) -> None:
    """An answer has 30 to 300 words."""
    problems = list(check_answer_length(question("word - " * words)))

    assert [str(words) in problem.message for problem in problems] == [True] * found


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("one two", 2),
        ("a – b", 2),
        ("調停とは何か", 3),
        ("약속을 지킨다", 3),
        ("l'État c'est", 2),
    ],
)
def test_words_are_counted(text: str, count: int) -> None:
    """Words are counted by spaces, or by their characters where there are no spaces."""
    assert word_count(text) == count


@pytest.mark.parametrize(
    "source",
    [
        "Ada Author, A Title (A Publisher, 2015), chapter 2",
        "Quandt, W. (1986). Camp David. Brookings.",
        "William B. Quandt 1986: *Camp David*",
        "Plato, Republic, book VII",
        "Charter of the United Nations, Article 33",
        "“Mediation”, Wikipedia, version of 3 May 2024",
        "The Bible, Genesis 1:1",
        "王逸舟《当代国际政治析论》（上海人民出版社，1995年）",
        "坂本義和『平和研究』岩波書店",
        "ابن خلدون، المقدمة، ١٣٧٧",
        "Кант И. К вечному миру. 1795",
        "Müller, Hans: Frieden, o. J.",
        "[A Title](https://example.org/2015), Ada Author, n.d.",
        "Smith & Jones 2004",
    ],
)
def test_references(source: str) -> None:
    """References in many styles and languages are accepted."""
    assert list(check_reference(source, PLACE)) == []


@pytest.mark.parametrize(
    "source",
    [
        "https://example.org/a/title-of-2015",
        "<https://example.org>",
        "Wikipedia",
        "https://example.org/ (2024)",
        "example.org/page.html",
        "own knowledge",
        "ibid.",
        "2015",
        "Smith 2004",
        "???",
    ],
)
def test_no_references(source: str) -> None:
    """An address, a place where things are found, or a bare name is no reference."""
    found = [problem.code for problem in check_reference(source, PLACE)]

    assert found == ["SW094"]


@pytest.mark.parametrize(
    ("first", "second", "similar"),
    [
        ("stalemate", "stalmate", True),
        ("stalemate", "satlemate", True),
        ("mediation", "meditation", True),
        ("the-last-word-again", "the-last-word-agian", True),
        ("track-i-talks", "track-ii-talks", False),
        ("stage1-treaty", "stage2-treaty", False),
        ("cost", "coat", False),
        ("fact-1", "fact-2", False),
        ("stalemates-end", "stalemate-ends", False),
        ("moral-claim", "amoral-claim", False),
        ("no-power", "no-powers-left", False),
    ],
)
def test_similar_ids(first: str, second: str, *, similar: bool) -> None:
    """Ids are similar when one slip in one longer word makes the other; numbers are no slips."""
    found = [problem.code for problem in check_similar_ids([(first, PLACE), (second, PLACE)])]

    assert found == ["SW095"] * similar


def test_a_thousand_repeated_facts_are_each_reported() -> None:
    """However many facts are alike, each but the first is reported once."""
    facts = tuple(Fact(f"f{n}", "The **same** old long story.", PLACE) for n in range(2000))

    found = list(check_repeated_facts([dataclasses.replace(TERM, facts=facts)], "en"))

    assert len(found) == 1999
