"""What is too long to be in memory at once, as the glossary of a large course."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


class LongText:
    """A text in pieces, which are made anew each time that it is gone through."""

    def __init__(self, pieces: Callable[[], Iterable[str]]) -> None:
        """Begin with what makes the pieces; each ends where a line does, but for the last."""
        self._pieces = pieces

    def __iter__(self) -> Iterator[str]:
        """Go through the pieces."""
        return iter(self._pieces())

    def __str__(self) -> str:
        """The whole text."""
        return "".join(self)


class LongList:
    """A list of texts, which are made anew each time that it is gone through."""

    def __init__(self, entries: Callable[[], Iterable[str]]) -> None:
        """Begin with what makes the entries."""
        self._entries = entries

    def __iter__(self) -> Iterator[str]:
        """Go through the entries."""
        return iter(self._entries())

    def __bool__(self) -> bool:
        """Whether there is any."""
        return any(True for _ in self)


def in_lines(text: str | LongText) -> list[str] | LongList:
    """The lines of a text with their ends."""
    if isinstance(text, str):
        return text.splitlines(keepends=True)
    return LongList(lambda: (line for piece in text for line in piece.splitlines(keepends=True)))


def joined(blocks: Iterable[str], line_end: str) -> Iterator[str]:
    """Pieces of a text of these blocks, with a line end or several between two."""
    before = None
    for block in blocks:
        if before is not None:
            yield before + line_end
        before = block
    if before is not None:
        yield before
