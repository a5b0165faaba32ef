"""Images: the files beside the content that become `data:` URIs in its text."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from markdown_it.helpers import parseLinkDestination

from studywidgets.diagnostics import quoted
from studywidgets.markup.blocks import plain_text
from studywidgets.reader.source import LARGEST_FILE

if TYPE_CHECKING:
    from pathlib import Path

    from markdown_it.token import Token

    from studywidgets.reader.problems import Problems

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_TYPES = {
    ".png": ("png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ".jpg": ("jpeg", re.compile(rb"\xff\xd8\xff")),
    ".jpeg": ("jpeg", re.compile(rb"\xff\xd8\xff")),
    ".gif": ("gif", re.compile(rb"GIF8[79]a")),
    ".webp": ("webp", re.compile(rb"RIFF.{4}WEBP", re.DOTALL)),
    # Safe in <img>, where nothing in it runs or is fetched.
    ".svg": ("svg+xml", re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?i:svg|\?xml|!--|!DOCTYPE)")),
}
_KNOWN_TYPES = "PNG, JPEG, GIF, WebP or SVG"


@dataclass(frozen=True, slots=True)
class Embedded:
    """An image in the text.

    Attributes:
        source: The Markdown that shows it.
        replacement: The same with a `data:` URI as its target.
        file: The image's path, relative to the content folder.
    """

    source: str
    replacement: str
    file: str


class Embedder:
    """Reads the image files that one content file names."""

    def __init__(self, folder: Path, root: Path, problems: Problems) -> None:
        """Begin.

        Args:
            folder: The folder that targets are relative to.
            root: The resolved content folder, which targets must not leave.
            problems: Gets what is wrong.
        """
        self._folder = folder
        self._root = root
        self._problems = problems

    def embed(self, token: Token, source: str, line: int) -> Embedded | None:
        """Read the file that an image names.

        Args:
            token: The image.
            source: Its Markdown.
            line: Where it stands, counted from 1.

        Returns:
            The image, or None when something is wrong, which is reported.
        """
        target = unquote(str(token.attrGet("src")))
        if not plain_text(token.children or []).strip():
            message = f"the image {quoted(target)} has no alternative text"
            hint = f"say in words what it shows: ![what it shows]({target})"
            self._problems.add("SW075", line, message, hint)
            return None
        path = self._find(target, line)
        uri = self._data_uri(path, target, line) if path else None
        if path is None or uri is None:
            return None
        start = len("![](") + len(token.content)
        start += len(source[start:]) - len(source[start:].lstrip())
        end = parseLinkDestination(source, start, len(source)).pos
        replacement = source[:start] + uri + source[end:]
        return Embedded(source, replacement, path.relative_to(self._root).as_posix())

    def _find(self, target: str, line: int) -> Path | None:
        if _SCHEME.match(target):
            message = f"the image {quoted(target)} is no file beside the content"
            hint = "save the image beside this file, and write its file name as the target"
            self._problems.add("SW071", line, message, hint)
            return None
        try:
            path = (self._folder / target).resolve()
        except (OSError, RuntimeError, ValueError):  # too long, a loop of links, a NUL
            self._miss(target, line)
            return None
        if not path.is_relative_to(self._root):
            message = f"the image {quoted(target)} lies outside the content folder"
            hint = "copy the image beside this file, and write its file name as the target"
            self._problems.add("SW073", line, message, hint)
            return None
        return path

    def _miss(self, target: str, line: int) -> None:
        message = f"the image {quoted(target)} does not exist or can't be read"
        hint = "check the file's name, small and capital letters too"
        self._problems.add("SW072", line, message, hint)

    def _data_uri(self, path: Path, target: str, line: int) -> str | None:
        try:
            with path.open("rb") as stream:
                content = stream.read(LARGEST_FILE + 1)
        except (OSError, ValueError):
            self._miss(target, line)
            return None
        subtype, beginning = _TYPES.get(path.suffix.lower(), (None, None))
        if subtype is None or beginning is None:
            message = f"the image {quoted(target)} is no {_KNOWN_TYPES}"
            self._problems.add("SW074", line, message, f"save it as {_KNOWN_TYPES}")
            return None
        if len(content) > LARGEST_FILE:
            message = f"the image {quoted(target)} is larger than 1 MiB"
            hint = "make it smaller: 1,200 pixels are wide enough"
            self._problems.add("SW002", line, message, hint)
            return None
        if not beginning.match(content):
            message = f"the image {quoted(target)} is not what its name says"
            hint = f"save it again as {_KNOWN_TYPES}, with the name that belongs to the type"
            self._problems.add("SW074", line, message, hint)
            return None
        return f"data:image/{subtype};base64,{base64.b64encode(content).decode('ascii')}"
