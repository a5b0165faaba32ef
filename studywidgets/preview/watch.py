"""Telling when content files are saved."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from watchfiles import awatch

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator

# In ms: how soon after the start everything is looked at once more, and how often it is looked
# whether the folder is another one.
_LOOK = 500
# In ms: what an editor does at one saving (write, rename, change the mode) comes together, and
# somebody who saves without end is shown something all the same.
_PAUSE = 30
_LONGEST = 200


async def saved_files(folder: Path, stop: asyncio.Event) -> AsyncIterator[list[Path]]:
    """Yield the files below a folder that were saved, removed or renamed, until `stop` is set.

    The first list may be empty: what was saved before the watching began is in no list. A list of
    the folder alone says that another one has taken its place, as when git checks out a branch that
    has it again: anything in it may be different.
    """
    looked = False
    while not stop.is_set():
        watched = _identity(folder)
        if watched is None:
            await asyncio.sleep(_LOOK / 1000)
            continue
        if looked:
            yield [folder]
        # It may go before the watching begins.
        with contextlib.suppress(FileNotFoundError):
            async with contextlib.aclosing(_changes(folder, stop)) as rounds:
                async for changed in rounds:
                    if changed or not looked:
                        looked = True
                        yield changed
                    # A watch belongs to a folder, not to its name.
                    if _is_itself(folder, changed) or _identity(folder) not in {watched, None}:
                        break


async def _changes(folder: Path, stop: asyncio.Event) -> AsyncGenerator[list[Path]]:
    """Yield what has changed, and an empty list where for a while nothing has."""
    async for changes in awatch(
        folder,
        stop_event=stop,
        step=_PAUSE,
        debounce=_LONGEST,
        rust_timeout=_LOOK,
        yield_on_timeout=True,
        raise_interrupt=False,
    ):
        yield [Path(path) for _, path in changes]


def _is_itself(folder: Path, changed: list[Path]) -> bool:
    """Whether the folder itself was removed; another one may have its inode already."""
    return not {folder.absolute(), folder.resolve()}.isdisjoint(changed)


def _identity(folder: Path) -> tuple[int, int] | None:
    """What tells a folder from another of the same name; None while there is none."""
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
