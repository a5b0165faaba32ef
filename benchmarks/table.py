"""Rows as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.rows import Figure, Row

HEAD = ("what", "ours", "peer", "against", "ratio", "goal", "reached")
REACHED = {True: "yes", False: "**no**", None: ""}


def table(rows: Iterable[Row]) -> str:
    """A Markdown table, one line a row."""
    lines = [HEAD, ("---",) * len(HEAD), *map(_cells, rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def summary(rows: Sequence[Row]) -> str:
    """One sentence on the goals."""
    judged = [row for row in rows if row.goal is not None]
    missed = [_named(row) for row in judged if not row.reached]
    said = f"{len(judged) - len(missed)} of {len(judged)} goals are reached"
    return f"{said}; not reached: {'; '.join(missed)}." if missed else f"{said}."


def number(value: float) -> str:
    """A number with three digits that count, or all that stand before the point."""
    if value == 0 or abs(value) >= 100:  # noqa: PLR2004 - three digits
        return f"{value:,.0f}"
    return f"{value:.3g}"


def _cells(row: Row) -> tuple[str, ...]:
    return (
        _escaped(row.what),
        _figure(row.ours, row.unit),
        _figure(row.peer, row.unit) if row.peer else "",
        _escaped(row.against),
        "" if row.ratio is None else number(row.ratio),
        "" if row.goal is None else str(row.goal),
        REACHED[row.reached],
    )


def _named(row: Row) -> str:
    return _escaped(f"{row.what} against {row.against}" if row.against else row.what)


def _figure(figure: Figure, unit: str) -> str:
    said = f"{number(figure.value)} {unit}".strip()
    if figure.low == figure.high:
        return said
    return f"{said} ({number(figure.low)} to {number(figure.high)})"


def _escaped(text: str) -> str:
    return text.replace("|", r"\|")
