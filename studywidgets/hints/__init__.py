"""Which key points does an answer seem to mention? The text match behind "Check my ticks".

It only hints and never decides. The front end has the same match in `frontend/hints/`, and the
cases in `tests/cases/hints.json` hold for both.

A variant is found in a sentence that holds all its words, in any order, compared by their Snowball
stems where the language has a stemmer. One typing error in a word of five letters or more is
forgiven. What was copied from the question counts for nothing, and neither does what the sentence
denies, unless the variant itself denies it ("cannot replace"). Stop words and the words of negation
stand in `word_lists/`; a language without a list there has no guard against negation.
"""

from __future__ import annotations

from studywidgets.hints.language import STEMMERS
from studywidgets.hints.matching import mentioned

__all__ = ["STEMMERS", "mentioned"]
