"""The state of a list of must-know facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studywidgets.markup import fallback
from studywidgets.markup.fallback import rendered
from studywidgets.markup.medium import NOTEBOOK, Medium
from studywidgets.record.wording import wording
from studywidgets.traits import arguments
from studywidgets.traits.state import State

if TYPE_CHECKING:
    from collections.abc import Mapping


def fact_checklist(  # noqa: PLR0913 - the arguments of the widget
    term: str,
    facts: Mapping[str, str],
    *,
    id: str,  # noqa: A002 - the widget's word
    course: str,
    language: str = "en",
    mathematics: bool = False,
    medium: Medium = NOTEBOOK,
) -> State:
    """The state of a `FactChecklist` with these arguments, shown in `medium`."""
    part = arguments.part_id(id)
    arguments.text("term", term)
    given = arguments.mapping("facts", facts, '{"stalled-talks": "A **key word** here."}')
    shown = {name: arguments.text(f"fact {name!r}", fact) for name, fact in given.items()}
    return State(
        part=f"{part}_facts",
        label=term,
        fallback=fallback.fact_checklist(term, shown, mathematics=mathematics, medium=medium),
        course=course,
        language=language,
        items=[f"{part}/{name}" for name in shown],
        own={
            "term": term,
            "facts": [
                {
                    "item": f"{part}/{name}",
                    "html": rendered.inline_to_html(fact, mathematics=mathematics, medium=medium),
                    "version": wording(
                        rendered.inline_to_text(fact, mathematics=mathematics, medium=medium)
                    ),
                }
                for name, fact in shown.items()
            ],
        },
    )
