"""Checks of a term's sources: is there any, and does each name a work?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studywidgets.diagnostics import quoted
from studywidgets.rules import broken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studywidgets.diagnostics import Diagnostic
    from studywidgets.model import Location, Term

_REFERENCE = '"Author, Title (Publisher, year), chapter"'
# With a scheme or as one types it into a browser, or a DOI; an ISBN may have spaces.
_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://|www\.|doi:|10\.\d{4,}/|urn:)\S*"
    r"|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/\S*)?",
    re.IGNORECASE,
)
_AROUND_ADDRESS = "<>()[]{}\"',.;"
_ISBN = re.compile(r"\bISBN(?:-1[03])?:?[ \dX-]*", re.IGNORECASE)
# Where somebody looked, which is no work: of these a source needs more than the name.
_PLACES_TO_LOOK = re.compile(
    r"\b(?:the |la |le |die |das )?(?:wikip[eéè]dia\w*|google|chatgpt|internet|web|website)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
# An apostrophe, a hyphen and an ampersand join; everything else that is no letter parts.
_PARTING = re.compile(r"[^\w\s'\u2019&-]|(?<!\w)['\u2019-]|['\u2019-](?!\w)|_")
# An initial or a number alone is no name and no title.
_WORD = re.compile(r"[^\W\d_]{2,}|[\u3400-\u9fff]")
_FEWEST = 2
# No reference is longer.
_LONGEST = 2000


def check_sources(term: Term) -> Iterator[Diagnostic]:
    """Find a term that names no source (SW086)."""
    if not term.sources:
        message = f"the term {quoted(term.title)} names no source"
        hint = f"add to the front matter:\nsources:\n  - {_REFERENCE}"
        yield broken("SW086", term.location, message, hint)


def check_reference(source: str, location: Location) -> Iterator[Diagnostic]:
    """Find a source that names no work (SW094).

    Styles and languages differ widely, so little is asked: two parts with words in them, as an
    author and a title are, or one of two words or more and a year.

    Args:
        source: The source as plain text, without the targets of links.
        location: Where it stands.
    """
    pieces = _ISBN.sub(" ", source[:_LONGEST]).split()
    kept = [piece for piece in pieces if not _ADDRESS.fullmatch(piece.strip(_AROUND_ADDRESS))]
    named = _PLACES_TO_LOOK.sub(" ", " ".join(kept))
    parts = [part for part in _PARTING.split(named) if _WORD.search(part)]
    words = sum(len(_WORD.findall(part)) for part in parts)
    dated = _YEAR.search(named) is not None
    if len(parts) < _FEWEST and not (dated and words >= _FEWEST):
        message = f"the source {quoted(source)} does not name a work"
        hint = f"name author, title and year; an address may follow: {_REFERENCE}"
        yield broken("SW094", location, message, hint)
