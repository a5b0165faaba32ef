"""Notebooks on disk as plain dicts: nothing is converted or repaired, and bad files are named."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from studywidgets.ipynb import encoded
from studywidgets.long_text import LongList, LongText, in_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_RESTORE = "restore it from version control, or move it away and build again"
TOO_DEEP = "is nested too deeply to be a notebook; restore it from version control"
_MERGE_MARKS = b"<<<<<<< "
# JSON has no such character, since in its strings it stands as an escape.
_LEFT_OPEN = "\0"


class KeptError(Exception):
    """A file that must be left alone; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Found:
    """A notebook that is on disk.

    Attributes:
        content: The file's bytes.
        notebook: What they hold, each cell's source as one string.
    """

    content: bytes
    notebook: dict[str, Any]


def read_notebook(path: Path) -> Found:
    """Read a notebook of format 4.5 or a later minor version.

    Raises:
        KeptError: It is no file of its own, or no valid notebook of this format.
    """
    _check_file(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        message = f"can't be read ({error.strerror}); check the file and its permissions"
        raise KeptError(message) from error
    return Found(content, checked(content))


def checked(content: bytes) -> dict[str, Any]:
    """The notebook of format 4.5 or a later minor version that some bytes hold.

    Raises:
        KeptError: They hold something else.
    """
    # Importing nbformat takes longer than a build in which nothing has changed.
    from nbformat.validator import iter_validate  # noqa: PLC0415

    notebook = _load(content)
    try:
        version = (notebook["nbformat"], notebook["nbformat_minor"])
        recent = (4, 5) <= version < (5, 0)
        valid = recent and next(iter_validate(notebook, None, *version), None) is None
    except Exception as error:
        # nbformat walks what it was given and raises whatever the walk raises.
        message = f"is JSON, but no notebook; {_RESTORE}"
        raise KeptError(message) from error
    if not recent:
        message = f"is in notebook format {version[0]}.{version[1]}, not 4.5; {_RESTORE}"
        raise KeptError(message)
    if not valid:
        message = f"is not a valid notebook; {_RESTORE}"
        raise KeptError(message)
    return _with_whole_sources(notebook)


def parse(content: bytes) -> dict[str, Any]:
    """A notebook that was just built, from its bytes, each cell's source as one string."""
    notebook: dict[str, Any] = json.loads(content)
    return _with_whole_sources(notebook)


def check_writable(path: Path) -> None:
    """Make sure that a file may be replaced.

    Raises:
        KeptError: It is read-only.
    """
    # A replacement would not ask for the file's own permission; and os.access lets root through.
    if not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK):
        message = "is read-only; make it writable (chmod u+w) and try again"
        raise KeptError(message)


def to_bytes(notebook: Mapping[str, Any]) -> bytes:
    """The file of a notebook, in the form that nbformat gives it: the same bytes everywhere.

    It is written without nbformat, whose many copies and checks of each notebook would take most
    of the time of a build.

    Args:
        notebook: A notebook whose sources may be single strings; outputs are written as they are.
    """
    return b"".join(to_pieces(notebook))


def to_pieces(notebook: Mapping[str, Any]) -> Iterator[bytes]:
    """As `to_bytes`, piece by piece: a source may be a long text, and so may lines of outputs."""
    cells = [{**cell, "source": in_lines(_whole(cell["source"]))} for cell in notebook["cells"]]
    long: list[tuple[LongText | LongList, str]] = []
    parts = _laid_out({**notebook, "cells": cells}, "\n", long).split(_LEFT_OPEN)
    for part, (value, line) in zip(parts, long, strict=False):
        yield encoded(part)
        for piece in _quoted(value) if isinstance(value, LongText) else _listed(value, line):
            yield encoded(piece)
    yield encoded(f"{parts[-1]}\n")


def _quoted(text: LongText) -> Iterator[str]:
    yield '"'
    for piece in text:
        yield encode_basestring(piece)[1:-1]
    yield '"'


def _listed(entries: LongList, line: str) -> Iterator[str]:
    before = "["
    for entry in entries:
        yield f"{before}{line} {encode_basestring(entry)}"
        before = ","
    yield f"{line}]"


def _laid_out(value: object, line: str, long: list[tuple[LongText | LongList, str]]) -> str:
    """JSON with sorted keys and each entry on a line, indented by a space more than what holds it.

    `json.dumps` gives the same; told to indent, it takes many times as long.

    Args:
        value: What a JSON file can hold.
        line: The line end and the indentation of the line that it stands in.
        long: Gets what is long in it, each with such a line; its place is left open.
    """
    deeper = f"{line} "
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, dict) and value:
        entries = [
            f"{encode_basestring(key)}: {_laid_out(value[key], deeper, long)}"
            for key in sorted(value)
        ]
        return f"{{{deeper}{f',{deeper}'.join(entries)}{line}}}"
    if isinstance(value, (list, tuple)) and value:
        entries = [_laid_out(entry, deeper, long) for entry in value]
        return f"[{deeper}{f',{deeper}'.join(entries)}{line}]"
    if isinstance(value, (LongText, LongList)):
        long.append((value, line))
        return _LEFT_OPEN
    return json.dumps(value)


def _check_file(path: Path) -> None:
    if path.is_symlink():
        message = "is a symbolic link; replace it by a file, or delete it and build again"
        raise KeptError(message)
    if not path.is_file():
        message = "is no file; move it away and build again"
        raise KeptError(message)


def _with_whole_sources(notebook: dict[str, Any]) -> dict[str, Any]:
    cells = [{**cell, "source": _whole(cell["source"])} for cell in notebook["cells"]]
    return {**notebook, "cells": cells}


def _whole(source: str | LongText | list[str]) -> str | LongText:
    # To join a string would be to take it apart into its characters first.
    return "".join(source) if isinstance(source, list) else source


def _load(content: bytes) -> dict[str, Any]:
    try:
        # Some editors put a byte order mark before the text.
        parsed = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        if any(line.startswith(_MERGE_MARKS) for line in content.splitlines()):
            message = f"holds the marks of a merge conflict; resolve it, {_RESTORE}"
        else:
            message = f"is not JSON, so it is no notebook; {_RESTORE}"
        raise KeptError(message) from error
    if not isinstance(parsed, dict):
        message = f"is JSON, but no notebook; {_RESTORE}"
        raise KeptError(message)
    return parsed
