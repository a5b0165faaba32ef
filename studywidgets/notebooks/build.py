"""Building a folder of lessons from a folder of content."""

from __future__ import annotations

import filecmp
import os
import tempfile
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from studywidgets import unchanged
from studywidgets.files import unwritable
from studywidgets.markup.fallback import rendered
from studywidgets.notebooks.files import notebooks_below, remove, replace
from studywidgets.notebooks.kept import (
    built_cells,
    check_place,
    check_removable,
    find_lesson,
    is_mergeable,
    is_of_course,
)
from studywidgets.notebooks.last_build import LastBuild
from studywidgets.notebooks.notebook import SUFFIX
from studywidgets.notebooks.pages import CourseNotebooks
from studywidgets.notebooks.reading import TOO_DEEP, KeptError, check_writable, parse, to_bytes
from studywidgets.processes import spread
from studywidgets.reader import read_content

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studywidgets.diagnostics import Diagnostic
    from studywidgets.model import Course
    from studywidgets.notebooks.merge.notices import Conflict
    from studywidgets.notebooks.notebook import Notebook


@dataclass(slots=True)
class BuildReport:
    """What a build did. Paths are relative to the lessons folder, with forward slashes, in order.

    Attributes:
        written: Notebooks that are new or were replaced.
        unchanged: Notebooks that were up to date.
        removed: Notebooks whose term or unit is gone.
        refused: Notebooks left as they are although they are not what the content gives.
        reasons: For each refused notebook, why, and what to do.
        outdated: With `check`, the notebooks that a build would write or remove.
        conflicts: By notebook, the cells that hold an edit and the content another new text.
        notes: By notebook, what else became of edited cells that the content changed.
        diagnostics: Problems of the content; with an error among them nothing was done.
    """

    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)
    outdated: list[str] = field(default_factory=list)
    conflicts: dict[str, tuple[Conflict, ...]] = field(default_factory=dict)
    notes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def sort(self) -> None:
        """Put the notebooks in the order of their paths."""
        for names in (self.written, self.unchanged, self.removed, self.refused, self.outdated):
            names.sort()
        self.conflicts = dict(sorted(self.conflicts.items()))
        self.notes = dict(sorted(self.notes.items()))


@dataclass(frozen=True, slots=True)
class _Target:
    """A notebook to be.

    Attributes:
        name: Its path.
        course: Its course's namespace.
        content: Its bytes, or a temporary file of them: a notebook of the whole course is long.
        earlier: The paths that it may have had so far, the likeliest first.
    """

    name: str
    course: str
    content: bytes | Path
    earlier: tuple[str, ...]

    def whole(self) -> bytes:
        """All of its bytes."""
        return self.content if isinstance(self.content, bytes) else self.content.read_bytes()

    def is_in(self, path: Path) -> bool:
        """Whether a file holds it."""
        if not path.is_file():
            return False
        if isinstance(self.content, bytes):
            return path.read_bytes() == self.content
        return filecmp.cmp(path, self.content, shallow=False)


def build(content: Path, lessons: Path, *, check: bool = False, jobs: int = 1) -> BuildReport:
    """Write the notebooks of every course below `content` into `lessons`.

    Each notebook is written in one step, as soon as it is made, and only if something in it
    changes. One that somebody edited is merged with what is new; one that is not
    ours, or can't be read, is named and left.

    Args:
        content: The content folder, or the folder of one course.
        lessons: The folder of the notebooks; it is made if it is not there.
        check: Write nothing, only say what is outdated. The note of the last build is not
            believed then.
        jobs: How many processes may work, see `studywidgets.processes`.

    Raises:
        OSError: The lessons folder can't be listed.
    """
    inputs = None if check else unchanged.fingerprint(content)
    if inputs:
        up_to_date = unchanged.recall(lessons, inputs, notebooks_below(lessons))
        if up_to_date is not None:
            return BuildReport(unchanged=up_to_date)
    courses, diagnostics = read_content(content, LastBuild(lessons), jobs=jobs)
    report = BuildReport(diagnostics=list(diagnostics))
    if any(diagnostic.severity == "error" for diagnostic in diagnostics):
        return report
    names: list[str] = []
    moved: list[str | None] = []
    with tempfile.TemporaryDirectory() as drafts:
        for target in _targets(courses, Path(drafts), jobs):
            names.append(target.name)
            moved.append(_place(lessons, target, report, check=check))
    for course in courses:
        _clear(lessons, course, {*names, *moved}, report, check=check)
    report.sort()
    # A note is only true of a build that had nothing to say, from content that stood still.
    quiet = not (report.diagnostics or report.refused or report.conflicts)
    if inputs and quiet and inputs == unchanged.fingerprint(content):
        unchanged.remember(lessons, inputs, sorted(names), notebooks_below(lessons))
    return report


def _targets(courses: Sequence[Course], drafts: Path, jobs: int) -> Iterator[_Target]:
    """Every notebook, as they are made; with several courses each has a folder of its own."""
    made = [CourseNotebooks(course) for course in courses]
    groups = [(place, names) for place, each in enumerate(made) for names in each.pages.groups]
    for _, targets in spread(partial(_made, made, drafts), groups, jobs):
        yield from targets


def _made(
    courses: Sequence[CourseNotebooks], drafts: Path, group: tuple[int, Sequence[str]]
) -> list[_Target]:
    """Some notebooks of one of the courses."""
    place, names = group
    course = courses[place].course
    folders = (f"{course.id}/", "") if len(courses) > 1 else ("", f"{course.id}/")
    targets = []
    for notebook in map(courses[place].notebook, names):
        file_names = [*_file_names(notebook)]
        path, *earlier = (folder + each for each in file_names for folder in folders)
        content = _drafted(notebook, drafts / f"{place}-{notebook.name}")
        targets.append(_Target(path, course.namespace, content, tuple(earlier)))
    rendered.forget()
    return targets


def _drafted(notebook: Notebook, path: Path) -> bytes | Path:
    """The bytes of a notebook; a long one goes into a file, if the disk has room for it."""
    if notebook.is_long:
        try:
            with path.open("wb") as file:
                file.writelines(notebook.to_pieces())
        except OSError:
            path.unlink(missing_ok=True)
        else:
            return path
    return notebook.to_bytes()


def _file_names(notebook: Notebook) -> Iterator[str]:
    """The name of a notebook's file, and those that it had under former ids of its term."""
    yield notebook.name
    formerly = notebook.about.get("formerly")
    if isinstance(formerly, dict):
        for former, term in formerly.items():
            if term == notebook.about.get("term"):
                yield f"{former}{SUFFIX}"


def _place(lessons: Path, target: _Target, report: BuildReport, *, check: bool) -> str | None:
    """Bring one notebook up to date, or say why not.

    Returns:
        The name that an edited notebook had so far, if that was another.
    """
    name = target.name
    path = lessons / name
    try:
        if target.is_in(path):
            report.unchanged.append(name)
            return None
        check_place(path, lessons)
        earlier = None if os.path.lexists(path) else _earlier(lessons, target)
        before, after = _merged(path if earlier is None else lessons / earlier, target, report)
        if earlier is None and before == after:
            report.unchanged.append(name)
            return None
        if before is not None:
            check_writable(lessons / (earlier or name))
        if check:
            report.outdated += [name, *filter(None, [earlier])]
            return earlier
        replace(path, after, before if earlier is None else None)
        report.written.append(name)
        if earlier is not None and before is not None:
            remove(lessons / earlier, before)
            report.removed.append(earlier)
    except (KeptError, OSError, RecursionError) as error:
        _refuse(report, name, error)
        return None
    return earlier


def _earlier(lessons: Path, target: _Target) -> str | None:
    """Where a lesson was built before its term was renamed, or its course got or lost a folder."""
    for name in target.earlier:
        path = lessons / name
        if os.path.lexists(path) and is_mergeable(path, lessons, target.course):
            return name
    return None


def _merged(path: Path, target: _Target, report: BuildReport) -> tuple[bytes | None, bytes | Path]:
    """What a notebook's file holds, and what it is to hold."""
    if not os.path.lexists(path):
        return None, target.content
    found = find_lesson(path, target.course)
    # Only here, since it imports much, and most builds have nothing to merge.
    from studywidgets.notebooks.merge.notebook import merge_lesson  # noqa: PLC0415
    from studywidgets.notebooks.merge.renamed import Renaming  # noqa: PLC0415

    theirs = parse(target.whole())
    base, mine = built_cells(found.notebook), found.notebook
    former, term = path.stem, PurePosixPath(target.name).stem
    if former != term:
        renaming = Renaming(former, term)
        base, mine = renaming.cells(base), {**mine, "cells": renaming.cells(mine["cells"])}
    notebook, merged = merge_lesson(base, mine, theirs)
    if merged.conflicts:
        report.conflicts[target.name] = merged.conflicts
    if merged.notes:
        report.notes[target.name] = merged.notes
    if notebook == found.notebook:
        return found.content, found.content
    return found.content, target.content if notebook == theirs else to_bytes(notebook)


def _clear(
    lessons: Path,
    course: Course,
    placed: set[str | None],
    report: BuildReport,
    *,
    check: bool,
) -> None:
    """Remove the notebooks of this course that its content no longer gives."""
    for path in notebooks_below(lessons):
        name = path.relative_to(lessons).as_posix()
        if name in placed or not is_of_course(path, course.namespace):
            continue
        try:
            check_place(path, lessons)
            check_removable(path, course.namespace)
            if check:
                report.outdated.append(name)
                continue
            path.unlink()
            report.removed.append(name)
        except (KeptError, OSError, RecursionError) as error:
            _refuse(report, name, error)


def _refuse(report: BuildReport, name: str, error: KeptError | OSError | RecursionError) -> None:
    reason = unwritable(error) if isinstance(error, OSError) else str(error)
    if isinstance(error, RecursionError):
        reason = TOO_DEEP
    report.refused.append(name)
    report.reasons[name] = reason
