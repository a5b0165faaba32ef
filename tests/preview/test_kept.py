"""What is shown of content that has an error now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studywidgets.diagnostics import Diagnostic
from studywidgets.model import Location
from studywidgets.preview.kept import with_kept
from tests.notebooks_build.content import course, term, unit

if TYPE_CHECKING:
    from studywidgets.model import Course, Term, Unit


def a_term(name: str, **changes: Any) -> Term:
    """A term in a file of its own."""
    return term(name, location=Location(f"talking/{name}.md", 1), **changes)


def a_unit(name: str, *terms: Term) -> Unit:
    """A unit in a file of its own."""
    return unit(name, *terms, location=Location(f"talking/{name}/unit.md", 1))


def a_course(*units: Unit, **changes: Any) -> Course:
    """A course in a file of its own."""
    return course(*units, location=Location("talking/course.md", 1), **changes)


def errors(*files: str) -> list[Diagnostic]:
    """An error in each of some files."""
    return [Diagnostic(Location(file, 1), "SW028", "error", "wrong", "mend it") for file in files]


def ids(courses: list[Course]) -> list[list[str]]:
    """The terms of each unit of the first course."""
    return [[each.id for each in one.terms] for one in courses[0].units]


BEFORE = a_course(
    a_unit("talks", a_term("a"), a_term("b"), a_term("c")), a_unit("states", a_term("d"))
)


def test_without_errors_all_is_as_it_is_now() -> None:
    """Nothing of before comes back when all files are good."""
    now = a_course(a_unit("talks", a_term("a")))

    assert with_kept([now], [], [BEFORE]) == [now]


def test_a_term_with_an_error_stays_in_its_place() -> None:
    """A term whose file has an error is shown as it was, where it was."""
    now = a_course(a_unit("talks", a_term("a"), a_term("c")), a_unit("states", a_term("d")))

    kept = with_kept([now], errors("talking/b.md"), [BEFORE])

    assert ids(kept) == [["a", "b", "c"], ["d"]]
    assert kept[0].units[0].terms[1] is BEFORE.units[0].terms[1]


def test_the_first_term_stays_first() -> None:
    """A term that nothing stood before comes first again."""
    now = a_course(a_unit("talks", a_term("b"), a_term("c")))

    assert ids(with_kept([now], errors("talking/a.md"), [BEFORE]))[0] == ["a", "b", "c"]


def test_a_deleted_term_stays_away() -> None:
    """A term whose file is gone does not come back, whatever else has an error."""
    now = a_course(a_unit("talks", a_term("a"), a_term("c")), a_unit("states", a_term("d")))

    kept = with_kept([now], errors("talking/x.md"), [BEFORE])

    assert ids(kept) == [["a", "c"], ["d"]]


def test_a_warning_keeps_nothing() -> None:
    """Only an error takes a term out, and only an error keeps it."""
    now = a_course(a_unit("talks", a_term("a"), a_term("c")))
    warning = Diagnostic(Location("talking/b.md", 1), "SW060", "warning", "odd", "look")

    assert ids(with_kept([now], [warning], [BEFORE])) == [["a", "c"]]


def test_a_moved_term_is_not_shown_twice() -> None:
    """A term that is in another unit now does not stay in its old one."""
    now = a_course(a_unit("talks", a_term("a"), a_term("c")), a_unit("states", a_term("b")))

    kept = with_kept([now], errors("talking/b.md"), [BEFORE])

    assert ids(kept) == [["a", "c"], ["b"]]


def test_a_unit_with_an_error_stays() -> None:
    """A unit whose unit.md has an error is shown as it was, with its terms."""
    now = a_course(a_unit("states", a_term("d")))

    kept = with_kept([now], errors("talking/talks/unit.md"), [BEFORE])

    assert ids(kept) == [["a", "b", "c"], ["d"]]


def test_a_course_with_an_error_stays() -> None:
    """A course whose course.md has an error is shown as it was."""
    assert with_kept([], errors("talking/course.md"), [BEFORE]) == [BEFORE]


def test_a_course_that_is_gone_is_gone() -> None:
    """A course that has no file any more is not shown."""
    assert with_kept([], [], [BEFORE]) == []


def test_a_new_course_is_added() -> None:
    """A course that was not there before is shown beside the others."""
    other = a_course(id="other", namespace="other")

    kept = with_kept([BEFORE, other], [], [BEFORE])

    assert [each.namespace for each in kept] == ["talking", "other"]


def test_relations_to_what_is_not_there_are_left_out() -> None:
    """A term with an error that was never shown is not linked to from others."""
    now = a_course(a_unit("talks", a_term("a", related=("new", "b")), a_term("b")))

    kept = with_kept([now], errors("talking/new.md"), [])

    assert kept[0].units[0].terms[0].related == ("b",)
