"""Checks of how files fit together: what they name must exist, and names must differ."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from studywidgets.diagnostics import quoted
from studywidgets.identifiers import is_identifier
from studywidgets.rules import broken

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from studywidgets.diagnostics import Diagnostic
    from studywidgets.model import Location

    Named = Iterable[tuple[str, Location]]
    """Ids with the place where each is named."""


def check_related(term: str, related: Named, known: Collection[str]) -> Iterator[Diagnostic]:
    """Find related terms that the course does not have (SW081).

    Args:
        term: The term's id, which counts as known in any case.
        related: The ids in `related`.
        known: The ids of the course's terms.
    """
    for identifier, location in related:
        if identifier != term and identifier not in known:
            message = f"the course has no term {quoted(identifier)}"
            yield broken("SW081", location, message, _nearest(identifier, known))


def check_not_related_to_itself(term: str, related: Named) -> Iterator[Diagnostic]:
    """Find a term that is related to itself (SW082)."""
    for identifier, location in related:
        if identifier == term:
            hint = "name only other terms"
            yield broken("SW082", location, f"{quoted(term)} is related to itself", hint)


def check_pointing_back(related: Mapping[str, Named]) -> Iterator[Diagnostic]:
    """Find terms that are related to one which is not related to them (SW089).

    Args:
        related: By term, the terms that it is related to. A term that is missing is not judged.
    """
    pairs = {(term, other) for term, named in related.items() for other, _ in named}
    for term, named in related.items():
        for other, location in named:
            if other in related and (other, term) not in pairs:
                message = f"{quoted(other)} is not related to {quoted(term)} in turn"
                hint = f"add {term} to related in {other}.md, or take {other} out here"
                yield broken("SW089", location, message, hint)


def check_image(image: str, place: Location, shown: Collection[str]) -> Iterator[Diagnostic]:
    """Find an image that no content file shows (SW078).

    Args:
        image: Its file, relative to the content folder.
        place: Where to report it, since an image has no lines.
        shown: The images that content files show.
    """
    if image not in shown:
        hint = "show it, as in ![what it shows](map.png), or delete the file"
        yield broken("SW078", place, f"no content file shows the image {quoted(image)}", hint)


def check_order(kind: str, order: Named, present: Collection[str]) -> Iterator[Diagnostic]:
    """Find an order that names what is not there (SW083).

    Args:
        kind: What is ordered, `term` or `unit`.
        order: The ids in `order`.
        present: The ids that there are.
    """
    for identifier, location in order:
        if identifier not in present:
            message = f"there is no {kind} {quoted(identifier)} here"
            yield broken("SW083", location, message, _nearest(identifier, present))


def check_order_is_complete(
    order: Named, present: Collection[str], place: Location
) -> Iterator[Diagnostic]:
    """Find an order that leaves out what is there (SW084).

    Args:
        order: The ids in `order`.
        present: The ids that there are, in the order in which they are appended.
        place: Where the order stands, or should.
    """
    named = [identifier for identifier, _ in order]
    missing = [name for name in present if name not in named and is_identifier(name)]
    if missing:
        listed = ", ".join(missing)
        complete = [identifier for identifier in named if identifier in present] + missing
        message = f"missing in the order, and put at the end: {listed}"
        yield broken("SW084", place, message, f"order: [{', '.join(complete)}]")


def check_names(kind: str, named: Named) -> Iterator[Diagnostic]:
    """Find ids that two files share, small and capital letters not told apart (SW080).

    Args:
        kind: What has the ids: `term`, `unit` or `course`.
        named: The ids and their files, in order; the first of two keeps its id.
    """
    first: dict[str, Location] = {}
    for identifier, location in named:
        other = first.setdefault(identifier.casefold(), location)
        if other is not location:
            message = f"the {kind} {quoted(identifier)} has the same id as {other.file}"
            hint = "rename one of the two; its old id goes into formerly"
            yield broken("SW080", location, message, hint)


def check_namespaces(named: Named) -> Iterator[Diagnostic]:
    """Find courses with the same namespace (SW085)."""
    first: dict[str, Location] = {}
    for namespace, location in named:
        other = first.setdefault(namespace, location)
        if other is not location:
            message = f"the namespace {quoted(namespace)} is taken by {other.file}"
            hint = "give each course a namespace of its own, for example the name of its folder"
            yield broken("SW085", location, message, hint)


def check_formerly(formerly: Mapping[str, Named], known: Collection[str]) -> Iterator[Diagnostic]:
    """Find former ids that are in use, or that two terms claim (SW087).

    Args:
        formerly: By term, its former ids.
        known: The ids of the course's terms.
    """
    claimed: dict[str, str] = {}
    for term, named in formerly.items():
        for identifier, location in named:
            other = identifier if identifier in known else claimed.setdefault(identifier, term)
            if other != term or identifier in known:
                message = f"the former id {quoted(identifier)} belongs to the term {quoted(other)}"
                hint = "name only ids that this term had, and that no term has now"
                yield broken("SW087", location, message, hint)


def _nearest(identifier: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(identifier, known, n=1)
    if near:
        return f"did you mean {near[0]}?"
    return f"write one of: {', '.join(sorted(known))}" if known else "take it out"
