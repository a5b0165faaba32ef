"""Asking for a kernel, and what to do when the server that was there is gone."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from studywidgets.execution.forkserver.connection import CannotForkError, ServerGoneError
from studywidgets.execution.forkserver.process import ForkedProcess
from studywidgets.execution.forkserver.servers import forget, server

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studywidgets.execution.forkserver.order import Order
    from studywidgets.execution.forkserver.servers import ForkServer

PATIENCE = 60
"""Seconds within which a server has imported what it needs, on however busy a machine."""

CLEANUP = 5
"""Seconds to wait for the end of everything that a kernel started."""


async def fork(
    python: Sequence[str], order: Order, stdout: int, stderr: int, without: Sequence[str]
) -> ForkedProcess:
    """Start a kernel.

    Args:
        python: The interpreter, with options of its own.
        order: The kernel.
        stdout: The descriptor of its standard output.
        stderr: Likewise.
        without: The modules that the server does without.

    Raises:
        CannotForkError: It can't be forked.
        OSError: It could not be started in another way either.
    """
    first = server(python, order.environment, without)
    try:
        return await _fork(first, order, stdout, stderr)
    except ServerGoneError:
        # Others may have noticed, too, while this waited.
        forget(first)
        again = server(python, order.environment, without)
        return await _fork(again, order, stdout, stderr)


async def _fork(known: ForkServer, order: Order, stdout: int, stderr: int) -> ForkedProcess:
    process = ForkedProcess(known.send(order, stdout, stderr))
    try:
        await asyncio.wait_for(process.started(), PATIENCE)
    except asyncio.TimeoutError:
        process.close()
        # A cell may have stopped it; the next kernel has another one.
        forget(known)
        message = f"the fork server has not answered for {PATIENCE} seconds"
        raise CannotForkError(message) from None
    except asyncio.CancelledError:
        # Its files are removed next, and without them it would make others.
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(process.abandon(), CLEANUP)
        process.close()
        raise
    except BaseException:
        process.close()
        raise
    return process
