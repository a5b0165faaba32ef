"""The state of a page's head."""

from __future__ import annotations

from studywidgets.markup import fallback
from studywidgets.markup.medium import NOTEBOOK, Medium
from studywidgets.traits import arguments
from studywidgets.traits.state import State


def lesson_header(  # noqa: PLR0913 - the arguments of the widget
    title: str,
    *,
    id: str,  # noqa: A002 - the widget's word
    course: str,
    course_title: str,
    home: str,
    unit: str | None = None,
    guide: str | None = None,
    language: str = "en",
    medium: Medium = NOTEBOOK,
) -> State:
    """The state of a `LessonHeader` with these arguments, shown in `medium`."""
    part = arguments.part_id(id)
    own = {
        "title": arguments.text("title", title),
        "course_title": arguments.text("course_title", course_title),
        "home": arguments.target("home", home),
        "unit": "" if unit is None else arguments.text("unit", unit),
        "guide": "" if guide is None else arguments.target("guide", guide),
    }
    return State(
        part=f"{part}_header",
        label=title,
        fallback=fallback.lesson_header(
            title, course_title=course_title, home=home, unit=unit, guide=guide, medium=medium
        ),
        course=course,
        language=language,
        libraries={"work": "work"},
        own=own,
    )
