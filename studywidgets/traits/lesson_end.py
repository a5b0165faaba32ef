"""The state of a page's end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studywidgets.markup import fallback
from studywidgets.markup.fallback import rendered
from studywidgets.markup.medium import NOTEBOOK, Medium
from studywidgets.traits import arguments
from studywidgets.traits.state import State

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def lesson_end(  # noqa: PLR0913 - the arguments of the widget
    *,
    id: str,  # noqa: A002 - the widget's word
    course: str,
    related: Mapping[str, str] | None = None,
    sources: Sequence[str] | None = None,
    previous: tuple[str, str] | None = None,
    next: tuple[str, str] | None = None,  # noqa: A002 - the widget's word
    language: str = "en",
    medium: Medium = NOTEBOOK,
) -> State:
    """The state of a `LessonEnd` with these arguments, shown in `medium`."""
    part = arguments.part_id(id)
    links = [arguments.link("related", pair) for pair in (related or {}).items()]
    before = arguments.link("previous", previous) if previous else None
    after = arguments.link("next", next) if next else None
    references = [arguments.text("a source", source) for source in sources or ()]
    return State(
        part=f"{part}_end",
        label=part,
        fallback=fallback.lesson_end(
            related=dict(links), sources=references, previous=before, next=after, medium=medium
        ),
        course=course,
        language=language,
        own={
            "related": [_link(link) for link in links],
            "sources": [rendered.inline_to_html(source, medium=medium) for source in references],
            "previous": _link(before),
            "next": _link(after),
        },
    )


def _link(pair: tuple[str, str] | None) -> dict[str, str]:
    """A link as the front end takes it; without one, an empty dict."""
    return {"title": pair[0], "target": pair[1]} if pair else {}
