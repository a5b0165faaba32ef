"""Lists of facts and of key points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studywidgets.markup.blocks import plain_text
from studywidgets.model import Fact, KeyPoint
from studywidgets.reader.marks import marked
from studywidgets.rules.of_terms import check_fact, check_key_point

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.token import Token

    from studywidgets.reader.body import Block
    from studywidgets.reader.marks import Ids, Marked, Scope
    from studywidgets.reader.problems import Problems

_ITEM_WITH_ONE_PARAGRAPH = ["paragraph_open", "inline", "paragraph_close"]


def fact_texts(blocks: Sequence[Block], problems: Problems) -> Iterator[tuple[Marked, Token]]:
    """Yield the text of each fact, and report whatever else stands among them.

    Args:
        blocks: What stands below the section's heading.
        problems: Gets what is wrong.
    """
    for inline in _items(blocks, ("bullet_list_open", "ordered_list_open"), "fact", problems):
        yield marked(inline, "fact"), inline


def read_facts(
    texts: Iterable[tuple[Marked, Token]], ids: Ids, scope: Scope, problems: Problems
) -> tuple[Fact, ...]:
    """Read the facts of a term.

    Args:
        texts: What `fact_texts` gave.
        ids: The ids of the file.
        scope: The ids of the term's items, which grows.
        problems: Gets what is wrong.
    """
    facts = []
    for text, inline in texts:
        fact = Fact(ids.take(text, scope), text.source, problems.at(text.line))
        problems.extend(check_fact(fact, bold_phrases(inline.children or [])))
        facts.append(fact)
    return tuple(facts)


def read_key_points(
    blocks: Sequence[Block], question: str, ids: Ids, problems: Problems
) -> tuple[KeyPoint, ...]:
    """Read the key points of a question.

    Args:
        blocks: What stands below the heading `Key points`.
        question: The question's id.
        ids: The ids of the file.
        problems: Gets what is wrong.
    """
    texts = []
    for inline in _items(blocks, ("bullet_list_open",), "key point", problems):
        text = marked(inline, "key point")
        shown, *variants = _parts(inline, has_mark=text.mark is not None)
        texts.append((text._replace(plain=shown), variants))
    scope = ids.scope([text for text, _ in texts], within=f"{question}/")
    points = []
    for text, variants in texts:
        identifier = ids.take(text, scope)
        point = KeyPoint(identifier, text.plain, tuple(variants), problems.at(text.line))
        problems.extend(check_key_point(point))
        points.append(point)
    return tuple(points)


def bold_phrases(children: Sequence[Token]) -> list[str]:
    """Return the plain text of each phrase in bold; bold within bold belongs to the outer."""
    phrases = []
    depth = 0
    start = 0
    for index, token in enumerate(children):
        if token.type == "strong_open":
            start = index if depth == 0 else start
            depth += 1
        elif token.type == "strong_close":
            depth -= 1
            if depth == 0:
                phrases.append(plain_text(children[start:index]))
    return phrases


def _items(
    blocks: Sequence[Block], types: tuple[str, ...], what: str, problems: Problems
) -> Iterator[Token]:
    """Yield the text of every item of the lists, and report whatever else is there."""
    for block in blocks:
        if block.type not in types:
            message = f"only a list of {what}s may stand here"
            hint = f"make it a {what}, or move it above the heading"
            problems.add("SW046", block.line, message, hint)
            continue
        for item in _split(block):
            if [token.type for token in item[1:-1]] == _ITEM_WITH_ONE_PARAGRAPH:
                yield item[2]
            else:
                message = f"this {what} is not one paragraph"
                hint = "write one sentence, without lists, tables or empty lines in it"
                problems.add("SW047", (item[0].map or [0])[0] + 1, message, hint)


def _split(block: Block) -> Iterator[Sequence[Token]]:
    """Yield the tokens of each item of a list at the top level."""
    start = 0
    for index, token in enumerate(block.tokens):
        if token.type == "list_item_open" and token.level == 1:
            start = index
        elif token.type == "list_item_close" and token.level == 1:
            yield block.tokens[start : index + 1]


def _parts(inline: Token, *, has_mark: bool) -> list[str]:
    """Split a key point's plain text at its bars, those apart that are escaped or code."""
    parts = [""]
    for token in inline.children or []:
        if token.type == "text":
            first, *rest = token.content.split("|")
            parts[-1] += first
            parts.extend(rest)
        else:
            parts[-1] += plain_text([token])
    if has_mark:
        # An id holds nothing that Markdown would change.
        parts[-1] = parts[-1].rpartition("{#")[0]
    return [" ".join(part.split()) for part in parts]
