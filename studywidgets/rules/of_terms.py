"""Checks of the parts of a term that could be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studywidgets.diagnostics import quoted
from studywidgets.rules import broken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studywidgets.diagnostics import Diagnostic
    from studywidgets.model import Fact, KeyPoint, Question

MOST_BOLD_PHRASES = 3
MOST_WORDS = 4


def check_fact(fact: Fact, bold: Sequence[str]) -> Iterator[Diagnostic]:
    """Check what becomes the blanks of a fact.

    Args:
        fact: The fact.
        bold: The plain text of its phrases in bold.
    """
    yield from check_bold_is_there(fact, bold)
    yield from check_number_of_bold(fact, bold)
    yield from check_length_of_bold(fact, bold)


def check_bold_is_there(fact: Fact, bold: Sequence[str]) -> Iterator[Diagnostic]:
    """Find a fact without words in bold (SW054)."""
    if not bold:
        hint = "put one to three key phrases in bold: **like this**"
        yield broken("SW054", fact.location, "this fact has no words in bold", hint)


def check_number_of_bold(fact: Fact, bold: Sequence[str]) -> Iterator[Diagnostic]:
    """Find a fact with too many phrases in bold (SW055)."""
    if len(bold) > MOST_BOLD_PHRASES:
        message = f"this fact has {len(bold)} phrases in bold, and at most three are allowed"
        hint = "keep the bold of the phrases that matter most"
        yield broken("SW055", fact.location, message, hint)


def check_length_of_bold(fact: Fact, bold: Sequence[str]) -> Iterator[Diagnostic]:
    """Find phrases in bold that have too many words (SW056)."""
    for phrase in bold:
        words = len(phrase.split())
        if words > MOST_WORDS:
            message = f"the bold {quoted(phrase)} has {words} words, at most four are allowed"
            hint = "put only its key words in bold"
            yield broken("SW056", fact.location, message, hint)


def check_question(question: Question) -> Iterator[Diagnostic]:
    """Check that a question has all its parts."""
    yield from check_question_has_text(question)
    yield from check_question_has_answer(question)
    yield from check_question_has_key_points(question)


def check_question_has_text(question: Question) -> Iterator[Diagnostic]:
    """Find a question whose heading is empty (SW059)."""
    if not question.text:
        hint = "write the question before its id: ### When does it work? {#when}"
        yield broken("SW059", question.location, "this question has no text", hint)


def check_question_has_answer(question: Question) -> Iterator[Diagnostic]:
    """Find a question without a model answer (SW057)."""
    if not question.answer:
        message = f"the question {quoted(question.text)} has no model answer"
        hint = "write one or more paragraphs below the question's heading"
        yield broken("SW057", question.location, message, hint)


def check_question_has_key_points(question: Question) -> Iterator[Diagnostic]:
    """Find a question without key points (SW058)."""
    if not question.key_points:
        message = f"the question {quoted(question.text)} has no key points"
        hint = (
            "add below the model answer:\n\n#### Key points\n\n"
            "- the text that is shown | variant | another variant {#some-id}"
        )
        yield broken("SW058", question.location, message, hint)


def check_key_point(point: KeyPoint) -> Iterator[Diagnostic]:
    """Check the text and the variants of a key point."""
    yield from check_nothing_is_empty(point)
    yield from check_length_of_variants(point)


def check_nothing_is_empty(point: KeyPoint) -> Iterator[Diagnostic]:
    """Find a key point without text, and empty variants (SW060)."""
    if not point.text:
        hint = "write the text that is shown before the first bar"
        yield broken("SW060", point.location, "this key point has no text", hint)
    for variant in point.variants:
        if not variant.strip():
            message = "this key point has an empty variant"
            hint = r"take one of the bars away; \| writes a bar"
            yield broken("SW060", point.location, message, hint)


def check_length_of_variants(point: KeyPoint) -> Iterator[Diagnostic]:
    """Find variants that have too many words (SW061)."""
    for variant in point.variants:
        words = len(variant.split())
        if words > MOST_WORDS:
            message = f"the variant {quoted(variant)} has {words} words, at most four are allowed"
            hint = "keep the words that nobody could leave out; they may stand in any order"
            yield broken("SW061", point.location, message, hint)
