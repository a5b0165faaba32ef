"""Running the cells of one lesson in a kernel, one after the other."""

from __future__ import annotations

import asyncio
from queue import Empty
from typing import TYPE_CHECKING, Any

from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError

from studywidgets.execution.outputs import plain_output
from studywidgets.execution.streams import joined

if TYPE_CHECKING:
    from pathlib import Path

    from jupyter_client.asynchronous.client import AsyncKernelClient
    from nbformat import NotebookNode

    from studywidgets.execution.kernels import RunningKernel

OUTPUTS = {"stream", "display_data", "execute_result"}

OUTPUT_LIMIT = 20_000_000
"""Characters that a cell may put out; a notebook that is larger can't be opened any more."""

OUTPUT_COST = 100
"""Characters that a notebook needs for an output beside its text."""

STARTING = 60
"""Seconds within which a kernel answers, on however busy a machine."""

CONNECTING = 1
"""Seconds after which outputs that have not arrived were put out too early to arrive."""


class LessonClient(NotebookClient):
    """Runs cells in a kernel that somebody else starts and ends.

    Attributes:
        cell: The cell that runs or has run last; None before the first.
        flooded: Set when a cell has put out more than a notebook can hold.
    """

    def __init__(
        self,
        notebook: NotebookNode,
        kernel: RunningKernel,
        folder: Path,
        cell_timeout: float | None = None,
    ) -> None:
        super().__init__(
            notebook,
            km=kernel.manager,
            resources={"metadata": {"path": str(folder)}},
            record_timing=False,
            store_widget_state=True,
            on_cell_executed=_join,
            # nbclient's own option takes whole seconds only.
            timeout_func=lambda _: cell_timeout,
        )
        self._kernel = kernel
        self.cell: NotebookNode | None = None
        self.flooded = asyncio.Event()
        self._put_out = 0

    async def play(self) -> None:
        """Run every cell, and note the widgets' state in the notebook also when one fails.

        Raises:
            CellExecutionError: A cell raised an exception.
            CellTimeoutError: A cell was not finished in time.
            RuntimeError: The kernel did not start, or died.
        """
        self.nb.metadata.pop("widgets", None)
        manager = self._kernel.manager
        self.kc = kernel = manager.client(context=manager.context)
        # No cell is answered, nothing asked past the cells, and the process itself tells its end.
        kernel.start_channels(stdin=False, control=False, hb=False)
        try:
            try:
                await asyncio.wait_for(self._meet(kernel), STARTING)
            except asyncio.TimeoutError:
                message = f"it has not answered for {STARTING} seconds"
                raise RuntimeError(message) from None
            await self._play_cells(kernel)
        except DeadKernelError:
            # nbclient answers a cancellation in this way, too.
            if self._kernel.end():
                raise
            raise asyncio.CancelledError from None
        finally:
            self.set_widgets_metadata()
            for channel in (kernel.shell_channel, kernel.iopub_channel):
                channel.stop()

    async def _meet(self, kernel: AsyncKernelClient) -> None:
        """Wait until the kernel answers, and until its outputs arrive."""
        request = kernel.kernel_info()
        reply = await kernel.get_shell_msg()
        self.nb.metadata["language_info"] = reply["content"]["language_info"]
        while not await self._idle_after(kernel, request):
            # What a kernel puts out before the channel is connected is lost.
            request = kernel.kernel_info()

    async def _idle_after(self, kernel: AsyncKernelClient, request: str) -> bool:
        """Whether the kernel's outputs arrive, up to the end of a request."""
        try:
            while True:
                message = await kernel.get_iopub_msg(timeout=CONNECTING)
                ours = message["parent_header"].get("msg_id") == request
                if ours and message["content"].get("execution_state") == "idle":
                    return True
        except Empty:
            return False

    async def _play_cells(self, kernel: AsyncKernelClient) -> None:
        for index, cell in enumerate(self.nb.cells):
            self.cell = cell
            self._put_out = 0
            # As JupyterLab does: from it a widget knows which cell it was made in.
            kernel.session.metadata = {"cellId": cell["id"]} if "id" in cell else {}
            await self.async_execute_cell(cell, index, self.code_cells_executed + 1)

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> Any:  # noqa: ANN401
        """Take in one message of the kernel, unless the cell has put out too much already."""
        content = msg["content"]
        size = _size(content.get("data", content)) + sum(map(len, msg.get("buffers", ())))
        if msg["msg_type"] in OUTPUTS:
            self._put_out += OUTPUT_COST + size
        # What widgets send takes the place of what they had.
        if self._put_out > OUTPUT_LIMIT or size > OUTPUT_LIMIT:
            self.flooded.set()
            return None
        return super().process_message(msg, cell, cell_index)

    def output(
        self, outs: list[NotebookNode], msg: dict[str, Any], display_id: str | None, cell_index: int
    ) -> NotebookNode | None:
        """Add a message's output to those of a cell."""
        hooks = self.output_hook_stack[msg["parent_header"].get("msg_id")]
        usual = not (display_id or hooks or self.clear_before_next_output)
        output = plain_output(msg) if usual else None
        if output is None:
            return super().output(outs, msg, display_id, cell_index)
        outs.append(output)
        return output


def _size(part: object) -> int:
    """Characters of all texts in a part of a message."""
    if isinstance(part, dict):
        part = [*part.values()]
    if isinstance(part, list):
        return sum(map(_size, part))
    return len(part) if isinstance(part, str) else 0


def _join(cell: NotebookNode, **_: object) -> None:
    cell["outputs"] = joined(cell["outputs"])
