"""The record that a command means, and the files of work that it reads and writes."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from studywidgets.cli.record.words import plain, tell, who

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from studywidgets.record.entries import Entry
    from studywidgets.record.folder import RecordFolder
    from studywidgets.record.work_file import Work


@dataclass(frozen=True)
class Opened:
    """A record on disk that has been read.

    Attributes:
        course: Its course's namespace.
        stored: The record.
        entries: What it held, in order.
        complete: Whether all of its files could be read; if not, it has been said.
    """

    course: str
    stored: RecordFolder
    entries: list[Entry]
    complete: bool


def open_record(folder: Path | None, course: str | None) -> Opened:
    """Read the record that is meant, which must exist.

    Args:
        folder: Where the records are; by default the user's own.
        course: The namespace; may be None where there is but one record.

    Raises:
        click.UsageError: There is no such record, or several and none is named.
        click.ClickException: The record can't be read.
    """
    from studywidgets.record.folder import default_root, namespaces  # noqa: PLC0415 - see cli

    root = folder or default_root()
    with explained(root, "read"):
        found = namespaces(root)
    place = plain(str(root))
    if not found:
        message = f"There is no record in {place}. Name another folder with --folder."
        raise click.UsageError(message)
    if course is None and len(found) == 1:
        course = found[0]
    if course not in found:
        wrong = "There are several records" if course is None else f"There is no record of {course}"
        message = f"{wrong} in {place}. Choose with --course: {', '.join(found)}"
        raise click.UsageError(message)
    return open_folder(root, course)


def open_folder(folder: Path | None, course: str) -> Opened:
    """Read the record of a course, which may not exist yet, and say what can't be read.

    Raises:
        click.ClickException: The record can't be read.
    """
    from studywidgets.record.folder import RecordFolder, default_root  # noqa: PLC0415 - see cli

    root = folder or default_root()
    with explained(root / course, "read"):
        stored = RecordFolder(root, course)
        entries = stored.entries()
    for problem in stored.problems:
        tell(plain(problem), err=True)
    return Opened(course, stored, entries, complete=not stored.problems)


def read_files(files: Sequence[Path], *, course: str | None, mine: bool) -> dict[Path, Work]:
    """Read all files, or none: each that is refused is named with the reason.

    Args:
        files: Files of work and pages to hand in.
        course: The only course that is taken; None takes every one.
        mine: Whether pages to hand in are taken.

    Raises:
        click.ClickException: A file is refused.
    """
    from studywidgets.record.work_file import WorkFileError, read_work  # noqa: PLC0415 - see cli

    works: dict[Path, Work] = {}
    refused = False
    for path in files:
        try:
            works[path] = read_work(path)
            _check_source(works[path], course=course, mine=mine)
        except (WorkFileError, OSError) as error:  # noqa: PERF203 - the next file is told of too
            refused = True
            reason = str(error) if isinstance(error, WorkFileError) else _unreadable(error)
            tell(f"{plain(str(path))}: {plain(reason)}", err=True)
    if refused:
        message = "Nothing was changed."
        raise click.ClickException(message)
    _check_one_person(works.values())
    return works


def save(  # noqa: PLR0913 - the parts of a file, and where it goes
    path: Path,
    entries: Iterable[Entry],
    *,
    course: str,
    title: str,
    made: datetime,
    force: bool,
) -> None:
    """Write a file of work.

    Raises:
        click.ClickException: It is there already and not to be replaced, or can't be written.
    """
    from studywidgets.record.work_file import work_text, write_work  # noqa: PLC0415 - see cli

    text = work_text(entries, course=course, title=title, made=made)
    with explained(path, "written"):
        try:
            write_work(path, text, replace=force)
        except FileExistsError as error:
            message = f"{plain(str(path))} is there already. Choose another name, or add --force."
            raise click.ClickException(message) from error


@contextmanager
def explained(path: Path, done: str) -> Iterator[None]:
    """Turn an error of the system into a sentence that ends the command.

    Args:
        path: What is worked on.
        done: What it can't be: "read" or "written".

    Raises:
        click.ClickException: In place of an OSError.
    """
    try:
        yield
    except OSError as error:
        message = f"{plain(str(path))} can't be {done}: {error.strerror or error}."
        raise click.ClickException(message) from error


def _unreadable(error: OSError) -> str:
    return f"This file can't be read: {error.strerror or error}."


def _check_source(work: Work, *, course: str | None, mine: bool) -> None:
    from studywidgets.record.work_file import WorkFileError  # noqa: PLC0415 - see cli

    if course is not None and work.course != course:
        message = f"This file belongs to another course ({work.course})."
        raise WorkFileError(message)
    if work.hand_in is not None and not mine:
        message = (
            f"This is a page that {who(work.hand_in)} handed in. Records of "
            "different people are never joined. If this is your own work, add --mine."
        )
        raise WorkFileError(message)


def _check_one_person(works: Iterable[Work]) -> None:
    """Refuse pages under different names, whoever claims them all."""
    names = [work.hand_in for work in works if work.hand_in is not None and plain(work.hand_in)]
    told = sorted({plain(name).casefold(): who(name) for name in names}.values())
    if len(told) > 1:
        message = (
            f"These pages were handed in under different names ({', '.join(told)}). Records of "
            "different people are never joined. Nothing was changed."
        )
        raise click.ClickException(message)
