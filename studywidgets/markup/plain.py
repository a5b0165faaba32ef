"""Texts without markup, or with nothing but phrases in bold, which need no parser.

Most of what content says is such a text, and the parser takes a hundred times as long to find that
out. What is taken for one here is what the parser makes of it too; the tests compare.
"""

from __future__ import annotations

import re

from studywidgets.markup.escaping import protected

# Where something other than text may begin, or what the parser replaces.
_MARK = r"\n\r\0!&*<\[\\\]_`"
_MARKS = re.compile(f"[{_MARK}]")
# Within spaces, so that the stars are nothing else in any case.
_BOLD = re.compile(rf"(?:(?<=[ (])|\A)\*\*(?=\w)([^{_MARK}]*\w)\*\*(?=[ .,;:)?]|\Z)")


def pieces(line: str) -> list[str] | None:
    """Take a line apart: text and a phrase in bold by turns, text at both ends, perhaps empty.

    None for a line with any other markup.
    """
    if not _MARKS.search(line):
        return [line]
    found = _BOLD.split(line)
    return None if any(map(_MARKS.search, found[::2])) else found


def inline_html(found: list[str], *, mathematics: bool) -> str:
    """Render what `pieces` gave."""
    shown = [protected(piece, mathematics=mathematics) for piece in found]
    shown[1::2] = [f"<strong>{bold}</strong>" for bold in shown[1::2]]
    return "".join(shown)


def paragraphs(text: str) -> list[list[str]] | None:
    """Take blocks apart: the pieces of each paragraph; None where anything else is among them."""
    found = []
    for line in text.split("\n\n"):
        # Letters begin nothing but a paragraph; one with spaces at its end would lose them.
        taken = pieces(line) if line[:1].isalpha() and not line[-1:].isspace() else None
        if taken is None:
            return None
        found.append(taken)
    return found
