"""Blocks of Markdown written again, as plain text or (`cell.py`) as Markdown.

Importing this module imports markdown-it-py; `markdown.py` does so at the first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.tree import SyntaxTreeNode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token


_PARAGRAPHS = frozenset({"paragraph_open", "inline", "paragraph_close"})


class BlockWriter:
    """Writes parsed blocks as lines; what stands in a line is a subclass's matter."""

    def write(self, tokens: Sequence[Token]) -> str:
        """Write all blocks, without a line end after the last line."""
        if _PARAGRAPHS.issuperset(token.type for token in tokens):
            # So it is in most texts, and a tree of nodes takes longer to make than to write.
            inlines = (token.children or [] for token in tokens if token.type == "inline")
            return "\n\n".join("\n".join(self.paragraph(self.inline(each))) for each in inlines)
        return "\n".join(self._blocks(SyntaxTreeNode(tokens).children, tight=False))

    def inline(self, children: Sequence[Token]) -> str:
        """Write what stands in a paragraph, a heading or a table's cell."""
        raise NotImplementedError

    def paragraph(self, text: str) -> list[str]:
        """Write a paragraph whose inline text is given."""
        return text.split("\n")

    def heading(self, text: str, markup: str) -> list[str]:  # noqa: ARG002 - used in subclasses
        """Write a heading; `markup` is `##`, or the character that underlines it."""
        return self.paragraph(text)

    def code(self, lines: list[str], language: str) -> list[str]:  # noqa: ARG002 - as above
        """Write a block of code."""
        return lines

    def row(self, cells: list[str]) -> str:
        """Write a row of a table."""
        return " | ".join(cells)

    def rule_below_header(self, alignments: list[str]) -> list[str]:  # noqa: ARG002 - as above
        """Write what parts a table's header from its body."""
        return []

    def _blocks(self, nodes: Sequence[SyntaxTreeNode], *, tight: bool) -> list[str]:
        lines: list[str] = []
        for node in nodes:
            if lines and not tight:
                lines.append("")
            lines.extend(self._block(node))
        return lines

    def _block(self, node: SyntaxTreeNode) -> list[str]:
        writers = {
            "paragraph": self._paragraph,
            "heading": self._heading,
            "bullet_list": self._list,
            "ordered_list": self._list,
            "blockquote": self._quote,
            "table": self._table,
            "hr": self._rule,
        }
        return writers.get(node.type, self._code)(node)

    def _paragraph(self, node: SyntaxTreeNode) -> list[str]:
        return self.paragraph(self._text(node))

    def _heading(self, node: SyntaxTreeNode) -> list[str]:
        return self.heading(self._text(node), node.markup)

    def _quote(self, node: SyntaxTreeNode) -> list[str]:
        quoted = self._blocks(node.children, tight=False) or [""]
        return [f"> {line}" if line else ">" for line in quoted]

    def _rule(self, _node: SyntaxTreeNode) -> list[str]:
        # Neither a list's marker nor a heading's underline.
        return ["___"]

    def _code(self, node: SyntaxTreeNode) -> list[str]:
        # Only the code of a fence that is never closed may end without a line end.
        lines = node.content.removesuffix("\n").split("\n") if node.content else []
        return self.code(lines, node.info)

    def _text(self, node: SyntaxTreeNode) -> str:
        # An empty heading or cell has no inline child.
        tokens = [child.token for child in node.children if child.token]
        return self.inline([inner for token in tokens for inner in token.children or []])

    def _list(self, node: SyntaxTreeNode) -> list[str]:
        paragraphs = [
            block for item in node.children for block in item.children if block.type == "paragraph"
        ]
        tight = any(paragraph.hidden for paragraph in paragraphs)
        lines: list[str] = []
        for item in node.children:
            if lines and not tight:
                lines.append("")
            marker = f"{item.info}{item.markup}"
            indent = " " * (len(marker) + 1)
            first, *rest = self._blocks(item.children, tight=tight) or [""]
            lines.append(f"{marker} {first}" if first else marker)
            lines.extend(indent + line if line else "" for line in rest)
        return lines

    def _table(self, node: SyntaxTreeNode) -> list[str]:
        head, *bodies = node.children
        lines = []
        for row in [*head.children, *(row for body in bodies for row in body.children)]:
            lines.append(self.row([self._text(cell) for cell in row.children]))
            if len(lines) == 1:
                lines += self.rule_below_header(
                    [str(cell.attrs.get("style", "")) for cell in row.children]
                )
        return lines


class PlainText(BlockWriter):
    """Blocks as plain text."""

    def inline(self, children: Sequence[Token]) -> str:
        """Write what a reader sees."""
        return plain_text(children)


def plain_text(children: Sequence[Token]) -> str:
    """Give the text of inline tokens: no marks, a line end only at a hard break."""
    parts = []
    for token in children:
        if token.type == "image":
            parts.append(plain_text(token.children or []))
        elif token.type == "softbreak":
            parts.append(" ")
        elif token.type == "hardbreak":
            parts.append("\n")
        else:
            parts.append(token.content)
    return "".join(parts)
