"""The plain forms of a lesson's widgets."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from studywidgets.markup.fallback import rendered
from studywidgets.markup.fallback.pieces import (
    ON,
    Fallback,
    blanked,
    dashes,
    heading,
    link,
    listing,
    plain,
    reveal,
    underlined,
)
from studywidgets.markup.keypoints import split_key_point
from studywidgets.markup.medium import NOTEBOOK, Medium

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def lesson_header(  # noqa: PLR0913 - the arguments of the widget
    title: str,
    *,
    course_title: str,
    home: str,
    unit: str | None = None,
    guide: str | None = None,
    medium: Medium = NOTEBOOK,
) -> Fallback:
    """The way home and the title; on the course's own page only the title."""
    where = [] if title == course_title else [(course_title, home)]
    crumbs = [link(*crumb) for crumb in where]
    if unit is not None and unit != title:
        crumbs.append(link(unit, guide) if guide else escape(unit))
        where.append((unit, ""))
    html = [f"<p>{ON.join(crumbs)}</p>"] if crumbs else []
    text = [ON.join(name for name, _ in where)] if where else []
    return plain([*html, heading(1, escape(title))], [*text, underlined(title)], medium=medium)


def definition(
    term: str, text: str, *, mathematics: bool = False, medium: Medium = NOTEBOOK
) -> Fallback:
    """A prompt, and the definition behind it."""
    shown = rendered.to_html(text, mathematics=mathematics, medium=medium)
    return plain(
        [
            f"<p><strong>{escape(term)}</strong>: say it in your own words first.</p>",
            reveal("Show the definition", shown, main=True, medium=medium),
        ],
        [underlined(term), rendered.to_text(text, mathematics=mathematics)],
        mathematics=mathematics,
        medium=medium,
    )


def fact_checklist(
    term: str, facts: Mapping[str, str], *, mathematics: bool = False, medium: Medium = NOTEBOOK
) -> Fallback:
    """The facts with blanks for their bold words; each opens to the whole sentence."""
    items = [fact_item(fact, mathematics=mathematics, medium=medium) for fact in facts.values()]
    return plain(
        ["<p>Think of each missing word, then open it.</p>", listing(items, ordered=True)],
        [
            underlined(f"Must-know facts: {term}"),
            dashes([rendered.inline_to_text(f, mathematics=mathematics) for f in facts.values()]),
        ],
        mathematics=mathematics,
        medium=medium,
    )


def fact_item(fact: str, *, mathematics: bool, medium: Medium) -> str:
    """HTML of one fact: its sentence with blanks, and the whole sentence behind it."""
    whole = rendered.inline_to_html(fact, mathematics=mathematics, medium=medium)
    blanks = blanked(whole)
    return whole if blanks is None else reveal(blanks, f"<p>{whole}</p>", medium=medium)


def answer_box(
    question: str,
    answer: str,
    key_points: Mapping[str, str],
    *,
    mathematics: bool = False,
    medium: Medium = NOTEBOOK,
) -> Fallback:
    """The question, and behind it the model answer with its key points."""
    points = [split_key_point(point)[0] for point in key_points.values()]
    shown = (
        rendered.to_html(answer, mathematics=mathematics, medium=medium)
        + "\n<p><strong>Key points</strong></p>\n"
        + listing([escape(point) for point in points])
    )
    return plain(
        [
            heading(3, rendered.inline_to_html(question, mathematics=mathematics, medium=medium)),
            "<p>Answer from memory. Notes are fine: key words or short sentences.</p>",
            reveal("Show a model answer", shown, main=True, medium=medium),
        ],
        [
            underlined(rendered.inline_to_text(question, mathematics=mathematics)),
            "A model answer:",
            rendered.to_text(answer, mathematics=mathematics),
            "Key points:",
            dashes(points),
        ],
        mathematics=mathematics,
        medium=medium,
    )


def lesson_end(
    *,
    related: Mapping[str, str],
    sources: Sequence[str] = (),
    previous: tuple[str, str] | None = None,
    next: tuple[str, str] | None = None,  # noqa: A002 - the widget's word
    medium: Medium = NOTEBOOK,
) -> Fallback:
    """Related terms, sources, and the way on; what is empty is left out."""
    html, text = [], []
    if related:
        html += [heading(2, "Related terms"), listing([link(*pair) for pair in related.items()])]
        text += ["Related terms:", dashes(list(related))]
    if sources:
        html += [
            heading(2, "Sources"),
            listing([rendered.inline_to_html(s, medium=medium) for s in sources]),
        ]
        text += ["Sources:", dashes([rendered.inline_to_text(s) for s in sources])]
    ways = [(word, way) for word, way in (("Previous", previous), ("Next", next)) if way]
    if ways:
        html.append(f"<p>{'<br>'.join(f'{word}: {link(*way)}' for word, way in ways)}</p>")
        text.append("\n".join(f"{word}: {way[0]}" for word, way in ways))
    return plain(html, text, medium=medium)
