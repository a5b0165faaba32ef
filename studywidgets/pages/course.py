"""The pages of a whole course: its first page, its glossary, and all the others."""

from __future__ import annotations

import dataclasses
import itertools
from functools import partial
from typing import TYPE_CHECKING

from studywidgets.long_text import LongList
from studywidgets.markup import fallback
from studywidgets.pages.guide import guide
from studywidgets.pages.lesson import header, lesson
from studywidgets.pages.page import (
    GLOSSARY,
    INDEX,
    Call,
    Page,
    Part,
    Prose,
    Way,
    guide_name,
    language,
    mathematics,
)
from studywidgets.shelf import Shelf, Shelved, ShelvedMapping, packed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from studywidgets.model import Course, Unit
    from studywidgets.pages.page import Value


# As many pages as are made in a small part of a second.
_TOGETHER = 24


def pages(course: Course, suffix: str) -> Iterator[Page]:
    """Every page of a course, a unit's guide and lessons together: they share their texts.

    Args:
        course: The course.
        suffix: How the names of the pages' files end, such as `.ipynb`.
    """
    whole = CoursePages(course, suffix)
    return (whole.page(name) for name in whole.names)


class CoursePages:
    """The pages of a course, each made when it is asked for.

    Attributes:
        formerly: The ids of now by terms' former ids.
        names: The names of all pages, a unit's guide before its lessons.
        groups: The same in pieces of work that can be done apart from each other, a unit's pages
            together, since they share their texts; the long pages of the whole course come first.
    """

    def __init__(self, course: Course, suffix: str) -> None:
        """Find out what stands where; the arguments are those of `pages`."""
        self._course = course
        self._suffix = suffix
        self._units = {guide_name(unit.id): place for place, unit in enumerate(course.units)}
        self.formerly: dict[str, str] = {}
        self._titles: dict[str, str] = {}
        self._places: dict[str, tuple[int, int, int]] = {}
        self._at_hand: tuple[int, Unit] | None = None
        units = []
        for among_units, unit in enumerate(course.units):
            units.append([guide_name(unit.id)])
            for place, term in enumerate(unit.terms):
                self._places[term.id] = (among_units, place, len(self._titles))
                self._titles[term.id] = term.title
                self.formerly |= dict.fromkeys(term.formerly, term.id)
                units[-1].append(term.id)
        self._lessons = [*self._titles]
        self.names = [*itertools.chain(*units), GLOSSARY, INDEX]
        parts = [
            names[start : start + _TOGETHER]
            for names in units
            for start in range(0, len(names), _TOGETHER)
        ]
        self.groups: list[list[str]] = [[GLOSSARY], [INDEX], *parts]

    def page(self, name: str) -> Page:
        """Make a page.

        Raises:
            KeyError: There is none of this name.
        """
        if name == GLOSSARY:
            return glossary(self._course, self._suffix)
        if name == INDEX:
            return index(self._course, self._suffix)
        if name in self._units:
            return self._guide(self._units[name])
        return self._lesson(*self._places[name])

    def _guide(self, place: int) -> Page:
        units = self._course.units
        ways = [(unit.title, guide_name(unit.id) + self._suffix) for unit in units]
        return guide(self._course, self._unit(place), *_neighbours(ways, place), self._suffix)

    def _unit(self, place: int) -> Unit:
        """A unit with all its terms at hand, as long as it is the one whose pages are made."""
        if self._at_hand is None or self._at_hand[0] != place:
            unit = self._course.units[place]
            self._at_hand = (place, dataclasses.replace(unit, terms=tuple(unit.terms)))
        return self._at_hand[1]

    def _lesson(self, among_units: int, place: int, number: int) -> Page:
        unit = self._unit(among_units)
        first = max(number - 1, 0)
        around = self._lessons[first : number + 2]
        ways = [(self._titles[name], name + self._suffix) for name in around]
        previous, next_ = _neighbours(ways, number - first)
        return lesson(
            self._course, unit, unit.terms[place], previous, next_, self._suffix, self._titles
        )


def index(course: Course, suffix: str) -> Page:
    """The course's first page."""
    shelf: Shelf[Mapping[str, Value]] = Shelf()
    units = Shelved(shelf, [shelf.put(packed(_shown(unit, suffix))) for unit in course.units])
    home = Call(
        "home_units",
        ("Home", course.title),
        "Home",
        partial(fallback.long_home, course.title, units, glossary=GLOSSARY + suffix),
        positional=[course.title, units],
        named={
            "glossary": GLOSSARY + suffix,
            "course": course.namespace,
            **language(course),
        },
        items=LongList(lambda: (item for term in course.terms() for item in term.items())),
    )
    described = course.description.strip()
    parts: tuple[Part, ...] = (
        header(course, course.title, INDEX, suffix),
        *([Prose("index_description", body=course.description)] if described else []),
        home,
    )
    return Page(course, INDEX, "index", course.title, {}, course.location.file, parts)


def _shown(unit: Unit, suffix: str) -> dict[str, Value]:
    """A unit as the first page shows it."""
    return {
        "id": unit.id,
        "title": unit.title,
        "guide": guide_name(unit.id) + suffix,
        "terms": [
            {
                "id": term.id,
                "title": term.title,
                "lesson": term.id + suffix,
                "facts": [fact.id for fact in term.facts],
                "questions": [question.id for question in term.questions],
            }
            for term in unit.terms
        ],
    }


def glossary(course: Course, suffix: str) -> Page:
    """Every term of the course in the order of the alphabet."""
    shelf: Shelf[tuple[str, str, str]] = Shelf()
    entries = sorted(
        (
            term.title.casefold(),
            term.id,
            shelf.put(packed((term.title, term.definition, term.id + suffix))),
        )
        for term in course.terms()
    )
    terms = ShelvedMapping(shelf, {name: slot for _, name, slot in entries})
    shown = Call(
        "glossary_terms",
        ("Glossary", course.title),
        "Glossary",
        partial(fallback.long_glossary, course.title, terms, mathematics=course.mathematics),
        positional=[course.title, terms],
        named={"course": course.namespace, **language(course), **mathematics(course)},
    )
    parts = (header(course, "Glossary", GLOSSARY, suffix), shown)
    return Page(course, GLOSSARY, "glossary", "Glossary", {}, course.location.file, parts)


def _neighbours(ways: Sequence[tuple[str, str]], place: int) -> tuple[Way, Way]:
    return (
        ways[place - 1] if place else None,
        ways[place + 1] if place + 1 < len(ways) else None,
    )
