"""The values of a new course are made from its folder, or checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from studywidgets.starter.course import NO_REPOSITORY, CourseError, NewCourse, course_for


@pytest.mark.parametrize(
    ("name", "title", "namespace"),
    [
        ("politics", "Politics", "politics"),
        ("social-studies_education", "Social studies education", "social-studies-education"),
        ("Économie 101", "Économie 101", "economie-101"),
        ("история", "История", "course-a445135d"),
        ("география", "География", "course-809573cf"),
        ("index", "Index", "index-2"),
    ],
)
def test_from_the_folder(name: str, title: str, namespace: str) -> None:
    """Without a title the folder's name gives one, and the title gives the namespace."""
    course = course_for(Path("some", "where", name))

    assert (course.title, course.namespace) == (title, namespace)
    assert course.repository == NO_REPOSITORY


def test_from_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The working folder has a name, too."""
    (tmp_path / "world-history").mkdir()
    monkeypatch.chdir(tmp_path / "world-history")

    assert course_for(Path()).title == "World history"


def test_given() -> None:
    """A title and a repository that are given are taken as they are."""
    course = course_for(Path("x"), "Politics: a «start»", "ada-l/politics.2026")

    assert course == NewCourse("Politics: a «start»", "politics-a-start", "ada-l/politics.2026")


@pytest.mark.parametrize(
    "title", ["", "  ", "two\nlines", "a\x00b", "a\u202eb", "x" * 101], ids=ascii
)
def test_titles_that_no_course_has(title: str) -> None:
    """A title that can't stand in one line is refused."""
    with pytest.raises(CourseError, match="one line of 1 to 100 printable characters"):
        course_for(Path("x"), title)


@pytest.mark.parametrize(
    "repository",
    [
        "politics",
        "ada/politics/x",
        "/politics",
        "ada/",
        "-ada/x",
        "https://github.com/a/b",
        "a/b c",
    ],
)
def test_no_repository(repository: str) -> None:
    """What is not owner and name is refused, and the form is named."""
    with pytest.raises(CourseError, match="give its owner and name, OWNER/NAME"):
        course_for(Path("x"), None, repository)


@pytest.mark.parametrize("namespace", ["", "A", "a b", "../x", "a" * 61])
def test_no_namespace(namespace: str) -> None:
    """A namespace is an identifier: it names a folder, and keys the students' work."""
    with pytest.raises(CourseError, match="can't be a namespace"):
        NewCourse("A course", namespace)
