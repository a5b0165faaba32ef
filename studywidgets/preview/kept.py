"""What was good before, in the place of what has an error now.

Who writes content saves half a sentence. The page goes on showing what it showed, and says what is
wrong, until the file can be read again.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from studywidgets.diagnostics import Diagnostic
    from studywidgets.model import Course, Term, Unit


def with_kept(
    courses: Sequence[Course], diagnostics: Iterable[Diagnostic], before: Sequence[Course]
) -> list[Course]:
    """Put back what an error has taken out.

    Args:
        courses: The courses without what has an error.
        diagnostics: What is wrong with the content.
        before: The courses as they were shown until now.

    Returns:
        The courses with each term, unit and course of before whose file is there, but has an
        error. Relations to terms that are not there are left out.
    """
    broken = {each.location.file for each in diagnostics if each.severity == "error"}
    now = {course.namespace: course for course in courses}
    shown = [
        _course(now.get(old.namespace), old, broken)
        for old in before
        if old.namespace in now or old.location.file in broken
    ]
    new = [
        course for course in courses if course.namespace not in {old.namespace for old in before}
    ]
    return [_related(course) for course in (*shown, *new)]


def _course(now: Course | None, before: Course, broken: set[str]) -> Course:
    if now is None:
        return before
    units = {unit.id: unit for unit in now.units}
    # A term that has moved to another unit is there, and not gone.
    present = {term.id for term in now.terms()}
    for old in before.units:
        if old.id in units:
            units[old.id] = _unit(units[old.id], old, present, broken)
        elif old.location.file in broken:
            units[old.id] = old
    order = _merged([unit.id for unit in now.units], [unit.id for unit in before.units])
    return dataclasses.replace(now, units=tuple(units[name] for name in order if name in units))


def _unit(now: Unit, before: Unit, present: set[str], broken: set[str]) -> Unit:
    terms: dict[str, Term] = {term.id: term for term in now.terms}
    for old in before.terms:
        if old.id not in present and old.location.file in broken:
            terms[old.id] = old
    order = _merged([term.id for term in now.terms], [term.id for term in before.terms])
    return dataclasses.replace(now, terms=tuple(terms[name] for name in order if name in terms))


def _merged(now: list[str], before: list[str]) -> list[str]:
    """The names of now, and those of before behind the one that they followed."""
    merged = list(now)
    for place, name in enumerate(before):
        if name not in merged:
            follows = [merged.index(each) for each in before[:place] if each in merged]
            merged.insert(follows[-1] + 1 if follows else 0, name)
    return merged


def _related(course: Course) -> Course:
    present = {term.id for term in course.terms()}
    if all(present.issuperset(term.related) for term in course.terms()):
        return course
    units = tuple(
        dataclasses.replace(unit, terms=tuple(_known(term, present) for term in unit.terms))
        for unit in course.units
    )
    return dataclasses.replace(course, units=units)


def _known(term: Term, present: set[str]) -> Term:
    return dataclasses.replace(
        term, related=tuple(other for other in term.related if other in present)
    )
