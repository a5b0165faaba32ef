"""`studywidgets open`: the course, ready to study, in JupyterLab."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import click

from studywidgets.cli.build import build_lessons
from studywidgets.cli.conflicts import print_conflicts, print_notes
from studywidgets.cli.execute import lessons_in, print_report
from studywidgets.cli.options import content_option, jobs_option, timeout_option
from studywidgets.cli.progress import progress


@click.command("open")
@click.argument("lessons", type=click.Path(file_okay=False, path_type=Path), default="lessons")
@content_option
@jobs_option
@timeout_option
@click.option("--no-browser", is_flag=True, help="Only print the address; open no browser.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    metavar="N",
    help="Port of the server.  [default: the first free one from 8888]",
)
def open_lessons(  # noqa: PLR0913, PLR0917 - one argument an option, passed by name
    lessons: Path,
    content: Path,
    jobs: int | None,
    timeout: float,
    no_browser: bool,  # noqa: FBT001 - click passes it by name
    port: int | None,
) -> None:
    """Build and run the lessons, and open the course's first page in JupyterLab.

    LESSONS is the folder of the lessons (default: lessons). They are built when the content is
    there. What JupyterLab shows are executed copies in the folder .studywidgets beside LESSONS;
    only those of new or changed lessons are made again. What somebody has edited in a copy is put
    into its lesson first, in the way of studywidgets build. Ctrl-C ends JupyterLab.

    Exit codes: 0, JupyterLab was ended; 1, nothing could be opened; 2, wrong usage.

    \b
    Example:
      studywidgets open --no-browser --port 8890
    """  # noqa: D301 - for click, \b keeps the lines below as they are
    from studywidgets.execution.server import (  # noqa: PLC0415 - see the package
        jupyterlab_command,
        jupyterlab_environment,
    )

    if lessons.is_dir():
        _carry_back(lessons, builds=content.is_dir())
    if content.is_dir():
        build_lessons(content, lessons, check=False)
    copies = _refresh(lessons, content, jobs, timeout)
    command = jupyterlab_command(copies, browser=not no_browser, port=port)
    click.echo("Starting JupyterLab. Press Ctrl-C here to end it.")
    _become(command, jupyterlab_environment(os.environ))


def _carry_back(lessons: Path, *, builds: bool) -> None:
    """Put the edits of copies into their lessons, and say what happened.

    Args:
        lessons: The folder of the lessons.
        builds: Whether a build follows, which tells of conflicts itself.
    """
    from studywidgets.execution.study import StudyFolder  # noqa: PLC0415 - see the package
    from studywidgets.files import unwritable  # noqa: PLC0415
    from studywidgets.notebooks.carrying import carry_back  # noqa: PLC0415
    from studywidgets.notebooks.reading import KeptError  # noqa: PLC0415

    study = StudyFolder(lessons)
    for edited in study.edited():
        try:
            merged = carry_back(edited.lesson, edited.content, edited.base)
            study.settle(edited)
        except (KeptError, OSError) as error:
            reason = unwritable(error) if isinstance(error, OSError) else error
            click.echo(f"{edited.lesson}: {reason}; its copy's edits stay in the copy", err=True)
            continue
        lesson = lessons / edited.name
        click.echo(f"{lesson}: has the edits of its executed copy now")
        print_notes(lesson, merged.notes)
        if not builds:
            print_conflicts(lesson, merged.conflicts)


def _refresh(lessons: Path, content: Path, jobs: int | None, timeout: float) -> Path:
    """Bring the copies up to date, say what happened, and return their folder."""
    from studywidgets.execution.startup import (  # noqa: PLC0415 - see the package
        import_all,
        start_server,
    )

    import_all()
    from studywidgets.execution.capacity import default_jobs  # noqa: PLC0415 - see the package
    from studywidgets.execution.study import OUT_OF_DATE, StudyFolder  # noqa: PLC0415

    lessons_in([lessons])
    study = StudyFolder(lessons)
    states = study.states()
    # As for Ctrl-C: end the kernels first.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    due = sum(state in OUT_OF_DATE for state in states.values())
    if due:
        start_server()
    with progress(due) as show:
        done = study.refresh(
            states,
            jobs=jobs or default_jobs(),
            timeout=timeout,
            content=content,
            on_result=show,
        )
    for name in done.kept:
        click.echo(
            f"{study.copies / name}: edited, so it is kept and does not follow the lesson.\n"
            "  hint: delete this copy to see the lesson as it is now.",
            err=True,
        )
    if not all(result.passed for result in done.results):
        print_report(done.results)
    if not any((study.copies / lesson.name).exists() for lesson in states):
        click.echo("No lesson could be run, so there is nothing to open.", err=True)
        sys.exit(1)
    return study.copies


def _become(command: list[str], environment: dict[str, str]) -> None:
    """Let JupyterLab take this process's place, so that every signal reaches it alone."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "posix":
        os.execve(command[0], command, environment)  # noqa: S606 - no shell is wanted
    # Windows can't replace a process; there both get the Ctrl-C, and JupyterLab ends by itself.
    with subprocess.Popen(command, env=environment) as server:  # noqa: S603 - our own command
        with contextlib.suppress(KeyboardInterrupt):
            server.wait()
        sys.exit(server.wait())
