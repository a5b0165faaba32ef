"""Typing what has one safe answer into the content files, and nothing else.

A file keeps its encoding, its byte order mark, its line ends and every byte that no fix is about.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from studywidgets.files import unwritable, write_durably
from studywidgets.reader import read_content
from studywidgets.rules.of_ids import nothing_built

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from studywidgets.diagnostics import Diagnostic, Fix
    from studywidgets.rules.of_ids import LastBuild

_LINE_END = re.compile(r"\r\n|\r|\n")


class FixError(Exception):
    """A file that can't be changed; the message says why and what to do."""


@dataclass(slots=True)
class FixReport:
    """What was fixed.

    Attributes:
        fixed: The problems that are gone, each with its fix, in the order of fixing.
        left: Those that are there still, sorted by file and line.
        refused: For each file that could not be changed, why and what to do.
    """

    fixed: list[Diagnostic] = field(default_factory=list)
    left: list[Diagnostic] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


def fix_content(folder: Path, last_build: LastBuild = nothing_built) -> FixReport:
    """Fix the content files below a folder.

    Args:
        folder: The content folder.
        last_build: As for `read_content`; from it the ids come back that got lost.

    Raises:
        FileNotFoundError: There is no such folder, or no course in it.
        NotADirectoryError: It is a file.
    """
    report = FixReport()
    while True:
        tried = set(report.fixed)
        _, report.left = read_content(folder, last_build)
        # What a fix did not mend is not tried again: it would be written twice.
        fixable = [
            found
            for found in report.left
            if found.fix and found not in tried and found.location.file not in report.refused
        ]
        if not fixable:
            return report
        for file, found in groupby(fixable, key=lambda each: each.location.file):
            _fix_file(folder / file, file, list(found), report)


def _fix_file(path: Path, file: str, found: Sequence[Diagnostic], report: FixReport) -> None:
    try:
        # What a link leads to is written, so that the link stays.
        path = path.resolve(strict=True)
        content = fixed(path.read_bytes(), [each.fix for each in found if each.fix])
        _check_writable(path)
        write_durably(path, content)
    except FixError as error:
        report.refused[file] = str(error)
    except OSError as error:
        report.refused[file] = unwritable(error)
    except RuntimeError as error:  # symbolic links that go round
        report.refused[file] = f"can't be read ({error})"
    else:
        report.fixed += found


def _check_writable(path: Path) -> None:
    # A replacement does not ask for the file's own permission, and os.access lets root through.
    if not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK):
        message = "is read-only; make it writable (chmod u+w) and try again"
        raise FixError(message)


def fixed(content: bytes, fixes: Iterable[Fix]) -> bytes:
    """Put fixes into the bytes of a content file.

    Args:
        content: The file, in UTF-8.
        fixes: What is to be replaced; no two overlap.

    Raises:
        FixError: The file no longer holds what one of them replaces.
    """
    # Whatever else the file holds by now stays as it is.
    text = content.decode("utf-8", errors="surrogateescape")
    starts = [int(text.startswith("\ufeff")), *(match.end() for match in _LINE_END.finditer(text))]
    for fix in sorted(fixes, key=lambda each: each.start, reverse=True):
        start, end = (
            starts[line - 1] + column if line <= len(starts) else len(text) + 1
            for line, column in (fix.start, fix.end)
        )
        if end > len(text) or _LINE_END.sub("\n", text[start:end]) != fix.old:
            message = "was changed in the meantime; try again"
            raise FixError(message)
        text = text[:start] + fix.new + text[end:]
    return text.encode("utf-8", errors="surrogateescape")
