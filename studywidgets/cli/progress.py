"""Showing how far long work is: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studywidgets.execution.result import LessonResult


@contextmanager
def progress(lessons: int) -> Iterator[Callable[[LessonResult], None]]:
    """A function to call with each result while `lessons` lessons run."""
    from studywidgets.execution.report import headline  # noqa: PLC0415 - see the package

    if not sys.stdout.isatty():
        yield lambda result: click.echo(headline(result))
        return
    with click.progressbar(
        length=lessons, label="Running lessons", item_show_func=lambda name: name
    ) as bar:
        yield lambda result: bar.update(1, result.name)
