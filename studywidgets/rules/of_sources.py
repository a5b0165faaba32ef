"""The check of what a source looks like, in whatever language and style it is cited."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studywidgets.diagnostics import quoted
from studywidgets.markup.markdown import inline_to_text
from studywidgets.rules import broken
from studywidgets.rules.wording import word_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studywidgets.diagnostics import Diagnostic
    from studywidgets.model import Location

_ADDRESS = re.compile(r"(?i)\b(?:https?://|www\.|doi:|mailto:)\S*|\b[\w-]+(?:\.[\w-]+)+/\S*")
# Names of places in which something was found, not of what was found there.
_FINDING_PLACES = re.compile(r"(?i)\b(?:wikipedia|google|internet|chatgpt|youtube)\b")
_FEWEST_WORDS = 2
_FEWEST_WORDS_WITHOUT_NUMBER = 3
_NUMBER = re.compile(r"\d")
# What parts author, title and place: commas and their like, brackets, quotation marks, dashes.
_SIGNS = ',:;.()[]/"“”„«»—、。《》〈〉「」『』،؛\u2039\u203a\u2018\u2019\u2013'
_WIDE_SIGNS = "\uff0c\uff1a\uff1b\uff08\uff09"
_PARTED = re.compile(rf"\w['\s]*[{re.escape(_SIGNS + _WIDE_SIGNS)}]['\s]*\S")


def check_reference(source: str, location: Location) -> Iterator[Diagnostic]:
    """Find a source without the shape of author, title and year (SW094).

    Args:
        source: Inline Markdown.
        location: Where it stands.
    """
    text = _FINDING_PLACES.sub(" ", _ADDRESS.sub(" ", inline_to_text(source))).strip(" .,;:")
    words = word_count(_NUMBER.sub(" ", text))
    if words >= _FEWEST_WORDS and _NUMBER.search(text):
        return
    if words >= _FEWEST_WORDS_WITHOUT_NUMBER and _PARTED.search(text):
        return
    message = f"the source {quoted(source)} is no reference that somebody could look up"
    hint = 'write author, title and year: "Ada Author, A Title (A Publisher, 2015), chapter 2"'
    yield broken("SW094", location, message, hint)
