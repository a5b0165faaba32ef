"""Markdown rendered once where it is shown several times.

A build shows a definition in the lesson, in the guide, in its self-test and in the glossary.
"""

from __future__ import annotations

from functools import lru_cache

from studywidgets.markup import markdown

_KEPT = 4096
"""Enough for the texts of a large unit, whose guide and lessons are built one after the other."""

to_html = lru_cache(_KEPT)(markdown.to_html)
to_text = lru_cache(_KEPT)(markdown.to_text)
inline_to_html = lru_cache(_KEPT)(markdown.inline_to_html)
inline_to_text = lru_cache(_KEPT)(markdown.inline_to_text)
