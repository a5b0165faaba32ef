"""Tests of the rules that compare words, sources and ids, and that need no file."""

# ruff: noqa: RUF001 - texts of many scripts

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studywidgets.diagnostics import render
from studywidgets.model import Fact, KeyPoint, Location, Question, Term
from studywidgets.reader.judging import judge
from studywidgets.rules.of_courses import check_image, check_pointing_back
from studywidgets.rules.of_ids import Item, check_similar
from studywidgets.rules.of_sources import check_reference, check_sources
from studywidgets.rules.of_words import (
    check_answer_length,
    check_circular_definition,
    check_points_in_answer,
    check_repeated_facts,
    count_words,
)
from tests.steps import steps

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studywidgets.diagnostics import Diagnostic

PLACE = Location("a.md", 3)


def term(**changes: object) -> Term:
    """Return a term with nothing in it but what is given."""
    fields: dict[str, Any] = {
        "id": "mediation",
        "title": "Mediation",
        "definition": "",
        "example": None,
        "facts": (),
        "questions": (),
        "related": (),
        "formerly": (),
        "sources": (),
        "images": (),
        "location": PLACE,
        **changes,
    }
    return Term(**fields)


def stated(*texts: str) -> Term:
    """Return a term with facts, each on a line of its own from the first on."""
    facts = (Fact(f"f-{n}", text, Location("a.md", n)) for n, text in enumerate(texts, start=1))
    return term(facts=tuple(facts))


def asked(*variants: str, answer: str = "", question: str = "Why?", points: int = 1) -> Question:
    """Return a question whose key points have these variants."""
    made = (KeyPoint(f"p-{n}", "The point", variants, PLACE) for n in range(points))
    return Question("why", question, answer, tuple(made), PLACE)


def codes(found: Iterable[Diagnostic]) -> list[str]:
    """Return the codes of what was found."""
    return [each.code for each in found]


# Key points and answers

ANSWER = "The two sides are tired, since neither can win. A mediator is not a judge."


@pytest.mark.parametrize(
    ("variants", "held"),
    [
        (("tired side",), True),
        (("nobody", "win neither"), True),
        (("great power",), False),
        (("can win",), False),  # the answer denies it
        (("not judge",), True),
        (("judge",), False),
        (("tierd",), True),  # one slip is forgiven, as to students
        ((), True),  # without variants there is nothing to find it by
        (("",), True),
    ],
)
def test_key_points_in_the_answer(variants: tuple[str, ...], *, held: bool) -> None:
    """A key point is looked for as in a student's answer, by its variants."""
    found = list(check_points_in_answer(asked(*variants), ANSWER, "en"))

    assert codes(found) == ([] if held else ["SW090"])


def test_words_of_the_question_hold_no_point() -> None:
    """A variant of which the answer has no more than the question had would give no hint."""
    question = asked("good mediator neutral", question="Must a good mediator be neutral?")

    assert codes(check_points_in_answer(question, "A good mediator must be neutral.", "en"))


@pytest.mark.parametrize("language", ["en", "de-AT", "pl", "xx", "zh"])
def test_key_points_in_any_language(language: str) -> None:
    """With or without a stemmer, words that stand in the answer as they are, are found."""
    question = asked("foo bar")

    assert codes(check_points_in_answer(question, "A foo is a bar.", language)) == []
    assert codes(check_points_in_answer(question, "A baz is a qux.", language)) == ["SW090"]


def test_missing_point_is_told() -> None:
    """The message names the point, and the hint both ways to mend it."""
    found = check_points_in_answer(asked("great power"), ANSWER, "en")

    assert render(found) == (
        "a.md:3: SW090 the model answer does not hold the key point “The point”\n"
        "    say it in the answer, or add a variant in the answer's words: … | the words"
    )


@pytest.mark.parametrize(
    ("answer", "length"),
    [
        ("word " * 19, "short: 19 words"),
        ("word", "short: 1 word"),
        ("word " * 20, ""),
        ("word " * 300, ""),
        ("word " * 301, "long: 301 words"),
        ("中" * 38, "short: 19 words"),
        ("中" * 39, ""),
        ("中" * 601, "long: 301 words"),
        ("", ""),  # that there is none has been said
    ],
)
def test_length_of_answers(answer: str, length: str) -> None:
    """An answer of 20 to 300 words is long enough and short enough."""
    rendered = render(check_answer_length(asked(), answer))

    assert rendered == (
        f"a.md:3: SW093 the model answer to “Why?” is very {length}\n"
        "    write one that a good student could write in some minutes, of 60 to 150 words"
        if length
        else ""
    )


def test_words_of_two_scripts() -> None:
    """In a text of two scripts the words of both count."""
    assert count_words("Der Begriff 調停 heißt 調停者 so.") == 4 + 3


# Facts


@pytest.mark.parametrize(
    ("first", "second", "repeated"),
    [
        ("A mediator has **no power** to decide.", "Mediators have no power to **decide**.", True),
        ("A mediator has **no power** to decide.", "To decide, a mediator has no **power**!", True),
        (
            "The treaty was **signed** in 1961.",
            "In 1961 the treaty was signed in **Vienna**.",
            True,
        ),
        ("A mediator has **power** to decide.", "A mediator has no **power** to decide.", False),
        ("Talks can **build** trust soon.", "Talks cannot **build** trust soon.", False),
        ("**Article 41** lets it act at once.", "**Article 42** lets it act at once.", False),
        ("Envoys **signed** it in Vienna.", "Envoys **signed** it in Vienna in 1961.", False),
        (
            "A bill passes the **House** with a simple majority of members.",
            "A bill passes the **Senate** with a simple majority of members.",
            False,
        ),
        (
            "The **House** passes bills by a majority.",
            "The **Senate** passes bills by a majority.",
            False,
        ),
        ("Envoys **talk**.", "Envoys **talk** to envoys.", False),  # too few words to tell
        (
            "The **Oslo** channel began with academics.",
            "A **stalemate** makes leaders tired.",
            False,
        ),
    ],
)
def test_repeated_facts(first: str, second: str, *, repeated: bool) -> None:
    """Endings and order make no other fact; a number, a "not" or another word do."""
    assert codes(check_repeated_facts(stated(first, second), "en")) == ["SW091"] * repeated
    assert codes(check_repeated_facts(stated(second, first), "en")) == ["SW091"] * repeated


def test_repeated_fact_is_told() -> None:
    """Each repetition is reported where it stands, and names the line of the first."""
    found = check_repeated_facts(
        stated("A b **c** d e.", "Other words **here** again.", "E d **c** b."), "xx"
    )

    assert render(found) == (
        "a.md:3: SW091 the fact “E d c b.” repeats the one in line 1\n"
        "    say something else here, or take one of the two out"
    )


@pytest.mark.parametrize(
    ("language", "first", "second", "repeated"),
    [
        (
            "de",
            "Ein Vermittler **entscheidet** keinen Streit.",
            "Die Vermittler **entscheiden** keinen Streit.",
            True,
        ),
        (
            "de",
            "Ein Vermittler **entscheidet** diesen Streit.",
            "Ein Vermittler **entscheidet** diesen Streit nicht.",
            False,
        ),
        ("pl", "Mediator nie **rozstrzyga** sporu.", "**Mediator** nie rozstrzyga sporu.", True),
        (
            "zh",
            "调解人**没有**权力。",
            "调解人没有**权力**。",
            False,
        ),  # one word each: nothing to tell
    ],
)
def test_repeated_facts_in_other_languages(
    language: str, first: str, second: str, *, repeated: bool
) -> None:
    """Facts are compared by the course's stemmer, or as they are where there is none."""
    assert codes(check_repeated_facts(stated(first, second), language)) == ["SW091"] * repeated


# Definitions

CIRCLES = [
    ("Mediation", "Mediation is what a mediator does.", "en"),
    ("Mediation", "A form of mediation between states.", "en"),
    ("Mediation", "When somebody mediates.", "en"),
    ("Mediation", "**Mediation** is mediation by envoys.", "en"),
    ("Mediation (law)", "The act of mediating.", "en"),
    ("Freedom", "Freedom is the freedom to act.", "en"),
    ("Track II diplomacy", "A kind of Track II diplomacy.", "en"),
    ("Economic sanctions", "Measures known as an economic sanction.", "en"),
    ("Service-learning", "Teaching by service learning.", "en"),
    ("The state", "A body that is a state.", "en"),
    ("Vermittlung", "Vermittlung ist, was ein Vermittler tut.", "de"),
    ("Foo", "Something like foo.", "xx"),
]
NO_CIRCLES = [
    ("Mediation", "Mediation is a way of settling disputes.", "en"),
    ("Mediation", "The term *mediation* means help.", "en"),
    ("Mediation", "A way out. A mediator mediates, and that is mediation.", "en"),
    ("Mediation (law)", "A process in law.", "en"),
    ("Track II diplomacy", "Diplomacy by people without office.", "en"),
    ("Track II diplomacy", "Track II diplomacy is unofficial diplomacy.", "en"),
    ("Service-learning", "Learning that goes with service.", "en"),
    ("Economic sanctions", "An economic sanction is a measure.", "en"),
    ("Balance of power", "A state of power in which a balance holds.", "en"),
    ("The state", "The state is a body.", "en"),
    ("The state", "A state is a body.", "en"),
    ("Vermittlung", "Die Vermittlung ist ein Verfahren.", "de"),
    ("Mediação", "A mediação é um processo.", "pt"),
    ("Foo", "La foo est un bar.", "xx"),
    ("调解", "调解是一种方法。", "zh"),
    ("!", "!!", "en"),
    ("", "Whatever it is.", "en"),
    ("Mediation", "", "en"),
]


@pytest.mark.parametrize(("title", "definition", "language"), CIRCLES)
def test_circles(title: str, definition: str, language: str) -> None:
    """A definition whose first sentence needs the term goes in a circle."""
    found = check_circular_definition(term(title=title, definition=definition), language)

    assert codes(found) == ["SW092"]


@pytest.mark.parametrize(("title", "definition", "language"), NO_CIRCLES)
def test_no_circles(title: str, definition: str, language: str) -> None:
    """The term as the subject, a part of its title, and later sentences make no circle."""
    found = check_circular_definition(term(title=title, definition=definition), language)

    assert codes(found) == []


def test_circle_is_told() -> None:
    """The message says which words of the definition are the term's own."""
    found = check_circular_definition(term(definition="What mediators do."), "en")

    assert render(found) == (
        "a.md:3: SW092 the definition of “Mediation” uses “mediators” to define it\n"
        "    say in other words what it is, as to somebody who does not know the term"
    )


# Sources


@pytest.mark.parametrize(
    "source",
    [
        "J. G. Merrills, International Dispute Settlement (Cambridge University Press, 2017)",
        "Müller, H. (2004): Grundlagen. Berlin: Springer",
        "Smith J. Foo bar. N Engl J Med. 2001;344:1-9",
        "Толстой Л. Н. Война и мир. М., 1978.",
        "王力《古代漢語》（北京：中華書局，1999年）",
        "孟子，梁惠王上",
        "ابن خلدون، المقدمة",
        "Loi n° 78-17 du 6 janvier 1978",
        "Charter of the United Nations (1945)",
        "Brown v. Board of Education, 347 U.S. 483 (1954)",
        "UNESCO 2015 World Report",
        "Aristotle, Politics",
        "The Bible, Genesis 1:1",
        "RFC 2119: Key words",
        "Anonymous, n.d., The Song of Roland",
        "Interview with Ada Author, 3 May 2020",
        "Ada Author. “A Title”. doi:10.1000/xyz",
        "Ada Author, A Title, https://example.org/a?b=c",
        "Wikipedia, 'Conflict resolution' (accessed 3 May 2024)",
    ],
)
def test_references(source: str) -> None:
    """References of many styles, languages and scripts name a work."""
    assert codes(check_reference(source, PLACE)) == []


@pytest.mark.parametrize(
    "source",
    [
        "https://example.org/",
        "<https://example.org/a,b.c>",
        "http://en.wikipedia.org/wiki/Mediation_(x)",
        "www.example.org/a/b?c=1",
        "example.org",
        "en.wikipedia.org/wiki/Mediation",
        "See https://example.org/x",
        "doi:10.1000/182",
        "ISBN 978-3-16-148410-0",
        "Wikipedia",
        "Wikipédia",
        "Wikipedia, Mediation",
        "the internet",
        "Google",
        "lecture notes",
        "my own knowledge",
        "Ada Author",
        "various",
        "2015",
        "p. 12",
        "-",
        "???",
    ],
)
def test_no_references(source: str) -> None:
    """An address, a place to look, or words without author, title and year name no work."""
    assert codes(check_reference(source, PLACE)) == ["SW094"]


def test_missing_reference_is_told() -> None:
    """The message quotes the source, the hint has the form of one."""
    assert render(check_reference("Wikipedia", PLACE)) == (
        "a.md:3: SW094 the source “Wikipedia” does not name a work\n"
        "    name author, title and year; an address may follow: "
        '"Author, Title (Publisher, year), chapter"'
    )


def test_no_source_at_all() -> None:
    """A term without sources is reported once, at its definition."""
    (found,) = check_sources(term())

    assert (found.code, found.location) == ("SW086", PLACE)


# Ids


def similar(*ids: str, text: str = "") -> list[str]:
    """Return which ids are one slip from an earlier one, among the texts of a term."""
    named = [(identifier, Location("a.md", n)) for n, identifier in enumerate(ids, start=1)]
    found = check_similar(named, [term(title="", definition=text)])
    return [ids[each.location.line - 1] for each in found]


@pytest.mark.parametrize(
    "pair",
    [
        ("stalemate", "stalemte"),
        ("stalemate", "staalemate"),
        ("stalemate", "stalemote"),
        ("stalemate", "stalemaet"),
        ("a-hurting-stalemate", "a-hurtnig-stalemate"),
    ],
)
def test_similar_ids(pair: tuple[str, str]) -> None:
    """A letter too many, too few, another or a swap in one word is probably a slip."""
    assert similar(*pair) == [pair[1]]
    assert similar(*pair[::-1]) == [pair[0]]


@pytest.mark.parametrize(
    ("ids", "text"),
    [
        (("track-i-diplomacy", "track-ii-diplomacy"), ""),
        (("point-1", "point-2"), ""),
        (("article41", "article42"), ""),
        (("one", "ones"), ""),
        (("official", "officials"), ""),
        (("stalemate", "stalemate-two"), ""),
        (("stalemate-a", "stalemaet-b"), ""),
        (("moral-duty", "amoral-duty"), ""),
        (("county", "country"), "A county is a part of a country."),
        (("stalemate", "stalemate"), ""),
        ((), ""),
    ],
)
def test_ids_that_are_meant(ids: tuple[str, ...], text: str) -> None:
    """Numbers, short words, plurals, and words that both stand in the text are no slips."""
    assert similar(*ids, text=text) == []


def test_similar_id_is_told() -> None:
    """The message names both ids, and the hint says when they can be mended."""
    found = check_similar([("county", Location("a.md", 1)), ("country", PLACE)], [])

    assert render(found) == (
        "a.md:3: SW062 the id “country” is one letter away from “county”\n"
        "    if one of the two is mistyped, mend it before it has been built"
    )


# Relations and images


def test_pointing_back() -> None:
    """A relation is answered by the other term, unless that one is not judged."""
    here, there = Location("a.md", 3), Location("b.md", 3)
    related = {
        "a": [("b", here), ("c", here), ("missing", here)],
        "b": [("a", there)],
        "c": [],
    }

    assert render(check_pointing_back(related)) == (
        "a.md:3: SW089 “c” is not related to “a” in turn\n"
        "    add a to related in c.md, or take c out here"
    )


def test_unused_image_is_told() -> None:
    """The message names the image, whose place is that of a file with text."""
    assert render(check_image("h/map.png", Location("h/unit.md", 1), {"h/other.png"})) == (
        "h/unit.md:1: SW078 no content file shows the image “h/map.png”\n"
        "    show it, as in ![what it shows](map.png), or delete the file"
    )
    assert list(check_image("h/map.png", PLACE, {"h/map.png"})) == []


# Hostile content


def many(count: int) -> dict[str, Term]:
    """Return terms that are large in one way each."""
    words = [f"w{'abcdefghij'[n % 10]}{n}x" for n in range(count)]
    answer = " ".join(words)
    texts = tuple(Fact(f"f{n}", f"Same words but {word}.", PLACE) for n, word in enumerate(words))
    letters = [f"{'a' * (n % 50)}{'bcdefg'[n % 6]}{'a' * (50 - n % 50)}" for n in range(count)]
    return {
        "facts": term(facts=texts),
        "equal facts": term(facts=tuple(Fact(f"f{n}", "A b c d e.", PLACE) for n in range(count))),
        "ids": term(facts=tuple(Fact(word, "A.", PLACE) for word in letters)),
        "definition": term(definition=f"Mediation {'mediation ' * count}"),
        "title": term(title=answer, definition=f"{answer} {answer}"),
        "answer": term(questions=(asked(*words[:4], answer=answer),)),
        "sentences": term(
            questions=(asked("often never", answer="Often so. " * count, points=count),)
        ),
        "points": term(questions=(asked(*words[:4], answer=answer, points=count),)),
        "questions": term(questions=(asked("a b", answer="A b c."),) * count),
    }


def test_long_titles() -> None:
    """A title and a definition of a hundred thousand words are compared by their beginnings."""
    words = " ".join(f"w{n}" for n in range(100_000))

    assert codes(check_circular_definition(term(title=words, definition=words), "xx")) == []


def judged(one: Term, language: str) -> list[Diagnostic]:
    """Judge a term that was never built."""
    return list(judge(one, {}, language))


@pytest.mark.parametrize("kind", many(1))
@pytest.mark.parametrize("language", ["en", "xx"])
def test_linear_time(kind: str, language: str) -> None:
    """A term that is eight times as large takes no more than about eight times the steps."""
    small, large = (many(count)[kind] for count in (250, 2000))

    counts = [steps(partial(judged, one, language)) for one in (small, large)]

    assert counts[1] < 2 * 8 * counts[0]


@pytest.mark.parametrize(
    "piece", ["a.", "a-", "1", "a, ", "http://", "ISBN ", "www.", "the web ", "(", "\u4e2d"]
)
def test_long_sources(piece: str) -> None:
    """A source of 100 KB is judged by its beginning."""
    source = piece * (100_000 // len(piece))

    found = list(check_reference(source, PLACE))

    assert found == list(check_reference(source[:2000], PLACE))


ANY_TEXT = st.text("ab1 .,*_`[]()!?\n\u0301\u202e中ا\ud800\U0001f642-'{}#|", max_size=30)


@given(st.lists(ANY_TEXT, min_size=6, max_size=6), st.sampled_from(["en", "de", "xx", "zh", "fr"]))
def test_any_texts_can_be_judged(texts: list[str], language: str) -> None:
    """Whatever a term holds, judging it raises nothing and renders on lines that can be printed."""
    title, definition, fact, question, answer, variant = texts
    one = term(
        title=title,
        definition=definition,
        facts=(Fact("f", fact, PLACE), Fact("g", fact, PLACE)),
        questions=(asked(variant, answer=answer, question=question),),
        sources=(title,),
    )
    before = {
        "f": Item("fact", answer),
        "why": Item("fact", fact),
        "why/p-0": Item("key point", fact),
    }

    rendered = render([*judge(one, before, language), *check_reference(title, PLACE)])

    assert all(line.isprintable() for line in rendered.split("\n"))
