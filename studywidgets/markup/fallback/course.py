"""The plain forms of the widgets that show a whole course or unit."""

from __future__ import annotations

import hashlib
from html import escape
from typing import TYPE_CHECKING, Any

from studywidgets.markup import markdown
from studywidgets.markup.fallback import rendered
from studywidgets.markup.fallback.lesson import fact_item
from studywidgets.markup.fallback.pieces import (
    BLANK,
    Fallback,
    LongFallback,
    dashes,
    heading,
    link,
    listing,
    long_plain,
    plain,
    reveal,
    underlined,
)
from studywidgets.markup.medium import NOTEBOOK, Medium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence


def home(
    title: str,
    units: Sequence[Mapping[str, Any]],
    *,
    glossary: str | None = None,
    medium: Medium = NOTEBOOK,
) -> Fallback:
    """The course's units, each with its guide and its lessons."""
    return long_home(title, units, glossary=glossary, medium=medium).whole()


def long_home(
    title: str,
    units: Sequence[Mapping[str, Any]],
    *,
    glossary: str | None = None,
    medium: Medium = NOTEBOOK,
) -> LongFallback:
    """As `home`, piece by piece."""

    def html() -> Iterator[str]:
        for unit in units:
            yield heading(2, escape(unit["title"]))
            terms = [link(term["title"], term["lesson"]) for term in unit["terms"]]
            yield listing(terms, ordered=True)
            yield f"<p>{link('Guide and self-test', unit['guide'])}</p>"
        if glossary is not None:
            yield f"<p>{link('Glossary', glossary)}: every term with its definition.</p>"

    def text() -> Iterator[str]:
        yield underlined(title)
        for unit in units:
            yield f"{unit['title']}:"
            yield dashes([term["title"] for term in unit["terms"]])

    return long_plain(html, text, medium=medium)


def glossary(
    title: str,
    terms: Mapping[str, tuple[str, str, str]],
    *,
    mathematics: bool = False,
    medium: Medium = NOTEBOOK,
) -> Fallback:
    """Every term with its definition, all open: a glossary is for looking up."""
    return _glossary(title, terms, rendered.to_html, rendered.to_text, mathematics, medium).whole()


def long_glossary(
    title: str,
    terms: Mapping[str, tuple[str, str, str]],
    *,
    mathematics: bool = False,
    medium: Medium = NOTEBOOK,
) -> LongFallback:
    """As `glossary`, piece by piece; nothing of it is kept for other pages."""
    return _glossary(title, terms, markdown.to_html, markdown.to_text, mathematics, medium)


def _glossary(  # noqa: PLR0913, PLR0917 - the widget's arguments, and how they are rendered
    title: str,
    terms: Mapping[str, tuple[str, str, str]],
    to_html: Callable[..., str],
    to_text: Callable[..., str],
    mathematics: bool,  # noqa: FBT001 - private
    medium: Medium,
) -> LongFallback:
    def html() -> Iterator[str]:
        yield "<dl>"
        for name, meaning, target in terms.values():
            shown = to_html(meaning, mathematics=mathematics, medium=medium)
            yield f'<dt dir="auto"><strong>{link(name, target)}</strong></dt>'
            yield f'<dd dir="auto">\n{shown}\n</dd>'
        yield "</dl>"

    def text() -> Iterator[str]:
        yield underlined(f"Glossary: {title}")
        for name, meaning, _ in terms.values():
            yield f"{name}\n{to_text(meaning, mathematics=mathematics)}"

    return long_plain(html, text, mathematics=mathematics, medium=medium)


def guide(
    title: str,
    terms: Sequence[Mapping[str, Any]],
    *,
    mathematics: bool = False,
    medium: Medium = NOTEBOOK,
) -> Fallback:
    """A mixed self-test; a fixed shuffle keeps neighbours from giving the answer away."""
    cards: dict[str, str] = {}
    text = [underlined(f"Self-test: {title}")]
    for term in terms:
        name = term["id"]
        cards[f"{name}/definition"] = _definition_card(term, mathematics=mathematics, medium=medium)
        for local, fact in term["facts"].items():
            cards[f"{name}/{local}"] = fact_item(fact, mathematics=mathematics, medium=medium)
        for local, (question, answer) in term["questions"].items():
            cards[f"{name}/{local}"] = _question_card(
                question, answer, mathematics=mathematics, medium=medium
            )
        text.append(_term_text(term, mathematics=mathematics))
    return plain(
        [
            f"<p>Answer each from memory, then open it. {BLANK} stands for missing words.</p>",
            listing([cards[item] for item in sorted(cards, key=_shuffled)], ordered=True),
        ],
        text,
        mathematics=mathematics,
        medium=medium,
    )


def _shuffled(item: str) -> bytes:
    """A sort key that mixes items, the same on every machine."""
    return hashlib.sha256(item.encode()).digest()


def _definition_card(term: Mapping[str, Any], *, mathematics: bool, medium: Medium) -> str:
    shown = rendered.to_html(term["definition"], mathematics=mathematics, medium=medium)
    return (
        f"<p><strong>Which term is this?</strong></p>\n<blockquote>\n{shown}\n</blockquote>\n"
        + reveal("Show the term", f"<p>{link(term['title'], term['lesson'])}</p>", medium=medium)
    )


def _question_card(question: str, answer: str, *, mathematics: bool, medium: Medium) -> str:
    asked = rendered.inline_to_html(question, mathematics=mathematics, medium=medium)
    shown = rendered.to_html(answer, mathematics=mathematics, medium=medium)
    return f"<p><strong>{asked}</strong></p>\n" + reveal(
        "Show a model answer", shown, medium=medium
    )


def _term_text(term: Mapping[str, Any], *, mathematics: bool) -> str:
    facts = [rendered.inline_to_text(f, mathematics=mathematics) for f in term["facts"].values()]
    questions = [
        f"{rendered.inline_to_text(question, mathematics=mathematics)}\n"
        f"{rendered.to_text(answer, mathematics=mathematics)}"
        for question, answer in term["questions"].values()
    ]
    definition = rendered.to_text(term["definition"], mathematics=mathematics)
    return "\n\n".join([f"{term['title']}\n{definition}", dashes(facts), *questions])
