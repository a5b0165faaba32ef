"""Which model id a widget gets: the same one at every run of the same cell.

A saved notebook finds its widgets again by model id, so the id must not change when a cell is
run again, and two cells that show the same item must not share one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from studywidgets.identifiers import model_id


@dataclass(frozen=True)
class Execution:
    """One run of one cell: the cell's id, where the client sends it, and the kernel's count."""

    cell: str | None
    count: int | None


def current_execution() -> Execution:
    """The run that is under way in this kernel; without IPython, a run without a cell."""
    # Imported by the kernel long before us; outside a notebook it would cost a start-up second.
    import sys  # noqa: PLC0415 - kept beside its only use

    ipython = sys.modules.get("IPython")
    shell: Any = ipython.get_ipython() if ipython else None
    if shell is None:
        return Execution(None, None)
    parent = shell.get_parent() if hasattr(shell, "get_parent") else {}
    metadata = (parent or {}).get("metadata") or {}
    return Execution(metadata.get("cellId"), shell.execution_count)


@dataclass
class ModelIds:
    """Hands out model ids: by part, and for a part shown in several places, by place."""

    _places: dict[str, list[tuple[object, int]]] = field(default_factory=dict)
    _execution: Execution | None = None
    _made: dict[str, int] = field(default_factory=dict)

    def take(self, part: str, execution: Execution) -> str:
        """The model id for `part` (a cell id of `identifiers`) made in `execution`.

        The first place keeps the plain id and each further place gets `-2`, `-3`, …; a place is
        a cell, and within one run of a cell the how-manieth widget of that part it is.
        """
        if execution != self._execution:
            self._execution = execution
            self._made = {}
        nth = self._made[part] = self._made.get(part, 0) + 1
        cell = execution.cell if execution.cell is not None else execution.count
        places = self._places.setdefault(part, [])
        place = (cell, nth)
        if place not in places:
            places.append(place)
        index = places.index(place)
        return model_id(part, f"-{index + 1}" if index else "")


MODEL_IDS = ModelIds()
"""The ids of this kernel; one kernel serves one notebook."""
