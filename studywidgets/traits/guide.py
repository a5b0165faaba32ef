"""The state of a unit's self-test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studywidgets.markup import fallback
from studywidgets.markup.fallback import rendered
from studywidgets.markup.medium import NOTEBOOK, Medium
from studywidgets.record.wording import wording
from studywidgets.traits import arguments
from studywidgets.traits.state import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


def guide(  # noqa: PLR0913 - the arguments of the widget
    title: str,
    terms: Sequence[Mapping[str, object]],
    *,
    id: str,  # noqa: A002 - the widget's word
    course: str,
    language: str = "en",
    mathematics: bool = False,
    medium: Medium = NOTEBOOK,
) -> State:
    """The state of a `Guide` with these arguments, shown in `medium`."""
    unit = arguments.part_id(id)
    given = arguments.records("terms", terms)
    cards = [
        card for term in given for card in _cards(term, mathematics=mathematics, medium=medium)
    ]
    links = [
        {
            "id": term["id"],
            "title": arguments.text("a term's title", term.get("title")),
            "lesson": arguments.target("a term's lesson", term.get("lesson")),
        }
        for term in given
    ]
    return State(
        part=f"guide-{unit}_self-test",
        label=arguments.text("title", title),
        fallback=fallback.guide(title, given, mathematics=mathematics, medium=medium),
        course=course,
        language=language,
        items=[card["item"] for card in cards],
        own={"unit": unit, "terms": links, "cards": cards},
    )


def _cards(
    term: Mapping[str, object], *, mathematics: bool, medium: Medium
) -> Iterator[dict[str, str]]:
    """The cards of one term: its definition, then its facts, then its questions."""
    name = arguments.part_id(term.get("id"))
    definition = arguments.text(f"the definition of {name!r}", term.get("definition"))
    yield {
        "kind": "definition",
        "term": name,
        "item": f"{name}/definition",
        "html": rendered.to_html(definition, mathematics=mathematics, medium=medium),
        "version": wording(rendered.to_text(definition, mathematics=mathematics)),
    }
    facts = arguments.mapping(f"the facts of {name!r}", term.get("facts"), '{"id": "A **fact**."}')
    for local, value in facts.items():
        fact = arguments.text(f"fact {local!r}", value)
        yield {
            "kind": "fact",
            "term": name,
            "item": f"{name}/{local}",
            "html": rendered.inline_to_html(fact, mathematics=mathematics, medium=medium),
            "version": wording(
                rendered.inline_to_text(fact, mathematics=mathematics, medium=medium)
            ),
        }
    example = '{"id": ("A question?", "Its model answer.")}'
    questions = arguments.mapping(f"the questions of {name!r}", term.get("questions"), example)
    for local, value in questions.items():
        question, answer = arguments.pair(f"question {local!r}", value, example)
        yield {
            "kind": "question",
            "term": name,
            "item": f"{name}/{local}",
            "html": rendered.inline_to_html(question, mathematics=mathematics, medium=medium),
            "answer": rendered.to_html(answer, mathematics=mathematics, medium=medium),
            "version": wording(
                rendered.inline_to_text(question, mathematics=mathematics, medium=medium)
            ),
        }
