"""What stops a lesson's cells: their end, the kernel's, a flood of output, or the time."""

from __future__ import annotations

import asyncio
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studywidgets.execution.kernels import RunningKernel
    from studywidgets.execution.performance import LessonClient

LAST_OUTPUT = 0.5
"""Seconds in which arrives what a kernel put out before it died."""


class Stop(Enum):
    """Which of them came first."""

    ALL_PLAYED = auto()
    KERNEL_ENDED = auto()
    FLOODED = auto()
    TIME_UP = auto()


async def play_until(client: LessonClient, kernel: RunningKernel, timeout: float) -> Stop:
    """Run the cells until something stops them; when this returns, none runs any more.

    Args:
        client: What runs them.
        kernel: Where they run.
        timeout: Seconds that they may take.

    Raises:
        Exception: What running the cells raises: see `LessonClient.play`.
    """
    playing = asyncio.ensure_future(client.play())
    flooded = asyncio.ensure_future(client.flooded.wait())
    ended = asyncio.ensure_future(kernel.ended())
    try:
        first = asyncio.FIRST_COMPLETED
        done, _ = await asyncio.wait({playing, flooded, ended}, timeout=timeout, return_when=first)
        if ended in done:
            await asyncio.wait({playing, flooded}, timeout=LAST_OUTPUT, return_when=first)
        if flooded.done():
            return Stop.FLOODED
        if playing.done():
            await playing
            return Stop.ALL_PLAYED
        return Stop.KERNEL_ENDED if ended in done else Stop.TIME_UP
    finally:
        for task in (playing, flooded, ended):
            task.cancel()
        # Whatever comes of the cells now means nothing any more.
        await asyncio.gather(playing, flooded, ended, return_exceptions=True)
