"""Whole notebooks merged: a lesson with what is built now, an executed copy with its lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studywidgets.ipynb import VIEW_STATE
from studywidgets.notebooks.merge.notices import conflicts_in
from studywidgets.notebooks.merge.outputs import OF_A_RUN, models_shown, without_views
from studywidgets.notebooks.merge.three_way import Merged, merge_cells

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studywidgets.notebooks.merge.cell import CellDict

_OF_THE_BUILD = ("kernelspec", "language_info", "studywidgets")
_WIDGETS = "widgets"
_STATE = "application/vnd.jupyter.widget-state+json"


def merge_lesson(
    base: Sequence[CellDict], mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> tuple[dict[str, Any], Merged]:
    """Merge a lesson.

    Args:
        base: The cells that were built last.
        mine: The notebook on disk.
        theirs: The notebook that the content gives now.

    Returns:
        The merged notebook, and what came of its cells.
    """
    merged = merge_cells(
        base,
        mine["cells"],
        theirs["cells"],
        "content",
        standing=conflicts_in(mine["cells"]),
    )
    metadata = {**mine["metadata"], **{key: theirs["metadata"][key] for key in _OF_THE_BUILD}}
    if not _shows_a_model(merged.cells, metadata):
        metadata.pop(_WIDGETS, None)
    return {**mine, "cells": merged.cells, "metadata": metadata}, merged


def merge_copy(
    base: Sequence[CellDict], copy: Mapping[str, Any], lesson: Mapping[str, Any]
) -> tuple[dict[str, Any], Merged]:
    """Merge the edits of a lesson's executed copy into the lesson.

    Only edits of cells are taken over: no live widget, no state of a view, nothing of a run that
    the lesson has without it.

    Args:
        base: The lesson's cells when the copy was made, without outputs and state of a view.
        copy: The notebook that somebody edited.
        lesson: The lesson as it is now.

    Returns:
        The lesson as it is to be, and what came of its cells.
    """
    views = {cell["id"]: _view(cell) for cell in lesson["cells"]}
    mine = [_of_the_lesson(cell, views.get(cell["id"])) for cell in copy["cells"]]
    # Whoever deletes a notice in the copy has settled its conflict, unless it has changed since.
    kept = conflicts_in(mine)
    dismissed = [conflict for conflict in conflicts_in(base) if conflict not in kept]
    standing = [one for one in conflicts_in(lesson["cells"]) if one not in dismissed]
    merged = merge_cells(base, mine, lesson["cells"], "lesson", standing=standing)
    return {**lesson, "cells": merged.cells}, merged


def _of_the_lesson(cell: CellDict, view: dict[str, Any] | None) -> CellDict:
    """A copy's cell with the view that the lesson has of it, or with its own but for its run."""
    metadata = {key: value for key, value in cell["metadata"].items() if key not in VIEW_STATE}
    if view is None:
        view = {key: value for key, value in _view(cell).items() if key not in OF_A_RUN}
    return {**without_views(cell), "metadata": {**metadata, **view}}


def _view(cell: CellDict) -> dict[str, Any]:
    return {key: value for key, value in cell["metadata"].items() if key in VIEW_STATE}


def _shows_a_model(cells: list[CellDict], metadata: Mapping[str, Any]) -> bool:
    """Whether an output still shows a widget whose state the notebook has saved."""
    saved = metadata.get(_WIDGETS, {})
    state = saved.get(_STATE, {}) if isinstance(saved, dict) else {}
    models = state.get("state", {}) if isinstance(state, dict) else {}
    return isinstance(models, dict) and not models_shown(cells).isdisjoint(models)
