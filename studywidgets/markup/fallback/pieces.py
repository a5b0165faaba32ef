"""The pieces that the plain forms are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

BLANK = "______"
"""What stands for hidden words: of one width, so that it says nothing about them."""

ON = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "
"""What stands between the steps of the way to a page."""

# Inline, since a style sheet would reach into the page around it; greys and blues that can be
# read on a light and on a dark ground.
_ROOT = "max-width:44em;line-height:1.5"
_BEGINNING = re.compile(rf'<div(?: class="mathjax_ignore")? style="{re.escape(_ROOT)}">')
_SUMMARY = "cursor:pointer;padding:0.3em 0"
_REVEALED = "border-left:3px solid #5578d9;margin:0.2em 0 0.8em;padding:0.1em 0 0.1em 1em"

_STRONG = re.compile(r"(</?strong>)")
_LINK = re.compile(r"</?a\b[^>]*>")


@dataclass(frozen=True, slots=True)
class Fallback:
    """A widget's plain forms.

    Attributes:
        html: One `<div>`, safe to show anywhere.
        text: The same content as plain text.
    """

    html: str
    text: str


def plain(html: list[str], text: list[str], *, mathematics: bool = False) -> Fallback:
    """The plain forms from their blocks."""
    # JupyterLab would typeset what stands between two dollar signs.
    name = "" if mathematics else ' class="mathjax_ignore"'
    return Fallback(
        html=f'<div{name} style="{_ROOT}">\n' + "\n".join(html) + "\n</div>",
        text="\n\n".join(text),
    )


def is_plain(html: str) -> bool:
    """Whether HTML is a widget's plain form, and not what some other code has shown."""
    return _BEGINNING.match(html) is not None


def reveal(summary: str, hidden: str, *, main: bool = False) -> str:
    """HTML that shows `hidden` when its summary is clicked; both are HTML.

    Args:
        summary: What is clicked.
        hidden: Block-level HTML.
        main: Whether the summary is the one thing to do here, and so stands out.
    """
    shown = f"<strong>{summary}</strong>" if main else summary
    return (
        f'<details>\n<summary dir="auto" style="{_SUMMARY}">{shown}</summary>\n'
        f'<div dir="auto" style="{_REVEALED}">\n{hidden}\n</div>\n</details>'
    )


def link(title: str, target: str) -> str:
    """An HTML link; title and target are plain text."""
    return f'<a href="{escape(target)}">{escape(title)}</a>'


def heading(level: int, html: str) -> str:
    """An HTML heading."""
    return f'<h{level} dir="auto">{html}</h{level}>'


def listing(items: list[str], *, ordered: bool = False) -> str:
    """An HTML list of items of HTML."""
    tag = "ol" if ordered else "ul"
    return f"<{tag}>\n" + "\n".join(f"<li>{item}</li>" for item in items) + f"\n</{tag}>"


def dashes(items: list[str]) -> str:
    """A plain-text list."""
    return "\n".join(f"- {item}" for item in items)


def underlined(title: str) -> str:
    """A plain-text title."""
    return f"{title}\n{'=' * len(title)}"


def blanked(html: str) -> str | None:
    """Inline HTML with a blank for each phrase in bold, or None when nothing is in bold.

    Links are taken off: what is clicked to open a fact must not lead away from it.
    """
    kept, depth, found = [], 0, False
    # Bold may be nested in bold, so the tags are counted.
    for part in _STRONG.split(_LINK.sub("", html)):
        if part == "<strong>":
            depth += 1
            if depth == 1:
                found = True
                kept.append(BLANK)
        elif part == "</strong>":
            depth -= 1
        elif depth == 0:
            kept.append(part)
    return "".join(kept) if found else None
