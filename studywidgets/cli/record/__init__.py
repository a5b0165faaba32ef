"""`studywidgets record`: the record on this computer, and the files that carry it."""

from __future__ import annotations

import click

from studywidgets.cli.record.exporting import export_file
from studywidgets.cli.record.importing import import_files
from studywidgets.cli.record.merging import merge
from studywidgets.cli.record.showing import show


@click.group()
def record() -> None:
    """Show, export, import and merge records: what one person did in a course.

    The kernels of lessons keep a copy of the record on this computer. Files carry it to others: a
    file that "Download my work" made in a lesson, or a page to hand in, which has the record
    inside. A record is a set, and joining two gives their union: any of this can be repeated, and
    nothing that was written is overwritten. Records of different people are never joined.

    Exit codes: 0, all is well; 1, a file was refused, or a record could not be read or written;
    2, wrong usage.

    \b
    Examples:
      studywidgets record show
      studywidgets record import social-studies-education-2025-05-03.json
    """  # noqa: D301 - for click, \b keeps the lines below as they are


record.add_command(show)
record.add_command(export_file)
record.add_command(import_files)
record.add_command(merge)
