"""What a benchmark finds: rows with our figure, a peer's, and a goal where there is one."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median, quantiles
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Figure:
    """What was measured: one value for all runs, and how far they lie apart.

    Attributes:
        value: The median, or what a row says that it is.
        low: The least of the runs.
        high: The most.
    """

    value: float
    low: float
    high: float

    @classmethod
    def median(cls, values: Sequence[float]) -> Figure:
        """The median of runs."""
        return cls(median(values), min(values), max(values))

    @classmethod
    def percentile(cls, values: Sequence[float]) -> Figure:
        """The 95th percentile of at least two runs."""
        return cls(quantiles(values, n=20, method="inclusive")[-1], min(values), max(values))

    @classmethod
    def exact(cls, value: float) -> Figure:
        """What is the same in every run, such as a size."""
        return cls(value, value, value)


@dataclass(frozen=True)
class Faster:
    """The peer's figure has to be at least so many times ours."""

    times: float

    def ratio(self, ours: float, peer: float | None) -> float | None:
        """How many times ours the peer's is; None without a peer."""
        return peer / ours if peer is not None and ours else None

    def reached(self, ours: float, peer: float | None) -> bool:
        """Whether it is."""
        return peer is not None and peer >= self.times * ours

    def __str__(self) -> str:
        """As the table says it."""
        return f"peer / ours ≥ {self.times:g}"


@dataclass(frozen=True)
class NotAbove:
    """Ours may be at most so many times the peer's."""

    times: float

    def ratio(self, ours: float, peer: float | None) -> float | None:
        """How many times the peer's ours is; None without a peer."""
        return ours / peer if peer else None

    def reached(self, ours: float, peer: float | None) -> bool:
        """Whether it is no more."""
        return peer is not None and ours <= self.times * peer

    def __str__(self) -> str:
        """As the table says it."""
        return f"ours / peer ≤ {self.times:g}"


@dataclass(frozen=True)
class AtMost:
    """Ours may be at most so much, in the row's unit, whatever a peer has."""

    limit: float

    def ratio(self, ours: float, peer: float | None) -> float | None:  # noqa: ARG002 - as the others
        """How much of the limit ours is; None for a limit of nothing."""
        return ours / self.limit if self.limit else None

    def reached(self, ours: float, peer: float | None) -> bool:  # noqa: ARG002 - as the others
        """Whether it is no more."""
        return ours <= self.limit

    def __str__(self) -> str:
        """As the table says it."""
        return f"ours ≤ {self.limit:,.10g}"


@dataclass(frozen=True)
class Row:
    """One comparison.

    Attributes:
        what: What was measured.
        unit: Of both figures: "s", "ms", "MB", "bytes", "cases" and so on.
        ours: Our figure.
        peer: The figure that ours is compared with; None if there is none.
        against: Whose that is, with the version.
        goal: What was to be reached; None if the row only tells.
    """

    what: str
    unit: str
    ours: Figure
    peer: Figure | None = None
    against: str = ""
    goal: Faster | NotAbove | AtMost | None = None

    @property
    def ratio(self) -> float | None:
        """The ratio that the goal names; without a goal, how many times ours the peer's is."""
        peer = self.peer.value if self.peer else None
        return (self.goal or Faster(1)).ratio(self.ours.value, peer)

    @property
    def reached(self) -> bool | None:
        """Whether the goal is reached; None without a goal."""
        if self.goal is None:
            return None
        return self.goal.reached(self.ours.value, self.peer.value if self.peer else None)
