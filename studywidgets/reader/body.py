"""A content file's body: parsed once, its blocks kept with their lines."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from studywidgets.diagnostics import quoted
from studywidgets.markup.blocks import plain_text
from studywidgets.markup.parser import LINK_SCHEMES, is_safe_link, is_too_deep, reading_parser
from studywidgets.reader.images import Embedder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from markdown_it.token import Token

    from studywidgets.reader.images import Embedded
    from studywidgets.reader.problems import Problems


@dataclass(frozen=True, slots=True)
class Block:
    """A block at the top level.

    Attributes:
        tokens: Its tokens, from the opening to the closing one.
        start: Its first line, counted from 0.
        end: The line behind its last.
    """

    tokens: tuple[Token, ...]
    start: int
    end: int

    @property
    def type(self) -> str:
        """The type of its opening token, such as `paragraph_open` or `fence`."""
        return self.tokens[0].type

    @property
    def line(self) -> int:
        """Its first line, counted from 1."""
        return self.start + 1

    @property
    def level(self) -> int:
        """A heading's level from 1 to 6; 0 for any other block."""
        opening = self.tokens[0]
        return int(opening.tag[1]) if opening.type == "heading_open" else 0

    @property
    def inline(self) -> Token:
        """A heading's inline token, which may have no children."""
        return self.tokens[1]

    @property
    def text(self) -> str:
        """A heading's plain text."""
        return plain_text(self.inline.children or []).strip()


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a content file.

    Attributes:
        source: The file's lines.
        lines: The same with images embedded.
        blocks: Its blocks at the top level.
        images: The embedded image files, relative to the content folder.
    """

    source: Sequence[str]
    lines: list[str]
    blocks: list[Block]
    images: tuple[str, ...]

    def markdown(self, blocks: Sequence[Block]) -> str:
        """Return the Markdown of blocks that follow each other, without empty lines around it."""
        if not blocks:
            return ""
        return "\n".join(self.lines[blocks[0].start : blocks[-1].end]).strip("\n").rstrip()


def read_body(
    lines: Sequence[str], start: int, folder: Path, root: Path, problems: Problems
) -> Body | None:
    """Parse a file's body, and check what may stand anywhere in it.

    Args:
        lines: The whole file.
        start: How many of the lines stand before the body.
        folder: The file's folder, which its images are relative to.
        root: The resolved content folder.
        problems: Gets what is wrong with nesting, links and images.

    Returns:
        The body, or None when it is nested so deeply that the parser left out text.
    """
    env: dict[str, Any] = {}
    # With empty lines for the front matter, the tokens' lines are the file's.
    tokens = reading_parser().parse("\n" * start + "\n".join(lines[start:]), env)
    if not _check_depth(tokens, problems):
        return None
    _check_definitions(env, problems)
    _check_length(tokens, problems)
    _check_links(tokens, problems)
    changed = list(lines)
    images = _embed_images(tokens, changed, Embedder(folder, root, problems), problems)
    return Body(lines, changed, _blocks(tokens), images)


def _blocks(tokens: Sequence[Token]) -> list[Block]:
    blocks: list[Block] = []
    first = 0
    for index, token in enumerate(tokens):
        if token.level == 0 and token.nesting <= 0:
            start, end = tokens[first].map or [0, 0]
            blocks.append(Block(tuple(tokens[first : index + 1]), start, end))
            first = index + 1
    return blocks


def _check_definitions(env: dict[str, Any], problems: Problems) -> None:
    for reference in [*env.get("references", {}).values(), *env.get("duplicate_refs", [])]:
        message = f"the target {quoted(reference['href'])} is defined apart from its link"
        hint = f"write the target where the link is: [text]({reference['href']})"
        problems.add("SW077", reference["map"][0] + 1, message, hint)


def _check_depth(tokens: Sequence[Token], problems: Problems) -> bool:
    deep = next((token for token in tokens if is_too_deep(token) and token.map), None)
    if deep and deep.map:
        message = "lists and quotations are nested too deeply here"
        hint = "write it with at most seven levels"
        problems.add("SW048", deep.map[0] + 1, message, hint)
    return deep is None


def _check_length(tokens: Sequence[Token], problems: Problems) -> None:
    for token in tokens:
        if token.meta.get("too_long") and token.map:
            message = "this paragraph is longer than 20,000 characters"
            hint = "make several paragraphs of it, with empty lines between them"
            problems.add("SW049", token.map[0] + 1, message, hint)


def _line(inline: Token, offset: int) -> int:
    """Return the line, counted from 0, of what stands at an offset in an inline token's source."""
    return (inline.map or [0])[0] + inline.content.count("\n", 0, offset)


def _check_links(tokens: Sequence[Token], problems: Problems) -> None:
    for inline in tokens:
        for token in inline.children or []:
            if token.type != "link_open" or is_safe_link(str(token.attrGet("href"))):
                continue
            target = str(token.attrGet("href"))
            message = f"the link to {quoted(target)} is not allowed"
            schemes = ", ".join(sorted(LINK_SCHEMES))
            hint = f"links may lead to {schemes}, or to a file beside this one"
            problems.add("SW070", _line(inline, token.meta["span"][0]) + 1, message, hint)


def _embed_images(
    tokens: Sequence[Token], lines: list[str], embedder: Embedder, problems: Problems
) -> tuple[str, ...]:
    files: dict[str, None] = {}
    for inline in tokens:
        found: dict[int, list[Embedded]] = {}
        for token in inline.children or []:
            if token.type != "image":
                continue
            start, end = token.meta["span"]
            number = _line(inline, start)
            image = embedder.embed(token, inline.content[start:end], number + 1)
            if image:
                found.setdefault(number, []).append(image)
        for number, images in found.items():
            _replace(inline, images, number, lines, problems)
            files.update(dict.fromkeys(image.file for image in images))
    return tuple(files)


def _replace(
    inline: Token, images: Sequence[Embedded], number: int, lines: list[str], problems: Problems
) -> None:
    """Put the embedded images into a line of the file, and into the inline token's source."""
    content = inline.content.split("\n")
    index = number - (inline.map or [0])[0]
    for source, count in Counter(image.source for image in images).items():
        if lines[number].count(source) != count:
            message = f"the image {quoted(source)} can't be told from other text in its line"
            hint = "write it on one line, and apart from code that looks the same"
            problems.add("SW076", number + 1, message, hint)
            continue
        replacement = next(image.replacement for image in images if image.source == source)
        lines[number] = lines[number].replace(source, replacement)
        content[index] = content[index].replace(source, replacement)
    inline.content = "\n".join(content)
