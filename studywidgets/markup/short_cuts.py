"""Blocks of which the parser need not ask all its rules: paragraphs, headings and flat lists.

Content consists of little else. What a short cut takes is what the rules would make of it too; the
tests compare token by token.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import heading, paragraph
from markdown_it.token import Token

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

# A line that is indented more is code.
_MOST_INDENTED = 3
# What begins with a letter, or with a phrase in bold that does, can be nothing but a paragraph.
_ITEM = re.compile(r"(?:[-+*]|([0-9]{1,9})[.)]) (?=(?:\*\*)?[^\W\d_])")


def single_line(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Make a paragraph or a heading of a line that has an empty one below it.

    A paragraph begins with a letter here. No other rule would take one, or a heading.
    """
    if line + 1 < state.lineMax and not state.isEmpty(line + 1):
        return False
    if state.sCount[line] - state.blkIndent > _MOST_INDENTED:
        return False
    begins = state.src[state.bMarks[line] + state.tShift[line]]
    if begins == "#":
        return heading(state, line, end, silent)
    return begins.isalpha() and paragraph(state, line, end, silent)


def flat_list(state: StateBlock, line: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Make a list of lines that are an item each, up to an empty one.

    It is outside of all other blocks, and what stands below it belongs to no list.
    """
    if silent or state.level or state.blkIndent or not _ITEM.match(state.src, state.bMarks[line]):
        return False
    items = []
    last = line
    while last < state.lineMax and not state.isEmpty(last):
        item = _ITEM.match(state.src, state.bMarks[last])
        if item is None:
            return False
        items.append(item)
        last += 1
    after = state.skipEmptyLines(last)
    # A marker is a character and a space.
    markers = {state.src[item.end() - 2] for item in items}
    if len(markers) > 1 or (after < state.lineMax and not _parts(state, after)):
        return False
    _push_list(state, items, line, after)
    state.line = after
    return True


def _parts(state: StateBlock, line: int) -> bool:
    """Whether a line can't go on with the list above it: it begins with a letter, or a heading."""
    begins = state.src[state.bMarks[line]]
    return begins == "#" or begins.isalpha()


def _push_list(state: StateBlock, items: list[re.Match[str]], line: int, after: int) -> None:
    """Add the tokens of a list whose items stand in the lines from this one on."""
    number = items[0][1]
    kind, tag = ("ordered_list", "ol") if number else ("bullet_list", "ul")
    markup = state.src[items[0].end() - 2]
    tokens = state.tokens
    tokens.append(
        Token(
            f"{kind}_open",
            tag,
            nesting=1,
            attrs={"start": int(number)} if number and int(number) != 1 else {},
            map=[line, after],
            markup=markup,
            block=True,
        )
    )
    for place, item in enumerate(items, start=line):
        # The last item takes the empty lines below it.
        end = place + 1 if place - line + 1 < len(items) else after
        content = mdTrim(state.src[item.end() : state.eMarks[place]])
        tokens += (
            Token(
                "list_item_open",
                "li",
                nesting=1,
                map=[place, end],
                level=1,
                markup=markup,
                info=item[1] or "",
                block=True,
            ),
            Token(
                "paragraph_open", "p", 1, map=[place, place + 1], level=2, block=True, hidden=True
            ),
            Token(
                "inline",
                "",
                nesting=0,
                map=[place, place + 1],
                level=3,
                children=[],
                content=content,
                block=True,
            ),
            Token("paragraph_close", "p", -1, level=2, block=True, hidden=True),
            Token("list_item_close", "li", -1, level=1, markup=markup, block=True),
        )
    tokens.append(Token(f"{kind}_close", tag, -1, markup=markup, block=True))
