"""The file that carries a student's work of one course: what `docs/work-file.md` describes.

`frontend/my-work/file.js` reads and writes the same; tests hold both to it.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from datetime import timezone
from typing import TYPE_CHECKING, Any, NoReturn

from studywidgets.files import write_durably
from studywidgets.identifiers import is_identifier
from studywidgets.record.entries import read_entry
from studywidgets.record.fold import order
from studywidgets.record.format import EntryError
from studywidgets.record.hand_in import embedded_record, is_page

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from studywidgets.record.entries import Entry

FORMAT = "studywidgets-work"
VERSION = 1
MAX_BYTES = 64 * 1024 * 1024

_ANOTHER = 'Choose a file that "Download my work" has made.'
_DAMAGED = f"This file is damaged, or is no work from these lessons. {_ANOTHER}"
_NO_WORK = f"This file holds no work from these lessons. {_ANOTHER}"
_TOO_LARGE = f"This file is too large to be work from these lessons. {_ANOTHER}"
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


class WorkFileError(ValueError):
    """A file that is not taken; the message says to its owner what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a file of work holds.

    Attributes:
        course: The course's namespace.
        title: The course's title; may be empty.
        entries: Sorted, each once.
        made: When the file was made, as it says itself; may be empty.
        hand_in: The name on a page to hand in, which may be empty; None for a file to carry.
    """

    course: str
    title: str
    entries: tuple[Entry, ...]
    made: str
    hand_in: str | None = None


def read_work(path: Path) -> Work:
    """Read a file of work, or the record in a page to hand in; every entry is checked.

    Raises:
        WorkFileError: The file is foreign, too large, damaged, or of a newer version.
        OSError: It can't be read.
    """
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size > MAX_BYTES:
            raise WorkFileError(_TOO_LARGE)
        # A pipe or a device tells no size; of a file that grows, no more is read either.
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise WorkFileError(_TOO_LARGE)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WorkFileError(_DAMAGED) from error
    return parse_work(text)


def parse_work(text: str) -> Work:
    """Read the text of a file; see `read_work`.

    Raises:
        WorkFileError: The text is foreign, damaged, or of a newer version.
    """
    page = is_page(text)
    if page:
        record = embedded_record(text)
        if record is None:
            message = f"This page holds no work from these lessons. {_ANOTHER}"
            raise WorkFileError(message)
        text = record
    work = _parse(text)
    hand_in = _text(work.get("handIn")) if page or "handIn" in work else None
    return Work(
        course=work["course"],
        title=_text(work.get("title")),
        entries=_read_entries(work.get("entries")),
        made=_text(work.get("made")),
        hand_in=hand_in,
    )


def work_text(entries: Iterable[Entry], *, course: str, title: str, made: datetime) -> str:
    """Return a file's text: JSON, one entry a line.

    Args:
        entries: What the file is to hold.
        course: The course's namespace.
        title: The course's title.
        made: The time now, with a time zone.
    """
    instant = made.astimezone(timezone.utc).replace(tzinfo=None)
    head = {
        "format": FORMAT,
        "version": VERSION,
        "course": course,
        "title": title,
        "made": f"{instant.isoformat(timespec='milliseconds')}Z",
    }
    lines = ",\n".join(_json(entry.to_json()) for entry in sorted(set(entries), key=order))
    return f'{_json(head)[:-1]},"entries":[\n{lines}\n]}}\n'


def write_work(path: Path, text: str, *, replace: bool = False) -> None:
    """Write a file, whole or not at all.

    Args:
        path: The file; its folder must exist.
        text: What `work_text` gives.
        replace: Whether a file that is there already may be replaced.

    Raises:
        FileExistsError: There is one already.
        OSError: It can't be written; what was there is as it was.
    """
    if not replace and os.path.lexists(path):
        raise FileExistsError(path)
    write_durably(path, text.encode())


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # As JSON.stringify does: half a character can't be written in UTF-8.
    return _LONE_SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def _parse(text: str) -> dict[str, Any]:
    try:
        work = json.loads(text, parse_float=_number, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise WorkFileError(_DAMAGED) from error
    version = work.get("version") if isinstance(work, dict) else None
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise WorkFileError(_NO_WORK)
    if work.get("format") != FORMAT:
        raise WorkFileError(_NO_WORK)
    if version > VERSION:
        message = (
            "This file was made by a newer version of these lessons. "
            "Load it there, or update with: pip install --upgrade studywidgets"
        )
        raise WorkFileError(message)
    if not isinstance(work.get("course"), str) or not is_identifier(work["course"]):
        raise WorkFileError(_NO_WORK)
    found: dict[str, Any] = work
    return found


def _read_entries(entries: object) -> tuple[Entry, ...]:
    if not isinstance(entries, list):
        raise WorkFileError(_DAMAGED)
    read: list[Entry] = []
    try:
        for entry in entries:
            read.append(read_entry(entry))  # noqa: PERF401 - its length tells which one is wrong
    except EntryError as error:
        message = (
            "This file is damaged: part of the work in it was changed "
            f"(entry {len(read) + 1}: {error}). {_ANOTHER}"
        )
        raise WorkFileError(message) from error
    return tuple(sorted(set(read), key=order))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(text: str) -> int | float:
    """Read 7.0 as 7, as JavaScript does: other programs may have written the file anew."""
    number = float(text)
    return int(number) if number.is_integer() else number


def _refuse(name: str) -> NoReturn:
    message = f"{name} is not JSON"
    raise ValueError(message)
