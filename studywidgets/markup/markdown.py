"""Markdown to HTML, to plain text, and to the Markdown of a notebook's cell.

Content is CommonMark and tables. Raw HTML is text. A link leads to http, https, mailto or a
relative path, and an image is a `data:` URI that the reader embedded; any other link is shown as it
was written, any other image as a link. No attribute but these reaches the HTML: `href`, `title`,
`src`, `alt`, `start`, and what this package sets itself.

Each function imports what it needs: a lesson's import must be quick, and markdown-it is not.
"""

from __future__ import annotations

# ruff: noqa: PLC0415 - see above
from studywidgets.markup.medium import NOTEBOOK, Medium
from studywidgets.markup.plain import inline_html, paragraphs, pieces


def to_html(text: str, *, mathematics: bool = False, medium: Medium = NOTEBOOK) -> str:
    """Render blocks of Markdown as HTML.

    Args:
        text: Markdown.
        mathematics: Whether `$` may begin a formula; otherwise it is kept from doing so.
        medium: Where it is shown.

    Returns:
        HTML without a line end after the last tag.
    """
    plain = paragraphs(text)
    if plain is not None:
        shown = (inline_html(found, mathematics=mathematics) for found in plain)
        return "\n".join(f"<p>{each}</p>" for each in shown)
    from studywidgets.markup.parser import rendering_parser

    html: str = rendering_parser(medium.suffix).render(text, {"mathematics": mathematics})
    return html.rstrip("\n")


def inline_to_html(text: str, *, mathematics: bool = False, medium: Medium = NOTEBOOK) -> str:
    """Render one paragraph's Markdown as HTML without the paragraph's tags.

    Args:
        text: Markdown of a single block.
        mathematics: As for `to_html`.
        medium: As for `to_html`.

    Returns:
        Inline HTML.
    """
    found = pieces(text)
    if found is not None:
        return inline_html(found, mathematics=mathematics)
    from studywidgets.markup.parser import rendering_parser

    html: str = rendering_parser(medium.suffix).renderInline(text, {"mathematics": mathematics})
    return html


def inline_to_html_and_text(
    text: str, *, mathematics: bool = False, medium: Medium = NOTEBOOK
) -> tuple[str, str]:
    """Render one paragraph's Markdown as `inline_to_html` and as `inline_to_text`, parsed once."""
    found = pieces(text)
    if found is not None:
        return inline_html(found, mathematics=mathematics), " ".join("".join(found).split())
    from studywidgets.markup.blocks import plain_text
    from studywidgets.markup.parser import rendering_parser

    parser = rendering_parser(medium.suffix)
    env = {"mathematics": mathematics}
    tokens = parser.parseInline(text, env)
    html: str = parser.renderer.render(tokens, parser.options, env)
    return html, " ".join(plain_text(tokens[0].children or []).split())


def to_text(text: str, *, mathematics: bool = False) -> str:  # noqa: ARG001 - one signature for all
    """Render blocks of Markdown as plain text, with a blank line between blocks.

    Args:
        text: Markdown.
        mathematics: Without effect: plain text shows a formula's source either way.

    Returns:
        Text without a line end after the last line.
    """
    plain = paragraphs(text)
    if plain is not None:
        return "\n\n".join(map("".join, plain))
    from studywidgets.markup.blocks import PlainText
    from studywidgets.markup.parser import rewriting_parser

    return PlainText().write(rewriting_parser().parse(text))


def inline_to_text(text: str, *, mathematics: bool = False) -> str:  # noqa: ARG001 - as to_text
    """Render one paragraph's Markdown as a single line of plain text.

    Args:
        text: Markdown of a single block.
        mathematics: As for `to_text`.

    Returns:
        One line, with single spaces.
    """
    found = pieces(text)
    if found is not None:
        return " ".join("".join(found).split())
    from studywidgets.markup.blocks import plain_text
    from studywidgets.markup.parser import rewriting_parser

    children = rewriting_parser().parseInline(text)[0].children or []
    return " ".join(plain_text(children).split())


def to_cell(text: str, *, mathematics: bool = False) -> str:
    """Rewrite Markdown so that a notebook's Markdown cell, which allows HTML, shows the same.

    Args:
        text: Markdown.
        mathematics: Whether `$` may begin a formula. Otherwise `$` and the backslash, which could
            begin one, are put in a `<span>`, the only HTML in the result.

    Returns:
        Markdown in which every `<` outside code is an entity, links and images are inline, and
        link definitions are gone.
    """
    from studywidgets.markup.cell import CellMarkdown
    from studywidgets.markup.parser import rewriting_parser

    return CellMarkdown(mathematics=mathematics).write(rewriting_parser().parse(text))
