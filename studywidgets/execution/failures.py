"""What to tell about a lesson whose cells did not all run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studywidgets.execution.checks import items_of_cell
from studywidgets.execution.performance import OUTPUT_LIMIT
from studywidgets.execution.result import Problem

if TYPE_CHECKING:
    from nbclient.exceptions import CellExecutionError
    from nbformat import NotebookNode

    from studywidgets.execution.performance import LessonClient


def cell_failed(client: LessonClient, error: CellExecutionError) -> Problem:
    """A cell raised an exception."""
    outputs: list[NotebookNode] = client.cell.get("outputs", []) if client.cell else []
    lines = [
        line
        for output in outputs
        if output["output_type"] == "error"
        for line in output["traceback"]
    ]
    summary = f"a cell failed: {error.ename}: {error.evalue}".splitlines()[0]
    return _in_cell(client, summary, "", traceback="\n".join(lines) or str(error))


def out_of_time(client: LessonClient, timeout: float) -> Problem:
    """The lesson was not finished in time."""
    return _in_cell(
        client,
        f"not finished after {timeout:g} seconds",
        "Look for a loop without end, or allow more with --timeout.",
    )


def too_much_output(client: LessonClient) -> Problem:
    """A cell put out more than a notebook can hold."""
    return _in_cell(
        client,
        f"a cell put out more than {OUTPUT_LIMIT // 1_000_000} million characters",
        "Look for a loop that prints; a notebook of that size can't be opened.",
    )


def kernel_died(client: LessonClient, end: str, last_words: str, error: RuntimeError) -> Problem:
    """The kernel's process ended, or never answered."""
    if client.cell is None:
        return Problem(
            f"its kernel did not start: {end or error}",
            "Check that ipykernel is installed beside studywidgets: python -m pip check",
            streams=last_words,
        )
    return _in_cell(
        client,
        f"the kernel died while a cell ran ({end or error})",
        "Look for code that ends the process, or that needs more memory than there is.",
        last_words=last_words,
    )


def _in_cell(
    client: LessonClient, message: str, hint: str, *, traceback: str = "", last_words: str = ""
) -> Problem:
    cell = client.cell
    if cell is None:
        return Problem(message, hint)
    printed = "".join(
        output["text"] for output in cell.get("outputs", ()) if output["output_type"] == "stream"
    )
    return Problem(
        message,
        hint,
        items_of_cell(client.nb, cell.get("id")),
        source=cell["source"],
        streams="\n".join(part for part in (printed, last_words) if part),
        traceback=traceback,
    )
