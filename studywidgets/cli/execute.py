"""`studywidgets execute`: every lesson run and checked."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from studywidgets.cli.options import content_option, jobs_option, timeout_option
from studywidgets.cli.progress import progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager

    from studywidgets.execution.lessons import Lesson
    from studywidgets.execution.passed import PassedLessons
    from studywidgets.execution.result import LessonResult
    from studywidgets.execution.shard import Shard

STOPPED = 130
"""What shells report for a program that Ctrl-C ended: 128 and the number of SIGINT."""


def _read_shard(_: click.Context, __: click.Parameter, value: str | None) -> Shard | None:
    from studywidgets.execution.shard import Shard  # noqa: PLC0415 - see the package

    if value is None:
        return None
    try:
        return Shard.read(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


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
    "--cell-timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="S",
    help="Seconds that one cell may take.  [default: as many as the lesson]",
)
@click.option(
    "--memory",
    type=click.IntRange(min=1),
    metavar="MB",
    help="Megabytes of memory that a lesson may take beyond what every kernel does (Linux).  "
    "[default: all]",
)
@click.option(
    "--junit",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Also write the results as JUnit XML, for CI.",
)
@content_option
@click.option(
    "--changed",
    is_flag=True,
    help="Run only lessons that have changed since they passed: the notebook, what is beside it, "
    "its content, this package or what runs lessons.",
)
@click.option(
    "--cache",
    type=click.Path(file_okay=False, path_type=Path),
    default=".studywidgets/cache",
    show_default=True,
    metavar="DIR",
    help="Folder in which --changed keeps with what lessons passed.",
)
@click.option(
    "--shard",
    callback=_read_shard,
    metavar="I/N",
    help="Run the I-th of N parts of the lessons, for CI on N machines: 1/4, 2/4, …",
)
@click.option(
    "--dask",
    metavar="ADDRESS",
    help="Run the lessons on the Dask cluster with the scheduler at this address, such as "
    "tcp://127.0.0.1:8786 (extra: dask). All its machines need this package and the same files "
    "under the same paths. Each thread of a worker runs --jobs lessons at a time, by default one.",
)
@click.option(
    "--dask-wait",
    type=click.FloatRange(min=0, min_open=True),
    default=60,
    show_default=True,
    metavar="S",
    help="Seconds to wait for workers while the cluster has none.",
)
def execute(  # noqa: PLR0913, PLR0917 - one argument an option, passed by name
    lessons: tuple[Path, ...],
    jobs: int | None,
    write: Path | None,
    timeout: float,
    cell_timeout: float | None,
    memory: int | None,
    junit: Path | None,
    content: Path,
    changed: bool,  # noqa: FBT001 - click passes it by name
    cache: Path,
    shard: Shard | None,
    dask: str | None,
    dask_wait: float,
) -> None:
    """Run lessons and check that each shows everything that it was built from.

    LESSONS are folders or notebooks (default: lessons). Each runs in its own kernel, which is
    this Python, in the lesson's folder. A lesson passes when every cell ran and a widget shows
    every item, with its plain-HTML and plain-text forms. The lessons themselves are not changed.
    For a lesson that fails, the report names the item and, when the content is at hand, its file
    and line.

    A lesson that takes too much time or memory fails, and is ended with all that it started. The
    results are the same however many lessons run at a time. On Linux, kernels are forked from a
    process that has what they need.

    Exit codes: 0, all passed; 1, some failed, or the cluster was lost; 2, wrong usage; 130, stopped
    by Ctrl-C. After a loss or a stop the report has the lessons that were finished.

    \b
    Examples:
      studywidgets execute -j 4 --junit report.xml
      studywidgets execute lessons/mediation.ipynb --timeout 60
      studywidgets execute --changed --shard 2/4
      studywidgets execute --dask tcp://127.0.0.1:8786
    """  # noqa: D301 - for click, \b keeps the lines below as they are
    from studywidgets.execution.startup import (  # noqa: PLC0415 - see the package
        import_all,
        leave_all,
        start_server,
    )

    if not changed and dask is None:
        start_server()
    import_all()
    from studywidgets.execution.memory import PeakMemory  # noqa: PLC0415
    from studywidgets.execution.passed import PassedLessons  # noqa: PLC0415

    found = lessons_in(lessons or (Path("lessons"),))
    if shard is not None:
        found = shard.of(found)
    passed = PassedLessons(cache, content) if changed else None
    due = passed.changed(found, write) if passed else found
    if due and dask is None:
        # The same one, if it runs already.
        start_server()
    if len(due) < len(found):
        click.echo(f"{len(found) - len(due)} of {len(found)} lessons have not changed.")
    peak = PeakMemory()
    results, lost = _run(
        due,
        jobs,
        _cluster(dask if due else None, dask_wait),
        timeout=timeout,
        cell_timeout=cell_timeout,
        memory=(memory or 0) * 1_000_000,
        write=write,
        content=content,
        peak=peak,
    )
    print_report(results, peak.peak)
    if passed:
        _keep(passed, results)
    written = junit is None or _write_junit(results, junit)
    leave_all()
    if len(results) < len(due):
        click.echo(f"Stopped: {len(results)} of {len(due)} lessons were finished{lost}.", err=True)
        sys.exit(1 if lost else STOPPED)
    sys.exit(not (written and all(result.passed for result in results)))


def _run(
    lessons: Sequence[Lesson],
    jobs: int | None,
    cluster: AbstractContextManager[Executor | None],
    **options: Any,  # noqa: ANN401
) -> tuple[list[LessonResult], str]:
    """Run lessons and show how far it is.

    Returns:
        The results by name, not all of them after Ctrl-C or if the cluster is lost; and why it is.
    """
    from studywidgets.execution.batches import BrokenRunError  # noqa: PLC0415 - see the package
    from studywidgets.execution.copies import CopiesOverLessonsError  # noqa: PLC0415
    from studywidgets.execution.run import run_lessons  # noqa: PLC0415

    # A CI system that stops a run sends SIGTERM: end the kernels and report, as for Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    results: list[LessonResult] = []
    lost = ""
    try:
        with cluster as executor, progress(len(lessons)) as show:

            def take(result: LessonResult) -> None:
                results.append(result)
                show(result)

            jobs = jobs or 1 if executor else _jobs_here(jobs)
            run_lessons(lessons, jobs=jobs, on_result=take, executor=executor, **options)
    except CopiesOverLessonsError as error:
        message = f"{error}. Choose a folder outside of the lessons."
        raise click.BadParameter(message, param_hint="--write") from error
    except BrokenRunError as error:
        lost = f": {error}"
    except KeyboardInterrupt:
        pass
    return sorted(results, key=lambda result: result.name), lost


def _jobs_here(jobs: int | None) -> int:
    from studywidgets.execution.capacity import default_jobs, possible_jobs  # noqa: PLC0415

    jobs = jobs or default_jobs()
    if possible_jobs(jobs) < jobs:
        few = f"Only {possible_jobs(jobs)} of {jobs} lessons run at the same time"
        click.echo(f"{few}: no more files may be open (see ulimit -n).", err=True)
    return jobs


@contextmanager
def _cluster(address: str | None, wait: float) -> Iterator[Executor | None]:
    """What runs lessons on a Dask cluster, if one is given; a usage error if it is not there."""
    from studywidgets.execution.cluster import NoClusterError, cluster  # noqa: PLC0415

    if address is None:
        yield None
        return
    try:
        with cluster(address, wait) as executor:
            yield executor
    except NoClusterError as error:
        raise click.BadParameter(str(error), param_hint="--dask") from error


def _keep(passed: PassedLessons, results: Sequence[LessonResult]) -> None:
    """Keep which lessons have passed, for the next time; the results are the same without it."""
    try:
        passed.note(results)
    except OSError as error:
        click.echo(f"What has passed can't be kept for --changed: {error}", err=True)


def _write_junit(results: Sequence[LessonResult], file: Path) -> bool:
    """Write the results for CI, or say why they can't be written; whether they are."""
    from studywidgets.execution.junit import write_junit  # noqa: PLC0415 - see the package
    from studywidgets.files import unwritable  # noqa: PLC0415

    try:
        write_junit(results, file)
    except OSError as error:
        click.echo(f"{file}: the results {unwritable(error)}.", err=True)
        return False
    return True


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


def print_report(results: Sequence[LessonResult], peak: int = 0) -> None:
    """Print everything on the lessons that failed, the count of all, and their memory in bytes."""
    from studywidgets.execution.report import describe, summary  # noqa: PLC0415 - see the package

    colours = sys.stdout.isatty()
    for result in results:
        if not result.passed:
            click.echo(f"\n{describe(result, colours=colours)}")
    click.echo(f"\n{summary(results, peak)}")
