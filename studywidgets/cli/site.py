"""`studywidgets site`: the lessons as static pages."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from studywidgets.cli.formats import counted
from studywidgets.cli.options import content_argument

if TYPE_CHECKING:
    from studywidgets.site import SiteReport
    from studywidgets.site.binder import Binder


@click.command()
@content_argument
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path),
    default="site",
    show_default=True,
    metavar="DIR",
    help="Folder of the site, of its own: new, empty, or holding an earlier site.",
)
@click.option(
    "--binder",
    metavar="REPOSITORY",
    help=(
        "Link each page to its notebook on Binder: OWNER/NAME of the repository on GitHub, or a "
        "launch address such as https://mybinder.org/v2/gl/owner%2Fname/HEAD."
    ),
)
def site(content: Path, folder: Path, binder: str | None) -> None:
    """Build the lessons as a static site, for any web server.

    CONTENT is the folder of the content files (default: content). The pages need no Jupyter: what
    students do is kept in their browser. The same content gives the same bytes on every machine.
    Files in the folder that are no part of the site are never touched, and a page that somebody
    has changed is not overwritten. Content with an error leaves the site as it is.

    Exit codes: 0, the site is up to date; 1, the content has errors, or a file could not be
    written or was left as it is; 2, wrong usage, such as a folder that holds something else.

    \b
    Examples:
      studywidgets site
      studywidgets site -o public --binder owner/name
    """  # noqa: D301 - for click, \b keeps the lines below as they are
    from studywidgets.processes import processors  # noqa: PLC0415 - see the package
    from studywidgets.site import build_site  # noqa: PLC0415 - see the package
    from studywidgets.site.folder import FolderError  # noqa: PLC0415 - see the package

    try:
        report = build_site(content, folder, binder=_binder(binder), jobs=processors())
    except (FileNotFoundError, FolderError) as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        click.echo(f"{error.filename or folder}: can't be written ({error.strerror})", err=True)
        sys.exit(1)
    sys.exit(not _told(report, content, folder))


def _binder(text: str | None) -> Binder | None:
    from studywidgets.site.binder import Binder, BinderError  # noqa: PLC0415 - see the package

    try:
        return Binder.parse(text) if text is not None else None
    except BinderError as error:
        raise click.BadParameter(str(error), param_hint="--binder") from error


def _told(report: SiteReport, content: Path, folder: Path) -> bool:
    """Print what happened, and tell whether all is well."""
    from studywidgets.diagnostics import render  # noqa: PLC0415 - see the package

    if report.diagnostics:
        click.echo(render(report.diagnostics), err=True)
    if any(diagnostic.severity == "error" for diagnostic in report.diagnostics):
        click.echo(f"Nothing built: {counted(report.diagnostics)} in {content}.", err=True)
        return False
    changes = report.changes
    for name, reason in sorted(changes.refused.items()):
        click.echo(f"{folder / name}: {reason}", err=True)
    numbers = {
        "written": len(changes.written),
        "removed": len(changes.removed),
        "left as they are": len(changes.refused),
    }
    told = [f"{number} {what}" for what, number in numbers.items() if number]
    click.echo(f"{folder}: {', '.join([*told, f'{len(changes.unchanged)} up to date'])}.")
    if not changes.refused:
        click.echo(f"Open {folder / 'index.html'} in a browser, or put the folder on a web server.")
    return not changes.refused
