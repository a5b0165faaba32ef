"""What to tell about a lesson whose cells did not all run."""

from __future__ import annotations

import errno
import os
from traceback import format_exception
from typing import TYPE_CHECKING

from studywidgets.execution.checks import items_of_cell
from studywidgets.execution.performance import OUTPUT_LIMIT
from studywidgets.execution.result import Problem

if TYPE_CHECKING:
    from nbclient.exceptions import CellExecutionError
    from nbformat import NotebookNode

    from studywidgets.execution.kernels import RunningKernel
    from studywidgets.execution.performance import LessonClient

NO_KERNEL = "Check that ipykernel is installed beside studywidgets: python -m pip check"
NO_ROOM = "Make room on the disk with the temporary files, or let TMPDIR name another folder."
FEWER = "Let fewer lessons run at the same time, with --jobs."
HINTS = {
    errno.ENOSPC: NO_ROOM,
    errno.EDQUOT: NO_ROOM,
    errno.EMFILE: FEWER,
    errno.ENFILE: FEWER,
    errno.EAGAIN: FEWER,
    errno.ENOMEM: FEWER,
}
"""What to do about an error of the system."""

LITTLE_ROOM = 1_000_000
"""Bytes on a disk with which nobody gets far."""

ABOUT_ERRORS = {
    "MemoryError": "Look for what takes so much memory, or allow more with --memory.",
    "StdinNotImplementedError": "Nobody is there to answer: let the lesson run without a question.",
}
"""What to do about an error of a cell."""


def cell_failed(client: LessonClient, error: CellExecutionError) -> Problem:
    """A cell raised an exception."""
    outputs: list[NotebookNode] = client.cell.get("outputs", []) if client.cell else []
    lines = [
        line
        for output in outputs
        if output["output_type"] == "error"
        for line in output["traceback"]
    ]
    value = f": {error.evalue}" if error.evalue else ""
    summary = f"a cell failed: {error.ename}{value}".splitlines()[0]
    hint = ABOUT_ERRORS.get(error.ename, "")
    return _in_cell(client, summary, hint, traceback="\n".join(lines) or str(error))


def out_of_time(client: LessonClient, timeout: float) -> Problem:
    """The lesson was not finished in time."""
    return _in_cell(
        client,
        f"not finished after {timeout:g} seconds",
        "Look for a loop without end, or allow more with --timeout.",
    )


def cell_out_of_time(client: LessonClient, timeout: float) -> Problem:
    """A cell was not finished in time."""
    return _in_cell(
        client,
        f"a cell was not finished after {timeout:g} seconds",
        "Look for a loop without end, or allow more with --cell-timeout.",
    )


def too_much_output(client: LessonClient) -> Problem:
    """A cell put out more than a notebook can hold."""
    return _in_cell(
        client,
        f"a cell put out more than {OUTPUT_LIMIT // 1_000_000} million characters",
        "Look for a loop that prints; a notebook of that size can't be opened.",
    )


def not_startable(error: Exception) -> Problem:
    """The kernel's process, or the sockets to it, can't be made."""
    hint = HINTS.get(getattr(error, "errno", None) or 0, NO_KERNEL)
    return Problem(f"its kernel can't be started: {error}", hint)


def kernel_died(client: LessonClient, kernel: RunningKernel, error: RuntimeError | None) -> Problem:
    """The kernel's process ended, or never answered, of which nbclient may have made an error."""
    end = kernel.end() or str(error)
    if client.cell is None:
        words = kernel.last_words()
        lacks = (hint for number, hint in HINTS.items() if os.strerror(number) in words)
        hint = NO_ROOM if kernel.room() < LITTLE_ROOM else next(lacks, NO_KERNEL)
        return Problem(f"its kernel did not start: {end}", hint, streams=words)
    had = kernel.peak()
    memory = f" It had {had // 1_000_000:,} MB at most." if had else ""
    return _in_cell(
        client,
        f"the kernel died while a cell ran ({end})",
        f"Look for code that ends the process, or that needs more memory than there is.{memory}",
        last_words=kernel.last_words(),
    )


def not_understood(client: LessonClient, error: Exception) -> Problem:
    """The kernel sent what makes no sense."""
    return _in_cell(
        client,
        f"what the kernel sent can't be understood ({type(error).__name__}: {error})",
        "Look for code that changes the kernel itself, or that copies its process.",
    )


def not_judged(error: Exception) -> Problem:
    """What a lesson holds or put out is such that nobody can say what came of it."""
    return Problem(
        f"what came of it can't be told ({type(error).__name__}: {error})",
        "Look for what is unusual in its outputs or metadata, or delete it and build it again.",
        traceback="".join(format_exception(error)),
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
