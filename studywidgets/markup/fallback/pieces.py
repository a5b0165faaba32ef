"""The pieces that the plain forms are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from studywidgets.long_text import LongText, joined
from studywidgets.markup.medium import NOTEBOOK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studywidgets.markup.medium import Medium

BLANK = "______"
"""What stands for hidden words: of one width, so that it says nothing about them."""

ON = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "
"""What stands between the steps of the way to a page."""

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


@dataclass(frozen=True, slots=True)
class LongFallback:
    """The plain forms of a widget that shows a whole course; as `Fallback`, made piece by piece."""

    html: LongText
    text: LongText

    def whole(self) -> Fallback:
        """The same at once."""
        return Fallback(str(self.html), str(self.text))


def long_plain(
    html: Callable[[], Iterator[str]],
    text: Callable[[], Iterator[str]],
    *,
    mathematics: bool = False,
    medium: Medium,
) -> LongFallback:
    """The plain forms from what makes their blocks."""
    root = medium.root if mathematics else medium.untypeset

    def enclosed() -> Iterator[str]:
        yield f"<div {root}>"
        yield from html()
        yield "</div>"

    return LongFallback(
        LongText(lambda: joined(enclosed(), "\n")), LongText(lambda: joined(text(), "\n\n"))
    )


def plain(
    html: list[str], text: list[str], *, mathematics: bool = False, medium: Medium
) -> Fallback:
    """The plain forms from their blocks."""
    root = medium.root if mathematics else medium.untypeset
    return Fallback(
        html=f"<div {root}>\n" + "\n".join(html) + "\n</div>",
        text="\n\n".join(text),
    )


def is_plain(html: str) -> bool:
    """Whether HTML is a widget's plain form in a notebook, and not what other code has shown."""
    return html.startswith((f"<div {NOTEBOOK.root}>", f"<div {NOTEBOOK.untypeset}>"))


def reveal(summary: str, hidden: str, *, main: bool = False, medium: Medium) -> str:
    """HTML that shows `hidden` when its summary is clicked; both are HTML.

    Args:
        summary: What is clicked.
        hidden: Block-level HTML.
        main: Whether the summary is the one thing to do here, and so stands out.
        medium: Where it is shown.
    """
    shown = f"<strong>{summary}</strong>" if main else summary
    return (
        f'<details>\n<summary dir="auto" {medium.summary}>{shown}</summary>\n'
        f'<div dir="auto" {medium.revealed}>\n{hidden}\n</div>\n</details>'
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
