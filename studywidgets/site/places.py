"""The parts of a page as its template takes them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from studywidgets import traits
from studywidgets.markup import markdown
from studywidgets.markup.medium import SITE
from studywidgets.pages import Prose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from studywidgets.model import Course
    from studywidgets.pages import Call, Page, Part, Way
    from studywidgets.traits import State

# A widget's name in a notebook, and that of its module and of its function in traits.
_MODULES = {
    "AnswerBox": "answer-box",
    "Definition": "definition",
    "FactChecklist": "fact-checklist",
    "Glossary": "glossary",
    "Guide": "guide",
    "Home": "home",
    "LessonEnd": "lesson-end",
    "LessonHeader": "lesson-header",
}
_NO_WORD = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a widget, or text of the content, stands.

    Attributes:
        part: What it shows.
        html: The text, or the widget's plain form.
        title: The title of a term, as a heading above.
        link: A title and the page it leads to, beside the heading.
        widget: The name of the widget's module, "" for text.
        state: What the widget is given.
    """

    part: str
    html: Markup = field(default_factory=Markup)
    title: str = ""
    link: Way = None
    widget: str = ""
    state: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Section:
    """Places under one heading.

    Attributes:
        heading: The heading, "" for what stands before and after all headings.
        anchor: The heading's id, by which links lead to it.
        places: What stands below it.
    """

    heading: str = ""
    anchor: str = ""
    places: list[Place] = field(default_factory=list)


def sections(page: Page) -> list[Section]:
    """The parts of a page under their headings."""
    found = [Section()]
    for part in page.parts:
        if isinstance(part, Prose) and part.heading:
            found.append(Section(part.heading, _NO_WORD.sub("-", part.heading.lower())))
        elif not isinstance(part, Prose) and part.widget == "LessonEnd":
            found.append(Section())
        found[-1].places.extend(_places(part, page))
    return [section for section in found if section.places]


def _places(part: Part, page: Page) -> Iterator[Place]:
    if not isinstance(part, Prose):
        yield _widget(part, page)
    elif part.title or part.body:
        html = markdown.to_html(part.body, mathematics=page.course.mathematics, medium=SITE)
        yield Place(part.part, Markup(html), part.title, part.link)  # noqa: S704 - our own HTML


def _widget(call: Call, page: Page) -> Place:
    module = _MODULES[call.widget]
    function: Callable[..., State] = getattr(traits, module.replace("-", "_"))
    given = {name: value for name, value in call.named.items() if value is not None}
    if call.widget == "Glossary":
        given["facts"] = _facts(page.course)
    state = function(*call.positional, **given, medium=SITE)
    return Place(
        call.part,
        Markup(state.fallback.html),  # noqa: S704 - our own HTML
        widget=module,
        state={**state.traits(), "libraries": dict(state.libraries)},
    )


def _facts(course: Course) -> dict[str, Sequence[str]]:
    return {term.id: [fact.text for fact in term.facts] for term in course.terms()}
