"""The ids that end a line, `{#id}`: found, checked, and proposed where one is missing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from studywidgets.diagnostics import Fix, quoted
from studywidgets.identifiers import RESERVED_LOCAL_IDS, is_identifier, suggest
from studywidgets.markup.blocks import plain_text
from studywidgets.reader.restoring import restored
from studywidgets.rules.of_ids import local

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from markdown_it.token import Token

    from studywidgets.reader.body import Body
    from studywidgets.reader.problems import Problems
    from studywidgets.rules.of_ids import Item

_MARK = re.compile(r"(?<!\\)\{#([^{}\n]*)\}\s*\Z")
# What may stand behind the text of a heading.
_CLOSING = re.compile(r"(?:[ \t]+#+)?[ \t]*\Z")


class Marked(NamedTuple):
    """A text that ends with an id.

    Attributes:
        kind: What it is: `fact`, `question` or `key point`.
        source: Its inline Markdown without the id.
        plain: Its plain text without the id.
        mark: What stands in `{#…}`, or None.
        line: Where it begins, counted from 1.
        last: Where it ends, counted from 1.
        ending: What of it, its id included, stands in that last line.
    """

    kind: str
    source: str
    plain: str
    mark: str | None
    line: int
    last: int
    ending: str


def marked(inline: Token, kind: str) -> Marked:
    """Take the id off the end of an inline token's text."""
    match = _MARK.search(inline.content)
    source = inline.content[: match.start()] if match else inline.content
    plain = plain_text(inline.children or [])
    start, end = inline.map or (0, 1)
    return Marked(
        kind,
        source.strip(),
        " ".join((_MARK.sub("", plain) if match else plain).split()),
        match[1] if match else None,
        start + 1,
        end,
        inline.content.rpartition("\n")[2].strip(),
    )


class Scope(NamedTuple):
    """Where each id stands but once: the facts and questions of a term, a question's key points.

    Attributes:
        lines: Where each id stands that was taken.
        restored: By line, the ids of the last build for texts that have none.
    """

    lines: dict[str, int]
    restored: Mapping[int, str]


class Ids:
    """The ids of one file, so that a proposed id is never one that the file has, or had."""

    def __init__(
        self, inlines: Iterable[Token], body: Body, before: Mapping[str, Item], problems: Problems
    ) -> None:
        """Note every id in the file.

        Args:
            inlines: The texts that may end with one.
            body: The body that they stand in.
            before: What the term's lesson was built from last, by local id.
            problems: Gets what is wrong.
        """
        matches = (_MARK.search(inline.content) for inline in inlines)
        self._taken = {match[1] for match in matches if match} | set(map(local, before))
        self._before = before
        self._body = body
        self._problems = problems

    def scope(self, texts: Sequence[Marked], within: str = "") -> Scope:
        """Begin a scope, and find the ids that its texts without one had in the last build.

        Args:
            texts: All texts of the scope.
            within: What their ids begin with in the last build: for key points, the id of the
                question and a slash.
        """
        before = {
            local(name): item for name, item in self._before.items() if name == within + local(name)
        }
        lost = [(text.kind, text.plain, text.line) for text in texts if text.mark is None]
        return Scope({}, restored(lost, before, {text.mark for text in texts if text.mark}))

    def take(self, text: Marked, scope: Scope) -> str:
        """Check the id of a text, and enter it into its scope.

        Returns:
            The id; a proposed one when it is missing or wrong, which has been reported then.
        """
        mark = text.mark
        if mark is None:
            return self._miss(text, scope)
        if not is_identifier(mark):
            proposed = self._propose(mark, text.kind)
            message = (
                f"the id {quoted(mark)} of this {text.kind} has characters that no id can have"
            )
            hint = f"write {{#{proposed}}}: small letters, digits and single hyphens, at most 60"
            self._problems.add("SW051", text.line, message, hint, self._replacing(text, proposed))
        elif mark in RESERVED_LOCAL_IDS:
            proposed = self._propose(text.plain, text.kind)
            message = f"the id {quoted(mark)} belongs to the term's own {mark}"
            hint = f"write {{#{proposed}}}"
            self._problems.add("SW053", text.line, message, hint, self._replacing(text, proposed))
        elif mark in scope.lines:
            proposed = self._propose(text.plain, text.kind)
            message = f"the id {quoted(mark)} is taken in line {scope.lines[mark]}"
            hint = f"write {{#{proposed}}} where the text is newer; students' work hangs on the id"
            # Which of the two is newer, only people know.
            self._problems.add("SW052", text.line, message, hint)
        else:
            scope.lines[mark] = text.line
            return mark
        return proposed

    def _miss(self, text: Marked, scope: Scope) -> str:
        old = scope.restored.get(text.line)
        proposed = old or self._propose(text.plain, text.kind)
        known = ", its id in the last build" if old else ""
        message = f"the {text.kind} {quoted(text.plain)} has no id"
        hint = f"write at its end: {{#{proposed}}}{known}"
        end = self._end(text)
        fix = None
        if end is not None:
            old = self._body.source[text.last - 1][:end]
            done = f"wrote {{#{proposed}}}{known}"
            fix = Fix((text.last, 0), (text.last, end), old, f"{old} {{#{proposed}}}", done)
        self._problems.add("SW050", text.line, message, hint, fix)
        return proposed

    def _replacing(self, text: Marked, proposed: str) -> Fix | None:
        old, new = f"{{#{text.mark}}}", f"{{#{proposed}}}"
        end = self._end(text)
        if end is None or not text.ending.endswith(old):
            return None
        start = (text.last, end - len(old))
        return Fix(start, (text.last, end), old, new, f"wrote {new} in place of {old}")

    def _end(self, text: Marked) -> int | None:
        """Return the column behind a text in its last line of the file, or None if in doubt."""
        line = self._body.lines[text.last - 1]
        tail = _CLOSING.search(line) if text.kind == "question" else None
        end = tail.start() if tail else len(line.rstrip())
        if not line[:end].endswith(text.ending):
            return None
        # An image before it is longer here than in the file.
        return end - len(line) + len(self._body.source[text.last - 1])

    def _propose(self, text: str, kind: str) -> str:
        proposed = suggest(text, self._taken, fallback=kind.replace(" ", "-"))
        self._taken.add(proposed)
        return proposed
