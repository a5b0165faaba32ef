"""Rules about what a lesson teaches: whether its parts agree, and whether they can be checked.

They judge, so each is a warning, and a file may allow what it finds there.
"""

from __future__ import annotations

from studywidgets.rules.rule import Rule

RULES = (
    Rule(
        "SW090",
        "point-not-in-answer",
        "The model answer does not hold a key point: none of its variants is found in it, by the "
        "same match that gives students their hints.",
        "Students would be told to look for a point that the answer beside it does not make, or "
        "those who make it in the answer's own words would get no hint.",
        "- A strong neighbour helps | great power {#stalemate}",
        "- Both sides are tired | stalemate | cannot win {#stalemate}",
        "warning",
        allowable=True,
    ),
    Rule(
        "SW091",
        "repeated-fact",
        "A fact says what another fact of the term says. Endings and the order of words make no "
        "difference, a number or a “not” does.",
        "The second is recalled by reading the first, and a guide's self-test asks twice.",
        "1. A mediator has **no power** to decide. {#no-power}\n"
        "2. Mediators have no power to **decide**. {#last-word}",
        "1. A mediator has **no power** to decide. {#no-power}\n"
        "2. The **parties** keep the **last word**. {#last-word}",
        "warning",
        allowable=True,
    ),
    Rule(
        "SW092",
        "circular-definition",
        "The first sentence of a definition uses the term to say what the term is. The term as "
        "the sentence's subject is no circle, and neither is a part of a title of several words.",
        "Who does not know the word yet learns nothing from it.",
        "Mediation is what a mediator does.",
        "Mediation is help from a third party.",
        "warning",
        allowable=True,
    ),
    Rule(
        "SW093",
        "answer-length",
        "A model answer has fewer than 20 words, or more than 300. From 60 to 150 are usual.",
        "Against a hint of an answer nobody can compare their own; a long one is not read.",
        "In a stalemate.",
        "When both sides are tired of a stalemate that neither of them can break, because each has "
        "learned that it cannot win.",
        "warning",
        allowable=True,
    ),
    Rule(
        "SW094",
        "no-reference",
        "A source does not name a work: it is a bare address, or words without an author and a "
        "title, or without a title and a year.",
        "An address may lead nowhere tomorrow, and nobody can find what has no name.",
        'sources:\n  - "https://example.org/article"',
        'sources:\n  - "Ada Author, A Title (A Publisher, 2015), https://example.org/article"',
        "warning",
        form="yaml",
        allowable=True,
    ),
)
