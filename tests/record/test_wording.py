"""The wording of an item: the words count, not how they are written."""

from __future__ import annotations

import pytest

from studywidgets.record.wording import wording


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Who talks, and why?", "who talks and why"),
        ("well-known facts", "Well known  facts."),
        ("Caf\u00e9", "cafe\u0301"),
        ("\ufb01nal", "FINAL"),
        ("under_score", "under score"),
        ("", " …!"),
        ("a\ud800b", "a b"),
    ],
)
def test_same(one: str, other: str) -> None:
    """Case, spacing, punctuation and the form of a letter are no part of a wording."""
    assert wording(one) == wording(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Who talks?", "Who walks?"),
        ("well known", "wellknown"),
        ("Caf\u00e9", "Cafe"),
        # Hindi "day" and "donated", Thai "near" and "far", Arabic "he wrote" and "books".
        ("\u0926\u093f\u0928", "\u0926\u0940\u0928"),
        ("\u0e43\u0e01\u0e25\u0e49", "\u0e44\u0e01\u0e25"),
        ("\u0643\u064e\u062a\u064e\u0628\u064e", "\u0643\u064f\u062a\u064f\u0628"),
        ("1990", "1991"),
    ],
)
def test_other(one: str, other: str) -> None:
    """Other words are another wording, also where a mark above or below a letter says so."""
    assert wording(one) != wording(other)
