"""Text written as HTML."""

from __future__ import annotations

import html
import re

# What JupyterLab's MathJax takes for the edge of a formula: `$`, `\(`, `\[`, `\begin`.
_FORMULA_EDGE = re.compile(r"[$\\]")


def protected(text: str, *, mathematics: bool) -> str:
    """Write text as HTML in which nothing begins a formula unless the course has mathematics."""
    escaped = html.escape(text, quote=False)
    if mathematics:
        return escaped
    return _FORMULA_EDGE.sub(lambda edge: f"<span>{edge[0]}</span>", escaped)
