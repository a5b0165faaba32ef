"""Content's Markdown rewritten for a notebook's Markdown cell, where HTML and formulas are live.

The source of most of the text is kept. Rewritten is what another renderer, which allows HTML,
would take for something else: `<`, brackets that are no link, the edges of formulas, code and link
targets that begin a line, link definitions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studywidgets.markup.blocks import BlockWriter, plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

# `~` strikes through in JupyterLab; a `!` at the end would turn the link behind it into an image.
_LIVE = re.compile(r"[<\[\]~]|!\Z")
_LIVE_OR_FORMULA = re.compile(r"[<\[\]~$\\]|!\Z")
_MARKS = re.compile(r"[\\`*_~\[\]<&$!|\"]")
_MAY_BEGIN_A_BLOCK = re.compile(r"[#>+*=~`|:_0-9-]")
# A list's number is escaped at its dot, anything else before its first character.
_BEGINS_A_BLOCK = re.compile(
    r"""
    (\d{1,9}(?=[.)](?:\s|$))                # a numbered list
    |(?=\#{1,6}(?:\s|$)                     # a heading
      |>                                    # a quotation
      |[-+*](?:\s|$)                        # a list
      |`{3,}[^`]*$                          # code
      |([-*_])(?:\s*\2){2,}\s*$))           # a rule
    """,
    re.VERBOSE,
)
_CLOSES_A_HEADING = re.compile(r"(^|\s)(?=#+$)")
_BACKTICKS = re.compile(r"`+")
_LANGUAGE = re.compile(r"[A-Za-z0-9_+-]+")
# As entities, which work in attributes too and can't pair with a character elsewhere.
_AS_ENTITY = {"<": "&lt;", "&": "&amp;", "`": "&#96;", '"': "&quot;", "\\": "&#92;", "$": "&#36;"}
# As entities even there: from one bare dollar sign to the next JupyterLab takes all for a formula.
_SPANS = {"$": "<span>&#36;</span>", "\\": "<span>&#92;</span>"}
_ESCAPE = r"\1" + "\\\\"
_SHORTEST_FENCE = 3


class CellMarkdown(BlockWriter):
    """Blocks as Markdown that shows the same where HTML is allowed."""

    def __init__(self, *, mathematics: bool) -> None:
        """Keep formulas from beginning unless the course has mathematics."""
        self._spans = {} if mathematics else _SPANS
        self._live = _LIVE if mathematics else _LIVE_OR_FORMULA

    def inline(self, children: Sequence[Token]) -> str:
        """Write inline tokens, whose `text` is source already."""
        parts: list[str] = []
        opened: list[Token] = []
        for token in children:
            if token.type == "link_open":
                opened.append(token)
                parts.append("[")
            elif token.type == "link_close":
                parts.append("]" + _target(opened.pop(), "href"))
            elif token.type == "text" and opened and opened[-1].info == "auto":
                # A bare address is no source: a `*` in it marks nothing.
                parts.append(_MARKS.sub(self._literal, token.content))
            else:
                parts.append(self._leaf(token))
        return "".join(parts)

    def paragraph(self, text: str) -> list[str]:
        """Write a paragraph none of whose lines begins another block.

        The parser has taken indentation off, and what else Unicode calls a space.
        """
        first, *rest = text.split("\n")
        if _BEGINS_A_BLOCK.match(first):
            first = _BEGINS_A_BLOCK.sub(_ESCAPE, first, count=1)
        indented = ("    " + line if _MAY_BEGIN_A_BLOCK.match(line) else line for line in rest)
        return [first, *indented]

    def heading(self, text: str, markup: str) -> list[str]:
        """Write a heading in the style it had."""
        if markup.startswith("#"):
            return [f"{markup} {_CLOSES_A_HEADING.sub(_ESCAPE, text)}".rstrip()]
        # A single dash: more could be the second line of a table.
        return [*self.paragraph(text), markup]

    def code(self, lines: list[str], language: str) -> list[str]:
        """Write a block of code between fences that nothing in it can close."""
        longest = max((len(run) for line in lines for run in _BACKTICKS.findall(line)), default=0)
        fence = "`" * max(_SHORTEST_FENCE, longest + 1)
        known = _LANGUAGE.fullmatch(language.strip())
        return [fence + (known[0] if known else ""), *lines, fence]

    def row(self, cells: list[str]) -> str:
        """Write a row, whose cells' bars were taken out of their escapes by the parser."""
        return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"

    def rule_below_header(self, alignments: list[str]) -> list[str]:
        """Write the line that makes it a table."""
        marks = {"text-align:left": ":--", "text-align:right": "--:", "text-align:center": ":-:"}
        return ["| " + " | ".join(marks.get(style, "---") for style in alignments) + " |"]

    def _leaf(self, token: Token) -> str:
        if token.type == "text":
            return self._live.sub(self._inert, token.content)
        if token.type == "text_special":
            edge = self._spans.get(token.content[:1])
            return edge + token.content[1:] if edge else token.markup
        if token.type == "code_inline":
            return _code(token.content, token.markup)
        if token.type == "image":
            alt = " ".join(plain_text(token.children or []).split())
            return f"![{_MARKS.sub(_escaped, alt)}]{_target(token, 'src')}"
        if token.type == "hardbreak":
            return (token.markup or "\\") + "\n"
        return "\n" if token.type == "softbreak" else token.markup

    def _inert(self, match: re.Match[str]) -> str:
        character = match[0]
        return "&lt;" if character == "<" else self._spans.get(character, "\\" + character)

    def _literal(self, match: re.Match[str]) -> str:
        return self._spans.get(match[0], _escaped(match))


def _escaped(match: re.Match[str]) -> str:
    return _AS_ENTITY.get(match[0], "\\" + match[0])


def _code(content: str, fence: str) -> str:
    # The parser took one space off either end, where there were two.
    padded = content.startswith("`") or content.endswith("`")
    padded = padded or (content[:1] == content[-1:] == " " and bool(content.strip(" ")))
    return f"{fence} {content} {fence}" if padded else f"{fence}{content}{fence}"


def _target(token: Token, attribute: str) -> str:
    """Write `(target "title")`; the parser has percent-encoded the target."""
    target = str(token.attrGet(attribute)).replace("&", "&amp;").replace("$", "%24")
    target = target.replace("(", r"\(").replace(")", r"\)")
    title = " ".join(str(token.attrGet("title") or "").split())
    title = _MARKS.sub(lambda match: _AS_ENTITY.get(match[0], match[0]), title)
    return f'({target} "{title}")' if title else f"({target})"
