"""Metadata and attachments merged by key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_ABSENT = object()


def merge_mappings(
    base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> dict[str, Any]:
    """Merge three ways, key by key and in lists entry by entry.

    Where both sides changed one value, that of `mine` stays.

    Returns:
        A new dict, its keys in the order of `mine`.
    """
    if theirs == base:
        return dict(mine)
    merged: dict[str, Any] = {}
    for key in dict.fromkeys([*mine, *theirs]):
        value = _merge(*(each.get(key, _ABSENT) for each in (base, mine, theirs)))
        if value is not _ABSENT:
            merged[key] = value
    return merged


def _merge(base: Any, mine: Any, theirs: Any) -> Any:  # noqa: ANN401 - whatever JSON can hold
    if theirs in (mine, base):
        return mine
    if mine == base:
        return theirs
    if isinstance(mine, Mapping) and isinstance(theirs, Mapping):
        return merge_mappings(base if isinstance(base, Mapping) else {}, mine, theirs)
    if isinstance(mine, list) and isinstance(theirs, list):
        was = base if isinstance(base, list) else []
        kept = [each for each in mine if each in theirs or each not in was]
        return kept + [each for each in theirs if each not in was and each not in mine]
    return mine
