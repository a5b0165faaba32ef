"""The state of a definition."""

from __future__ import annotations

from studywidgets.markup import fallback
from studywidgets.markup.fallback import rendered
from studywidgets.markup.medium import NOTEBOOK, Medium
from studywidgets.record.wording import wording
from studywidgets.traits import arguments
from studywidgets.traits.state import State


def definition(  # noqa: PLR0913 - the arguments of the widget
    term: str,
    text: str,
    *,
    id: str,  # noqa: A002 - the widget's word
    course: str,
    language: str = "en",
    mathematics: bool = False,
    medium: Medium = NOTEBOOK,
) -> State:
    """The state of a `Definition` with these arguments, shown in `medium`."""
    item = arguments.item_id(id)
    arguments.text("term", term)
    arguments.text("text", text)
    return State(
        part=item,
        label=term,
        fallback=fallback.definition(term, text, mathematics=mathematics, medium=medium),
        course=course,
        language=language,
        items=[item],
        own={
            "term": term,
            "html": rendered.to_html(text, mathematics=mathematics, medium=medium),
            "version": wording(rendered.to_text(text, mathematics=mathematics)),
        },
    )
