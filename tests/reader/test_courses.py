"""Tests of how files become units and courses."""

from __future__ import annotations

from pathlib import Path

import pytest

from studywidgets.model import Location
from studywidgets.reader import read_content
from tests.reader.contents import (
    COURSE,
    GOOD,
    MEDIATION,
    NEGOTIATION,
    TREATY_TEXT,
    UNIT,
    codes,
    edited,
    read_one,
    write,
)

PEACE = "---\ntitle: Peace\norder: [treaty]\n---\n"


def two_units() -> dict[str, str | bytes]:
    """Return a course of two units, the second with one term."""
    return {
        **edited(COURSE, "[conflict]", "[peace, conflict]"),
        "history/peace/unit.md": PEACE,
        "history/peace/treaty.md": TREATY_TEXT,
    }


def two_courses() -> dict[str, str | bytes]:
    """Return two courses with different namespaces and the same terms."""
    second = {name.replace("history/", "civics/"): text for name, text in GOOD.items()}
    second["civics/course.md"] = GOOD[COURSE].replace("namespace: history", "namespace: civics")
    return {**GOOD, **second}


def test_parts_of_a_course(tmp_path: Path) -> None:
    """A course and its units have what their files say."""
    course = read_one(tmp_path, GOOD)

    (unit,) = course.units
    assert (course.id, course.title, course.namespace) == (
        "history",
        "Conflict in history",
        "history",
    )
    assert (course.language, course.mathematics) == ("en", False)
    assert course.description == "What the course is."
    assert course.location == Location(COURSE, 2)
    assert (unit.id, unit.title, unit.overview) == ("conflict", "Conflict", "What the unit is.")
    assert unit.location == Location(UNIT, 2)


def test_language_and_mathematics(tmp_path: Path) -> None:
    """A course may have another language, and mathematics."""
    files = edited(COURSE, "order:", "language: pt-BR\nmathematics: true\norder:")

    course = read_one(tmp_path, files)

    assert (course.language, course.mathematics) == ("pt-BR", True)


def test_course_without_mathematics(tmp_path: Path) -> None:
    """A course may say that it has no mathematics."""
    course = read_one(tmp_path, edited(COURSE, "order:", "mathematics: false\norder:"))

    assert course.mathematics is False


def test_order_of_units_and_terms(tmp_path: Path) -> None:
    """Units and terms come as their orders say, not as their names sort."""
    files = two_units()
    files[UNIT] = edited(UNIT, "[mediation, negotiation]", "[negotiation, mediation]")[UNIT]

    course = read_one(tmp_path, files)

    assert [unit.id for unit in course.units] == ["peace", "conflict"]
    assert [term.id for term in course.terms()] == ["treaty", "negotiation", "mediation"]


def test_missing_in_order_comes_last(tmp_path: Path) -> None:
    """Terms that the order leaves out come last, by name, and one warning gives the whole order."""
    files = edited(UNIT, "[mediation, negotiation]", "[negotiation]")
    files["history/conflict/arbiter.md"] = TREATY_TEXT

    (course,), (warning,) = read_content(write(tmp_path, files))

    assert [term.id for term in course.terms()] == ["negotiation", "arbiter", "mediation"]
    assert warning.severity == "warning"
    assert warning.hint == "order: [negotiation, arbiter, mediation]"


def test_related_across_units(tmp_path: Path) -> None:
    """A term may be related to a term of another unit."""
    files = two_units()
    files[MEDIATION] = edited(MEDIATION, "[negotiation]", "[negotiation, treaty]")[MEDIATION]
    files["history/peace/treaty.md"] = TREATY_TEXT.replace(
        "sources", "related: [mediation]\nsources"
    )

    assert codes(tmp_path, files) == []


def test_related_across_courses(tmp_path: Path) -> None:
    """A term can't be related to a term of another course."""
    files = two_courses()
    files["history/conflict/border.md"] = TREATY_TEXT
    files[UNIT] = edited(UNIT, "[mediation,", "[border, mediation,")[UNIT]
    files["civics/conflict/mediation.md"] = GOOD[MEDIATION].replace("[negotiation]", "[border]")

    assert codes(tmp_path, files) == ["civics/conflict/mediation.md:3 SW081"]


def test_several_courses(tmp_path: Path) -> None:
    """Courses come by the names of their folders; the same term ids in two of them are fine."""
    courses, problems = read_content(write(tmp_path, two_courses()))

    assert problems == []
    assert [course.id for course in courses] == ["civics", "history"]


def test_same_namespace_leaves_the_second_out(tmp_path: Path) -> None:
    """Of two courses with one namespace, the first is kept and the second is not."""
    files = two_courses()
    files["civics/course.md"] = GOOD[COURSE]

    courses, problems = read_content(write(tmp_path, files))

    assert [course.id for course in courses] == ["civics"]
    assert [str(problem.location) for problem in problems] == ["history/course.md:3"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [(COURSE, []), (UNIT, ["treaty"]), (MEDIATION, ["treaty", "negotiation"])],
)
def test_what_a_bad_file_leaves_out(name: str, kept: list[str], tmp_path: Path) -> None:
    """A bad term leaves out itself, a bad unit its terms, and a bad course everything."""
    files = two_units()
    files[name] = str(files[name]).replace("title:", "titel:")

    courses, problems = read_content(write(tmp_path, files))

    assert [problem.code for problem in problems] == ["SW025"]
    assert [term.id for course in courses for term in course.terms()] == kept


def test_unreadable_files_do_not_hide_others(tmp_path: Path) -> None:
    """The problems of every file are reported in one pass, by file and line."""
    files = two_units()
    files[COURSE] = str(files[COURSE]).replace("namespace: history", "namespace: My History")
    files[UNIT] = "\xff".encode("latin-1")
    files[MEDIATION] = ""
    files[NEGOTIATION] = GOOD[NEGOTIATION].replace("**channel**", "channel").replace(" {#who}", "")
    files["history/peace/treaty.md"] = "x" * 2_000_000

    found = codes(tmp_path, files)

    assert found == [
        "conflict/mediation.md:1 SW003",
        "conflict/negotiation.md:11 SW054",
        "conflict/negotiation.md:15 SW050",
        "conflict/unit.md:1 SW001",
        "course.md:3 SW030",
        "peace/treaty.md:1 SW002",
    ]


def test_bad_names_are_not_proposed_for_the_order(tmp_path: Path) -> None:
    """A file whose name is no id is reported for its name, and not for missing in the order."""
    found = codes(tmp_path, {**GOOD, "history/conflict/My Term.md": TREATY_TEXT})

    assert found == ["conflict/My Term.md:1 SW006"]


@pytest.mark.parametrize(("folder", "kind"), [("My Course", "course"), ("history/My Unit", "unit")])
def test_names_of_folders(folder: str, kind: str, tmp_path: Path) -> None:
    """The name of a course's or a unit's folder must be an id too."""
    old = "history" if kind == "course" else "history/conflict"
    files = {name.replace(old, folder): text for name, text in GOOD.items()}
    files = {
        name: text.replace("[conflict]", "[]") if kind == "unit" else text
        for name, text in files.items()
    }

    _, (problem,) = read_content(write(tmp_path, files))

    assert str(problem) == (
        f"{folder}/{kind}.md:1: SW006 the {kind}'s name “{folder.rpartition('/')[2]}” is no id"
    )


def test_terms_of_a_folder_without_unit_file_are_known(tmp_path: Path) -> None:
    """Where unit.md is missing, its terms still count as related terms of others."""
    files = two_units()
    del files["history/peace/unit.md"]
    files[MEDIATION] = edited(MEDIATION, "[negotiation]", "[negotiation, treaty]")[MEDIATION]
    files["history/peace/treaty.md"] = TREATY_TEXT.replace(
        "sources", "related: [mediation]\nsources"
    )

    assert codes(tmp_path, files) == ["peace/unit.md:1 SW008"]


def test_former_id_of_two_terms(tmp_path: Path) -> None:
    """A former id that two terms claim is reported at the second."""
    files = {
        **GOOD,
        NEGOTIATION: GOOD[NEGOTIATION].replace("sources:", "formerly: [arbitration]\nsources:"),
    }

    assert codes(tmp_path, files) == ["conflict/negotiation.md:4 SW087"]


def test_real_content_has_no_problem() -> None:
    """The course that comes with the project gives no diagnostic."""
    courses, problems = read_content(Path(__file__).parents[2] / "content")

    assert [str(problem) for problem in problems] == []
    assert sum(1 for course in courses for _ in course.terms()) >= 12
