"""Naming the place in the content where an item of a lesson stands."""

from __future__ import annotations

import dataclasses
import shutil
from typing import TYPE_CHECKING

from studywidgets.execution.lessons import find_lessons
from studywidgets.execution.origin import Origins
from studywidgets.execution.run import run_lessons
from studywidgets.reader import read_content
from tests.execution.samples import write

if TYPE_CHECKING:
    from pathlib import Path


def test_every_item_has_its_place(root: Path) -> None:
    """Origins.find knows the place of each item of the course."""
    courses, _ = read_content(root / "content")
    origins = Origins(root / "content")

    for course in courses:
        for term in course.terms():
            for item in term.items():
                place = origins.find(course.namespace, item)
                assert place is not None
                assert place.file.endswith(f"{term.id}.md")


def test_an_unknown_item_has_no_place(root: Path) -> None:
    """Origins.find returns None for an item or a course that the content does not hold."""
    origins = Origins(root / "content")

    assert origins.find("social-studies-education", "no/such-item") is None
    assert origins.find("another-course", "mediation/definition") is None


def test_without_content_there_are_no_places(tmp_path: Path) -> None:
    """Origins.find returns None if there is no content folder, or none was named."""
    assert Origins(None).find("course", "mediation/definition") is None
    assert Origins(tmp_path / "nowhere").find("course", "mediation/definition") is None


def test_a_failure_names_the_line_of_the_content(tmp_path: Path, root: Path) -> None:
    """A failing cell is reported with the file and line of the first item that it shows."""
    shutil.copytree(root / "content", tmp_path / "content")
    (course,), _ = read_content(tmp_path / "content")
    term = next(term for term in course.terms() if term.id == "mediation")
    items = {"cell-0": [f"mediation/{term.facts[1].id}"]}
    write(tmp_path / "a.ipynb", "1 / 0", noted={"course": course.namespace, "items": items})

    (result,) = run_lessons(
        find_lessons([tmp_path / "a.ipynb"]), jobs=1, timeout=60, content=tmp_path / "content"
    )

    assert result.problems == (
        dataclasses.replace(result.problems[0], location=term.facts[1].location),
    )
