"""A content file's bytes to its lines: size, encoding, line ends, characters that nobody sees."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studywidgets.reader.problems import Problems

LARGEST_FILE = 1024 * 1024
# Some blocks cost the parser a millisecond a line.
MOST_LINES = 5000

# C0 and C1 without tab and line feed; what overrides or isolates the direction of text; the line
# ends that only Unicode knows; and U+FEFF, which is a byte order mark only at the very beginning.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]")


def read_lines(path: Path, root: Path, problems: Problems) -> list[str] | None:
    """Read a content file.

    Args:
        path: The file.
        root: The resolved content folder, out of which no link may lead.
        problems: Gets what is wrong with the file.

    Returns:
        The lines without their ends, or None when the file can't be read.
    """
    content = _read_bytes(path, root, problems)
    if content is None:
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        hint = "save the file with the encoding UTF-8"
        problems.add("SW001", line, "this file is not encoded as UTF-8", hint)
        return None
    if not text.strip():
        hint = "write the front matter and the text, or delete the file"
        problems.add("SW003", 1, "this file is empty", hint)
        return None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MOST_LINES:
        hint = "split the file, or take out what does not belong to it"
        problems.add("SW002", MOST_LINES + 1, "this file has more than 5,000 lines", hint)
        return None
    if _CONTROL.search(text.replace("\r", "\n")):
        _report_controls(lines, problems)
        return None
    return lines


def _read_bytes(path: Path, root: Path, problems: Problems) -> bytes | None:
    try:
        # A Path is slow to make, and nearly every file is where it seems to be.
        real = os.path.realpath(path, strict=True)
        inside = real.startswith(os.path.join(root, ""))  # noqa: PTH118 - as above
        outside = not inside and not Path(real).is_relative_to(root)
        if not outside:
            # One byte more than allowed: a file that grows meanwhile is not read to its end.
            with path.open("rb") as stream:
                content = stream.read(LARGEST_FILE + 1)
    except (OSError, RuntimeError) as error:  # before Python 3.13 a loop of links is the latter
        reason = getattr(error, "strerror", None) or str(error)
        hint = "make it a file that you may read, or delete it"
        problems.add("SW005", 1, f"this file can't be opened: {reason}", hint)
        return None
    if outside:
        hint = "copy the file to this place"
        problems.add("SW005", 1, "this file is a link out of the content folder", hint)
        return None
    if len(content) > LARGEST_FILE:
        hint = "split the file, or take out what does not belong to it"
        problems.add("SW002", 1, "this file is larger than 1 MiB", hint)
        return None
    return content


def _report_controls(lines: list[str], problems: Problems) -> None:
    for number, line in enumerate(lines, start=1):
        match = _CONTROL.search(line)
        if match:
            name = unicodedata.name(match[0], "control character")
            message = f"this line holds U+{ord(match[0]):04X} ({name}), which nobody can see"
            hint = f"delete the invisible character in column {match.start() + 1}"
            problems.add("SW004", number, message, hint)
