"""Building a folder of lessons from a folder of content."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studywidgets.notebooks import unchanged
from studywidgets.notebooks.files import notebooks_below, write_atomically
from studywidgets.notebooks.kept import KeptError, check_replaceable, is_of_course
from studywidgets.notebooks.last_build import LastBuild
from studywidgets.notebooks.pages import notebooks
from studywidgets.reader import read_content

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from studywidgets.diagnostics import Diagnostic
    from studywidgets.model import Course


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
        diagnostics: Problems of the content; with an error among them nothing was done.
    """

    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)
    outdated: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Target:
    """A notebook to be: its course's namespace and its bytes."""

    course: str
    content: bytes


def build(content: Path, lessons: Path, *, check: bool = False) -> BuildReport:
    """Write the notebooks of every course below `content` into `lessons`.

    Every notebook is made before the first is written; each is written in one step, and only if
    its bytes differ. A notebook that somebody edited, or that is not ours, is named and left.

    Args:
        content: The content folder, or the folder of one course.
        lessons: The folder of the notebooks; it is made if it is not there.
        check: Write nothing, only say what is outdated. The note of the last build is not
            believed then.

    Raises:
        OSError: The lessons folder can't be listed.
    """
    inputs = None if check else unchanged.fingerprint(content)
    if inputs and (up_to_date := unchanged.recall(lessons, inputs)) is not None:
        return BuildReport(unchanged=up_to_date)
    courses, diagnostics = read_content(content, LastBuild(lessons))
    report = BuildReport(diagnostics=list(diagnostics))
    if any(diagnostic.severity == "error" for diagnostic in diagnostics):
        return report
    targets = _targets(courses)
    for name, target in targets.items():
        _place(lessons, name, target, report, check=check)
    for course in courses:
        _clear(lessons, course, targets, report, check=check)
    for names in (report.removed, report.refused, report.outdated):
        names.sort()
    # A note is only true of a build that had nothing to say, from content that stood still.
    quiet = not report.diagnostics and not report.refused
    if inputs and quiet and inputs == unchanged.fingerprint(content):
        unchanged.remember(lessons, inputs, list(targets))
    return report


def _targets(courses: Sequence[Course]) -> dict[str, _Target]:
    """Every notebook by its path; with several courses each has a folder of its own."""
    targets = {}
    for course in courses:
        folder = f"{course.id}/" if len(courses) > 1 else ""
        for notebook in notebooks(course):
            targets[folder + notebook.name] = _Target(course.namespace, notebook.to_bytes())
    return dict(sorted(targets.items()))


def _place(lessons: Path, name: str, target: _Target, report: BuildReport, *, check: bool) -> None:
    """Bring one notebook up to date, or say why not."""
    path = lessons / name
    try:
        if path.is_file() and path.read_bytes() == target.content:
            report.unchanged.append(name)
            return
        check_replaceable(path, lessons, target.course)
        if check:
            report.outdated.append(name)
            return
        write_atomically(path, target.content)
        report.written.append(name)
    except (KeptError, OSError) as error:
        _refuse(report, name, error)


def _clear(
    lessons: Path,
    course: Course,
    targets: dict[str, _Target],
    report: BuildReport,
    *,
    check: bool,
) -> None:
    """Remove the notebooks of this course that its content no longer gives."""
    for path in notebooks_below(lessons):
        name = path.relative_to(lessons).as_posix()
        if name in targets or not is_of_course(path, course.namespace):
            continue
        try:
            check_replaceable(path, lessons, course.namespace)
            if check:
                report.outdated.append(name)
                continue
            path.unlink()
            report.removed.append(name)
        except (KeptError, OSError) as error:
            _refuse(report, name, error)


def _refuse(report: BuildReport, name: str, error: KeptError | OSError) -> None:
    reason = str(error)
    if isinstance(error, OSError):
        reason = f"can't be written ({error.strerror or error}); check the folder's permissions"
    report.refused.append(name)
    report.reasons[name] = reason
