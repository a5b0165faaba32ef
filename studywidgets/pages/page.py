"""A page and its parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from studywidgets.long_text import LongList
    from studywidgets.markup.fallback import Fallback, LongFallback
    from studywidgets.model import Course

Value: TypeAlias = "str | bool | Sequence[Value] | Mapping[str, Value] | None"
"""What a widget can be given."""

Way: TypeAlias = "tuple[str, str] | None"
"""A title and the page it leads to, or None at an end."""

INDEX = "index"
GLOSSARY = "glossary"


def guide_name(unit: str) -> str:
    """The name of a unit's guide, without its ending; a term's lesson has the term's id."""
    return f"guide-{unit}"


@dataclass(frozen=True, slots=True)
class Prose:
    """A heading, or text of the content, or both.

    Attributes:
        part: What it is part of and which: `<owner>_<part>`.
        heading: A heading in the lessons' own words.
        title: The title of a term, as a heading below.
        link: A title and the page it leads to.
        body: Markdown of the content.
    """

    part: str
    heading: str = ""
    title: str = ""
    link: Way = None
    body: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """A widget, as the call that makes it.

    Attributes:
        part: What it shows: an item's id, or `<owner>_<part>`.
        label: What it is, and of what.
        widget: The widget's name.
        plain: Gives its plain forms for a notebook.
        positional: The call's positional arguments.
        named: Its named arguments; those that are None are left out.
        items: Ids of the items that it shows.
    """

    part: str
    label: tuple[str, str]
    widget: str
    plain: Callable[[], Fallback | LongFallback]
    positional: Sequence[Value] = ()
    named: Mapping[str, Value] = field(default_factory=dict)
    items: Sequence[str] | LongList = ()


Part: TypeAlias = "Prose | Call"


@dataclass(frozen=True, slots=True)
class Page:
    """A page.

    Attributes:
        course: Its course.
        name: Its file's name without the ending.
        kind: `"lesson"`, `"guide"`, `"glossary"` or `"index"`.
        title: Its title, plain text.
        source: What it is made from: `term` or `unit` with an id, or nothing.
        file: The content file that it is made from, relative to the content folder.
        parts: What stands on it, in order.
    """

    course: Course
    name: str
    kind: str
    title: str
    source: Mapping[str, str]
    file: str
    parts: Sequence[Part]


def language(course: Course) -> dict[str, Value]:
    """The language as an argument, where it is not the widgets' default."""
    return {"language": course.language} if course.language != "en" else {}


def mathematics(course: Course) -> dict[str, Value]:
    """Mathematics as an argument, for a course that has it."""
    return {"mathematics": True} if course.mathematics else {}
