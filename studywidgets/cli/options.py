"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

CONTENT_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)

content_argument = click.argument("content", type=CONTENT_FOLDER, default="content")

content_option = click.option(
    "--content",
    type=click.Path(file_okay=False, path_type=Path),
    default="content",
    show_default=True,
    metavar="DIR",
    help="Folder of the content files.",
)

lessons_option = click.option(
    "--lessons",
    type=click.Path(file_okay=False, path_type=Path),
    default="lessons",
    show_default=True,
    metavar="DIR",
    help="Folder of the lessons; they tell which ids the last build had.",
)

jobs_option = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many lessons run at the same time.  "
    "[default: one more than there are processors, if the memory is enough]",
)

timeout_option = click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=300,
    show_default=True,
    metavar="S",
    help="Seconds that one lesson may take.",
)
