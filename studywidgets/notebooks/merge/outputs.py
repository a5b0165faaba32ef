"""The outputs of merged cells: they never conflict, and none shows a text that is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studywidgets.markup.fallback import is_plain
from studywidgets.notebooks.calls import plain_form
from studywidgets.notebooks.cells import plain_output

if TYPE_CHECKING:
    from studywidgets.notebooks.merge.cell import CellDict

_WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
_FORMS = {"text/html", "text/plain"}
OF_A_RUN = ("execution", "ExecuteTime")
"""Cell metadata that tell when a cell was run."""


def renew_outputs(cell: CellDict, theirs: CellDict | None = None) -> None:
    """Make the outputs of one of our cells, or of a copy of one, show what its source says.

    A widget whose arguments can be read shows its plain form, also when it was run. Otherwise the
    outputs of whoever ran it stay, except a plain form that was built for another source.

    Args:
        cell: The merged cell, changed in place.
        theirs: The cell upstream, if it is of the same text.
    """
    if cell["cell_type"] != "code":
        cell.pop("outputs", None)
        cell.pop("execution_count", None)
        return
    if theirs is not None:
        _show(cell, theirs.get("outputs", []), theirs.get("execution_count"))
        return
    form = plain_form(cell["source"])
    if form is not None:
        _show(cell, [plain_output(form)])
    elif any(map(_is_built, cell.get("outputs", ()))):
        _show(cell, [])
    else:
        _show(cell, cell.get("outputs", []), cell.get("execution_count"))


def without_views(cell: CellDict) -> CellDict:
    """A cell whose outputs show no live widget, which only an executed copy can hold."""
    if not cell.get("outputs"):
        return cell
    outputs = []
    for output in cell["outputs"]:
        bundle = output.get("data", {})
        shown = {kind: value for kind, value in bundle.items() if kind != _WIDGET_VIEW}
        if shown or not bundle:
            outputs.append({**output, "data": shown} if bundle else output)
    return {**cell, "outputs": outputs}


def models_shown(cells: list[CellDict]) -> set[str]:
    """The ids of the live widgets that outputs show."""
    views = [
        output.get("data", {}).get(_WIDGET_VIEW)
        for cell in cells
        for output in cell.get("outputs", ())
    ]
    return {str(view.get("model_id")) for view in views if isinstance(view, dict)}


def _show(cell: CellDict, outputs: list[dict[str, Any]], count: int | None = None) -> None:
    if outputs != cell.get("outputs"):
        for key in OF_A_RUN:
            cell["metadata"].pop(key, None)
    cell["outputs"] = outputs
    cell["execution_count"] = count


def _is_built(output: dict[str, Any]) -> bool:
    # What a cell's last line shows when it is run is an execute_result.
    if output["output_type"] != "display_data" or output["data"].keys() != _FORMS:
        return False
    return is_plain("".join(output["data"]["text/html"]))
