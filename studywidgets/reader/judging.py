"""A term that could be read: do its parts agree, and do its ids mean what they meant?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studywidgets.markup.markdown import to_text
from studywidgets.rules.of_ids import Item, check_reused, check_similar
from studywidgets.rules.of_words import (
    check_answer_length,
    check_circular_definition,
    check_points_in_answer,
    check_repeated_facts,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from studywidgets.diagnostics import Diagnostic
    from studywidgets.model import Location, Term


def judge(term: Term, before: Mapping[str, Item], language: str) -> Iterator[Diagnostic]:
    """Check what can only be judged with all of a term at hand.

    Args:
        term: The term, which may lack parts whose absence has been reported.
        before: What its lesson was built from last, by local id.
        language: The course's language tag.
    """
    yield from check_circular_definition(term, language)
    yield from check_repeated_facts(term, language)
    for question in term.questions:
        answer = to_text(question.answer)
        yield from check_answer_length(question, answer)
        yield from check_points_in_answer(question, answer, language)
        yield from check_similar(
            [(point.id, point.location) for point in question.key_points], [term]
        )
    named = [(fact.id, fact.location) for fact in term.facts]
    named += [(question.id, question.location) for question in term.questions]
    yield from check_similar(named, [term])
    if before:
        yield from check_reused(_items(term), before, language)


def _items(term: Term) -> dict[str, tuple[Item, Location]]:
    """Return what stands under each id of a term, a key point's with its question's before it."""
    items = {
        "definition": (Item("definition", term.definition, term.title), term.location),
    }
    for fact in term.facts:
        items[fact.id] = (Item("fact", fact.text), fact.location)
    for question in term.questions:
        items[question.id] = (Item("question", question.text, question.answer), question.location)
        for point in question.key_points:
            item = Item("key point", point.text, "\n".join(point.variants))
            items[f"{question.id}/{point.id}"] = (item, point.location)
    return items
