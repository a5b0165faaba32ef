"""Courses that the tests of the site show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studywidgets.markup.keypoints import split_key_point
from studywidgets.model import Fact, KeyPoint
from studywidgets.site.build import asset_files, page_files
from studywidgets.site.html import Site
from tests.notebooks_build.content import HERE, course, question, term, unit
from tests.widgets import samples
from tests.widgets.student import QUESTION

if TYPE_CHECKING:
    from pathlib import Path

    from studywidgets.model import Course
    from studywidgets.site.binder import Binder


def quiet_talks(*, term_changes: dict[str, Any] | None = None, **changes: Any) -> Course:
    """The made-up course of the widgets' tests: the same ids, texts and wordings.

    Args:
        term_changes: What is different about its first term.
        changes: What is different about the course.
    """
    points = tuple(
        KeyPoint(name, *split_key_point(point), HERE) for name, point in samples.POINTS.items()
    )
    asked = question(
        id="who-takes-part",
        text=QUESTION,
        answer="People who hold no office. They can try out new ideas.",
        key_points=points,
    )
    given_term = {
        "title": "Quiet talks",
        "definition": "Meetings of people *without* office.",
        "facts": tuple(Fact(name, text, HERE) for name, text in samples.FACTS.items()),
        "questions": (asked,),
        "related": ("mediation",),
        **(term_changes or {}),
    }
    talks = term("quiet-talks", **given_term)
    given = {"id": "a-course", "namespace": "a-course", "title": "A course", **changes}
    return course(unit("talks", talks, term("mediation", title="Mediation")), **given)


def write_site(folder: Path, *courses: Course, binder: Binder | None = None) -> Path:
    """Write the site of these courses into a folder; returns the folder."""
    site = Site(courses, binder)
    for name, content in (*page_files(site), *asset_files(courses)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder
