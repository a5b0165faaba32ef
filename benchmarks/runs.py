"""How often something is measured, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")


@dataclass(frozen=True)
class Effort:
    """How much is measured.

    Attributes:
        runs: How often what takes long is done; what takes little is done more often.
        quick: Whether to measure so little that the figures mean nothing, to see that it works.
    """

    runs: int = 3
    quick: bool = False

    def of(self, whole: T, quick: T) -> T:
        """A size: the first, or the second in a quick run."""
        return quick if self.quick else whole


def interleaved(actions: Mapping[str, Callable[[], float]], runs: int) -> dict[str, list[float]]:
    """Do each action in turn, so many times; returns what each gave.

    Turns let a moment in which the machine is busy slow down all of them alike.
    """
    found: dict[str, list[float]] = {name: [] for name in actions}
    for _ in range(runs):
        for name, action in actions.items():
            found[name].append(action())
    return found


def seconds(action: Callable[[], object]) -> float:
    """How long an action takes."""
    start = perf_counter()
    action()
    return perf_counter() - start
