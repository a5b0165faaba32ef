"""`studywidgets execute`: every lesson run and checked."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from studywidgets.cli.options import content_option, jobs_option, timeout_option
from studywidgets.cli.progress import progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studywidgets.execution.lessons import Lesson
    from studywidgets.execution.result import LessonResult

STOPPED = 130
"""What shells report for a program that Ctrl-C ended: 128 and the number of SIGINT."""


@click.command()
@click.argument("lessons", nargs=-1, type=click.Path(path_type=Path))
@jobs_option
@click.option(
    "--write",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write executed copies to this folder; it can't be in the lessons folder.",
)
@timeout_option
@click.option(
    "--junit",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Also write the results as JUnit XML, for CI.",
)
@content_option
def execute(  # noqa: PLR0913, PLR0917 - one argument an option, passed by name
    lessons: tuple[Path, ...],
    jobs: int | None,
    write: Path | None,
    timeout: float,
    junit: Path | None,
    content: Path,
) -> None:
    """Run lessons and check that each shows everything that it was built from.

    LESSONS are folders or notebooks (default: lessons). Each runs in its own kernel, which is
    this Python, in the lesson's folder. A lesson passes when every cell ran and a widget shows
    every item, with its plain-HTML and plain-text forms. The lessons themselves are not changed.
    For a lesson that fails, the report names the item and, when the content is at hand, its file
    and line.

    Exit codes: 0, all passed; 1, some failed; 2, wrong usage; 130, stopped by Ctrl-C (the report
    then has the lessons that were finished).

    \b
    Examples:
      studywidgets execute -j 4 --junit report.xml
      studywidgets execute lessons/mediation.ipynb --timeout 60
    """  # noqa: D301 - for click, \b keeps the lines below as they are
    from studywidgets.execution.copies import CopiesOverLessonsError  # noqa: PLC0415
    from studywidgets.execution.junit import write_junit  # noqa: PLC0415
    from studywidgets.execution.run import default_jobs, run_lessons  # noqa: PLC0415

    found = lessons_in(lessons or (Path("lessons"),))
    # A CI system that stops a run sends SIGTERM: end the kernels and report, as for Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    results: list[LessonResult] = []
    stopped = False
    with progress(len(found)) as show:

        def take(result: LessonResult) -> None:
            results.append(result)
            show(result)

        try:
            run_lessons(
                found,
                jobs=jobs or default_jobs(),
                timeout=timeout,
                write=write,
                content=content,
                on_result=take,
            )
        except CopiesOverLessonsError as error:
            message = f"{error}. Choose a folder outside of the lessons."
            raise click.BadParameter(message, param_hint="--write") from error
        except KeyboardInterrupt:
            stopped = True
    results.sort(key=lambda result: result.name)
    print_report(results)
    if junit is not None:
        write_junit(results, junit)
    if stopped:
        click.echo(f"Stopped: {len(results)} of {len(found)} lessons were finished.", err=True)
        sys.exit(STOPPED)
    sys.exit(not all(result.passed for result in results))


def lessons_in(paths: Sequence[Path]) -> list[Lesson]:
    """The lessons in `paths`; a usage error when there are none."""
    from studywidgets.execution.lessons import find_lessons  # noqa: PLC0415 - see the package

    try:
        found = find_lessons(paths)
    except FileNotFoundError as error:
        message = f"There is no {error}. Build the lessons first: studywidgets build"
        raise click.UsageError(message) from error
    if not found:
        places = ", ".join(map(str, paths))
        message = f"There are no notebooks in {places}. Build the lessons first: studywidgets build"
        raise click.UsageError(message)
    return found


def print_report(results: Sequence[LessonResult]) -> None:
    """Print everything on the lessons that failed, and the count of all."""
    from studywidgets.execution.report import describe, summary  # noqa: PLC0415 - see the package

    colours = sys.stdout.isatty()
    for result in results:
        if not result.passed:
            click.echo(f"\n{describe(result, colours=colours)}")
    click.echo(f"\n{summary(results)}")
