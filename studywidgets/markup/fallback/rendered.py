"""Markdown rendered once where it is shown several times.

A build shows a definition in the lesson, in the guide, in its self-test and in the glossary, and
needs its plain text for the version of its wording.
"""

from __future__ import annotations

from functools import lru_cache

from studywidgets.markup import markdown
from studywidgets.markup.medium import NOTEBOOK, Medium

_KEPT = 32_768
"""Enough for the texts of a large course, whose pages a preview makes again and again."""

to_html = lru_cache(_KEPT)(markdown.to_html)
to_text = lru_cache(_KEPT)(markdown.to_text)
_inline = lru_cache(_KEPT)(markdown.inline_to_html_and_text)


def forget() -> None:
    """Drop what is kept: for builds, which show a text on pages that are made together."""
    for kept in (to_html, to_text, _inline):
        kept.cache_clear()


def inline_to_html(text: str, *, mathematics: bool = False, medium: Medium = NOTEBOOK) -> str:
    """As `markdown.inline_to_html`."""
    return _inline(text, mathematics=mathematics, medium=medium)[0]


def inline_to_text(text: str, *, mathematics: bool = False, medium: Medium = NOTEBOOK) -> str:
    """As `markdown.inline_to_text`; where the HTML is needed too, name the same medium."""
    return _inline(text, mathematics=mathematics, medium=medium)[1]
