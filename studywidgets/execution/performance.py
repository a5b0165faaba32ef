"""Running the cells of one lesson in a kernel, one after the other."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError

if TYPE_CHECKING:
    from pathlib import Path

    from nbformat import NotebookNode

    from studywidgets.execution.kernels import RunningKernel

OUTPUTS = {"stream", "display_data", "execute_result"}

OUTPUT_LIMIT = 20_000_000
"""Characters that a cell may put out; a notebook that is larger can't be opened any more."""

OUTPUT_COST = 100
"""Characters that a notebook needs for an output beside its text."""


class LessonClient(NotebookClient):
    """Runs cells in a kernel that somebody else starts and ends.

    Attributes:
        cell: The cell that runs or has run last; None before the first.
        flooded: Set when a cell has put out more than a notebook can hold.
    """

    def __init__(self, notebook: NotebookNode, kernel: RunningKernel, folder: Path) -> None:
        super().__init__(
            notebook,
            km=kernel.manager,
            resources={"metadata": {"path": str(folder)}},
            record_timing=False,
            store_widget_state=True,
            # Where a kernel cuts its output into messages is a matter of time.
            coalesce_streams=True,
            shutdown_kernel="immediate",
        )
        self._kernel = kernel
        self.cell: NotebookNode | None = None
        self.flooded = asyncio.Event()
        self._put_out = 0

    async def play(self) -> None:
        """Run every cell, and note the widgets' state in the notebook also when one fails.

        Raises:
            CellExecutionError: A cell raised an exception.
            RuntimeError: The kernel did not start, or died.
        """
        self.nb.metadata.pop("widgets", None)
        try:
            await self._play_cells()
        except DeadKernelError:
            # nbclient answers a cancellation in this way, too.
            if await self._kernel.end():
                raise
            raise asyncio.CancelledError from None
        finally:
            self.set_widgets_metadata()
            if self.kc is not None:
                self.kc.stop_channels()

    async def _play_cells(self) -> None:
        kernel = await self.async_start_new_kernel_client()
        reply = await self.async_wait_for_reply(kernel.kernel_info())
        if reply is not None:
            self.nb.metadata["language_info"] = reply["content"]["language_info"]
        for index, cell in enumerate(self.nb.cells):
            self.cell = cell
            self._put_out = 0
            # As JupyterLab does: from it a widget knows which cell it was made in.
            kernel.session.metadata = {"cellId": cell["id"]} if "id" in cell else {}
            await self.async_execute_cell(cell, index, self.code_cells_executed + 1)

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> Any:  # noqa: ANN401
        """Take in one message of the kernel, unless the cell has put out too much already."""
        content = msg["content"]
        if msg["msg_type"] in OUTPUTS:
            texts = content.get("data", content).values()
            self._put_out += OUTPUT_COST + sum(len(text) for text in texts if isinstance(text, str))
        if self._put_out > OUTPUT_LIMIT:
            self.flooded.set()
            return None
        return super().process_message(msg, cell, cell_index)
