"""The built cells, run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from IPython.core.inputtransformer2 import TransformerManager

import studywidgets

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "name", ["index", "glossary", "guide-talks", "mediation", "back-channel", "sovereignty"]
)
def test_same_forms(root: Path, name: str) -> None:
    """Each code cell makes a widget with the plain forms and the items that were built."""
    path = root / "tests" / "golden" / "lessons" / f"{name}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    items = notebook.metadata.studywidgets["items"]
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]

    for cell in cells:
        widget = _run(cell.source)

        data, _ = widget._repr_mimebundle_()
        built = cell.outputs[0].data
        assert {kind: data[kind] for kind in built} == built
        assert widget.items == items.get(cell.id, [])


def _run(source: str) -> Any:
    """What the last expression of a cell gives, as IPython runs it."""
    before, call = TransformerManager().transform_cell(source).split("\n\n", 1)
    scope: dict[str, Any] = {}
    exec(before, scope)  # noqa: S102 - what a kernel does
    assert scope["sw"] is studywidgets
    return eval(call, scope)  # noqa: S307 - as above
