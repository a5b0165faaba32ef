"""Telling when content files are saved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from watchfiles import awatch

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncIterator

# In ms: how soon after the start everything is looked at once more.
_FIRST_LOOK = 500
# In ms: what an editor does at one saving (write, rename, change the mode) comes together, and
# somebody who saves without end is shown something all the same.
_PAUSE = 30
_LONGEST = 200


async def saved_files(folder: Path, stop: asyncio.Event) -> AsyncIterator[list[Path]]:
    """Yield the files below a folder that were saved, removed or renamed, until `stop` is set.

    The first list may be empty: what was saved before the watching began is in no list.
    """
    looked = False
    async for changes in awatch(
        folder,
        stop_event=stop,
        step=_PAUSE,
        debounce=_LONGEST,
        rust_timeout=_FIRST_LOOK,
        yield_on_timeout=True,
        raise_interrupt=False,
    ):
        if changes or not looked:
            looked = True
            yield [Path(path) for _, path in changes]
