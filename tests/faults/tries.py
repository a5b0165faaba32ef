"""One fault, tried many times: how often, and what it lost."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def fault(what: str, *, few: int, full: int) -> pytest.MarkDecorator:
    """Mark the test of a fault; its fixture `tries` then says how often to try.

    Args:
        what: The fault, as the table in docs/faults.md names it.
        few: How often `make test` tries it.
        full: How often `make faults` does.
    """
    return pytest.mark.fault(what, few=few, full=full)


@dataclass
class Tries:
    """How often a fault is tried, and what of the promised was not there afterwards.

    Attributes:
        count: How often it is to be tried.
        seed: What `chance` was made from.
        made: How often it was tried.
        lost: What was promised and not found, one line each.
    """

    count: int
    seed: int
    made: int = 0
    lost: list[str] = field(default_factory=list)
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        """Start the chances."""
        self.chance = random.Random(self.seed)  # noqa: S311 -- no secrets here

    def __iter__(self) -> Iterator[int]:
        """Count the tries, from 0."""
        while self.made < self.count:
            yield self.made
            self.made += 1

    def expect(self, promised: Iterable[str], found: Iterable[str]) -> None:
        """Note what was promised and is not found."""
        missing = set(promised).difference(found)
        self.lost += [f"try {self.made}: {one}" for one in sorted(missing)]
