"""Content files to the model, with every problem of every file in one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studywidgets.reader.aside import Aside
from studywidgets.reader.course import CourseFolder
from studywidgets.reader.folders import course_folders
from studywidgets.reader.memory import Memory
from studywidgets.rules.of_courses import check_names, check_namespaces
from studywidgets.rules.of_ids import nothing_built

if TYPE_CHECKING:
    from pathlib import Path

    from studywidgets.diagnostics import Diagnostic
    from studywidgets.model import Course
    from studywidgets.reader.problems import Problems
    from studywidgets.rules.of_ids import LastBuild

__all__ = ["Memory", "read_content"]


def read_content(
    folder: Path,
    last_build: LastBuild = nothing_built,
    memory: Memory | None = None,
    jobs: int = 1,
) -> tuple[list[Course], list[Diagnostic]]:
    """Read every course below a folder, or the one course whose `course.md` is in it.

    Bad content never raises. What has an error is left out of the courses: a term, a unit whose
    `unit.md` is wrong, a course whose `course.md` is wrong. Its id still counts as known.

    Args:
        folder: The content folder.
        last_build: What each lesson was built from last: so ids that got lost are found again, and
            ids that stand for something else now.
        memory: What is remembered of files that are as they were, and remembers those it reads.
            Without one the terms lie on disk, and each is made anew when it is asked for.
        jobs: How many processes may read, see `studywidgets.processes`.

    Returns:
        The courses by the names of their folders, and every problem, sorted by file and line.

    Raises:
        FileNotFoundError: There is no such folder, or no course in it.
        NotADirectoryError: It is a file.
    """
    terms = memory or Aside()
    folders = course_folders(folder)
    read = [CourseFolder(course, folder, last_build, terms, jobs) for course in folders]
    by_file = {one.problems.file: one.problems for one in read}
    namespaces = [namespace for one in read if (namespace := one.namespace())]
    names = [name for one in read if (name := one.name())]
    for diagnostic in (*check_namespaces(namespaces), *check_names("course", names)):
        by_file[diagnostic.location.file].extend([diagnostic])
    files = [problems for one in read for problems in one.files()]
    if not any(problems.severe for problems in files):
        _check_wholes(read, files, last_build)
    courses = [course for one in read if (course := one.assembled())]
    diagnostics = {diagnostic: None for problems in files for diagnostic in problems.reported}
    return courses, sorted(diagnostics)


def _check_wholes(
    courses: list[CourseFolder], files: list[Problems], last_build: LastBuild
) -> None:
    """Check what can be told only when every file could be read and judged."""
    shown = {image for course in courses for image in course.shown_images()}
    for course in courses:
        course.check_images(shown)
    unjudged = {"SW063"} if last_build is nothing_built else set()
    for problems in files:
        problems.report_in_vain(unjudged)
