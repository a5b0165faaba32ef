"""The ids that end a line, `{#id}`: found, checked, and proposed where one is missing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from studywidgets.diagnostics import quoted
from studywidgets.identifiers import RESERVED_LOCAL_IDS, is_identifier, suggest
from studywidgets.markup.blocks import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

    from studywidgets.reader.problems import Problems

_MARK = re.compile(r"(?<!\\)\{#([^{}\n]*)\}\s*\Z")


class Marked(NamedTuple):
    """A text that ends with an id.

    Attributes:
        source: Its inline Markdown without the id.
        plain: Its plain text without the id.
        mark: What stands in `{#…}`, or None.
        line: Where it begins, counted from 1.
    """

    source: str
    plain: str
    mark: str | None
    line: int


def marked(inline: Token) -> Marked:
    """Take the id off the end of an inline token's text."""
    match = _MARK.search(inline.content)
    source = inline.content[: match.start()] if match else inline.content
    plain = plain_text(inline.children or [])
    return Marked(
        source.strip(),
        " ".join((_MARK.sub("", plain) if match else plain).split()),
        match[1] if match else None,
        (inline.map or [0])[0] + 1,
    )


class Ids:
    """The ids of one file, so that a proposed id is never one that the file has already."""

    def __init__(self, inlines: Iterable[Token], problems: Problems) -> None:
        """Note every id in the file."""
        matches = (_MARK.search(inline.content) for inline in inlines)
        self._in_file = {match[1] for match in matches if match}
        self._problems = problems

    def take(self, text: Marked, what: str, scope: dict[str, int]) -> str:
        """Check the id of a text, and enter it into its scope.

        Args:
            text: The text with its id.
            what: What it is, for the message: `fact`, `question` or `key point`.
            scope: The lines of the ids that are taken where the id must be unique.

        Returns:
            The id; a proposed one when it is missing or wrong, which has been reported then.
        """
        mark = text.mark
        if mark is None:
            proposed = self._propose(text.plain, what)
            message = f"the {what} {quoted(text.plain)} has no id"
            self._problems.add("SW050", text.line, message, f"write at its end: {{#{proposed}}}")
        elif not is_identifier(mark):
            proposed = self._propose(mark, what)
            message = f"the id {quoted(mark)} of this {what} has characters that no id can have"
            hint = f"write {{#{proposed}}}: small letters, digits and single hyphens, at most 60"
            self._problems.add("SW051", text.line, message, hint)
        elif mark in RESERVED_LOCAL_IDS:
            proposed = self._propose(text.plain, what)
            message = f"the id {quoted(mark)} belongs to the term's own {mark}"
            self._problems.add("SW053", text.line, message, f"write {{#{proposed}}}")
        elif mark in scope:
            proposed = self._propose(text.plain, what)
            message = f"the id {quoted(mark)} is taken in line {scope[mark]}"
            hint = f"write {{#{proposed}}} where the text is newer; students' work hangs on the id"
            self._problems.add("SW052", text.line, message, hint)
        else:
            scope[mark] = text.line
            return mark
        return proposed

    def _propose(self, text: str, what: str) -> str:
        proposed = suggest(text, self._in_file, fallback=what.replace(" ", "-"))
        self._in_file.add(proposed)
        return proposed
