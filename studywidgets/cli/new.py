"""`studywidgets new`: a course repository to start from."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from studywidgets.cli.typing_in import as_typed


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--title",
    metavar="TEXT",
    help="What the course is called.  [default: the folder's name]",
)
@click.option(
    "--repository",
    metavar="OWNER/NAME",
    help="The repository on GitHub, for the link to Binder; it can be put in later.",
)
def new(folder: Path, title: str | None, repository: str | None) -> None:
    """Make a course repository: content, lessons, and what Binder, CI and Pages need.

    DIR is the folder to make, or an empty one. The repository has an example unit to replace, works
    at once, and its README says how to go on. Nothing that is there is overwritten.

    Exit codes: 0, it is made; 1, the folder can't be written; 2, wrong usage, such as a folder
    that is not empty.

    \b
    Examples:
      studywidgets new politics
      studywidgets new politics --title "Politics, first year" --repository ada/politics
    """  # noqa: D301 - for click, \b keeps the lines below as they are
    from studywidgets import __version__  # noqa: PLC0415 - see the package
    from studywidgets.starter.course import CourseError, course_for  # noqa: PLC0415
    from studywidgets.starter.repository import FolderError, make_repository  # noqa: PLC0415

    try:
        course = course_for(folder, title, repository)
        names = make_repository(folder, course, __version__)
    except (CourseError, FolderError) as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        click.echo(f"{folder}: can't be made ({error.strerror or error}).", err=True)
        sys.exit(1)
    click.echo(f"{folder}: the course {course.title!r}, {len(names)} files. To see it:")
    if folder.resolve() != Path.cwd():
        click.echo(f"  cd {as_typed(folder)}")
    click.echo("  studywidgets open")
