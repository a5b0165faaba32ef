"""Whether an executed lesson shows every item that it was built from."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from studywidgets.execution.result import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbformat import NotebookNode

WIDGET_STATE = "application/vnd.jupyter.widget-state+json"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
FORMS = {"text/html": "plain-HTML", "text/plain": "plain-text"}


def built_from(notebook: NotebookNode) -> dict[str, Any]:
    """What the builder noted about the notebook; empty for notebooks that it did not build."""
    noted = notebook.metadata.get("studywidgets", {})
    return dict(noted) if isinstance(noted, dict) else {}


def items_of_cell(notebook: NotebookNode, cell_id: str | None) -> tuple[str, ...]:
    """The ids of the items that the builder put into a cell, in order."""
    cells = built_from(notebook).get("items")
    return _ids(cells.get(cell_id)) if isinstance(cells, dict) else ()


def missing_items(notebook: NotebookNode) -> list[Problem]:
    """A problem for each item that no widget shows, or shows without one of its plain forms.

    Only the items of cells that are still there count: an instructor may delete a cell.
    """
    shown: dict[str, set[str]] = {}
    for item, data in _displayed(notebook):
        lacking = {kind for kind in FORMS if not str(data.get(kind, "")).strip()}
        shown[item] = shown.get(item, lacking) & lacking
    return [
        problem
        for cell in notebook.cells
        for item in items_of_cell(notebook, cell.get("id"))
        if (problem := _judge(item, shown.get(item), cell.source)) is not None
    ]


def _judge(item: str, lacking: set[str] | None, source: str) -> Problem | None:
    hint = "Restore the cell, delete it altogether, or build the lesson again."
    if lacking is None:
        return Problem(f"no widget shows {item}", hint, (item,), source=source)
    if lacking:
        forms = " and ".join(name for kind, name in FORMS.items() if kind in lacking)
        return Problem(f"{item} is shown without its {forms} form", hint, (item,), source=source)
    return None


def _displayed(notebook: NotebookNode) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each item with the output data of each widget that shows it."""
    models = notebook.metadata.get("widgets", {}).get(WIDGET_STATE, {}).get("state", {})
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            # A cell may put out anything, under any name.
            with suppress(KeyError, TypeError):
                for item in _ids(models[data[WIDGET_VIEW]["model_id"]]["state"]["items"]):
                    yield item, data


def _ids(items: object) -> tuple[str, ...]:
    """Items' ids, if that is what it is: other widgets may have something else of the name."""
    return tuple(item for item in items if isinstance(item, str)) if isinstance(items, list) else ()
