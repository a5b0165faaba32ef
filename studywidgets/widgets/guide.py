"""A unit's mixed self-test: definitions, blanks and questions of all its terms, shuffled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traitlets import Dict, List, Unicode

from studywidgets.markup import fallback, markdown
from studywidgets.record.wording import wording
from studywidgets.widgets import arguments
from studywidgets.widgets.base import StudyWidget
from studywidgets.widgets.static import STATIC

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


class Guide(StudyWidget):
    """Mixed self-test over the terms of a unit, one card at a time.

    The order comes from a seed that is kept in the student's record, so that a reload goes on
    where it stopped.

    Example:
        >>> Guide("Talks", [{"id": "mediation", "title": "Mediation",
        ...                  "lesson": "mediation.ipynb", "definition": "Help from outside.",
        ...                  "facts": {"third-party": "A **third party** helps."},
        ...                  "questions": {"why-help": ("Why help?", "Because.")}}],
        ...       id="talks", course="social-studies-education")
        Guide('Talks', items=3)
    """

    _esm = STATIC / "guide.js"
    _css = STATIC / "guide.css"

    unit = Unicode(read_only=True).tag(sync=True)
    terms = List(Dict(), read_only=True).tag(sync=True)
    cards = List(Dict(), read_only=True).tag(sync=True)

    def __init__(  # noqa: PLR0913 - the call stands in a notebook, each argument a line
        self,
        title: str,
        terms: Sequence[Mapping[str, object]],
        *,
        id: str,  # noqa: A002 - the word that content files and instructors use
        course: str,
        language: str = "en",
        mathematics: bool = False,
    ) -> None:
        """Make the widget.

        Args:
            title: The unit's title.
            terms: The terms in order: `id`, `title`, `lesson` (relative path), `definition`
                (Markdown), `facts` (local id to Markdown) and `questions` (local id to a pair of
                question and model answer, Markdown).
            id: The unit's id.
            course: The course's namespace.
            language: BCP 47 language tag of the content.
            mathematics: Whether `$` encloses mathematics.

        Raises:
            TypeError: An argument has the wrong type.
            ValueError: An argument is empty or malformed; the message says what to write.
        """
        unit = arguments.part_id(id)
        given = arguments.records("terms", terms)
        cards = [card for term in given for card in _cards(term, mathematics=mathematics)]
        links = [
            {
                "id": term["id"],
                "title": arguments.text("a term's title", term.get("title")),
                "lesson": arguments.target("a term's lesson", term.get("lesson")),
            }
            for term in given
        ]
        super().__init__(
            part=f"guide-{unit}_self-test",
            label=arguments.text("title", title),
            fallback=fallback.guide(title, given, mathematics=mathematics),
            course=course,
            language=language,
            items=[card["item"] for card in cards],
            unit=unit,
            terms=links,
            cards=cards,
        )


def _cards(term: Mapping[str, object], *, mathematics: bool) -> Iterator[dict[str, str]]:
    """The cards of one term: its definition, then its facts, then its questions."""
    name = arguments.part_id(term.get("id"))
    definition = arguments.text(f"the definition of {name!r}", term.get("definition"))
    yield {
        "kind": "definition",
        "term": name,
        "item": f"{name}/definition",
        "html": markdown.to_html(definition, mathematics=mathematics),
        "version": wording(markdown.to_text(definition, mathematics=mathematics)),
    }
    facts = arguments.mapping(f"the facts of {name!r}", term.get("facts"), '{"id": "A **fact**."}')
    for local, value in facts.items():
        fact = arguments.text(f"fact {local!r}", value)
        yield {
            "kind": "fact",
            "term": name,
            "item": f"{name}/{local}",
            "html": markdown.inline_to_html(fact, mathematics=mathematics),
            "version": wording(markdown.inline_to_text(fact, mathematics=mathematics)),
        }
    example = '{"id": ("A question?", "Its model answer.")}'
    questions = arguments.mapping(f"the questions of {name!r}", term.get("questions"), example)
    for local, value in questions.items():
        question, answer = arguments.pair(f"question {local!r}", value, example)
        yield {
            "kind": "question",
            "term": name,
            "item": f"{name}/{local}",
            "html": markdown.inline_to_html(question, mathematics=mathematics),
            "answer": markdown.to_html(answer, mathematics=mathematics),
            "version": wording(markdown.inline_to_text(question, mathematics=mathematics)),
        }
