"""Kernels' processes that are killed while they write, and that write at the same time."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from studywidgets.record.fold import fold
from studywidgets.record.folder import RecordFolder
from tests.faults.page import Page
from tests.faults.tries import fault
from tests.faults.writers import found, kernel
from tests.record.samples import COURSE, answer, answers, draft

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.faults.tries import Tries

KERNELS = 4


class Killed(Exception):  # noqa: N818 -- what happened, not what went wrong
    """The kernel was killed before it replied."""


@fault("kill -9 of a kernel's process in the middle of its writing", few=12, full=500)
def test_killed(tries: Tries, roots: Iterator[Path]) -> None:
    """What a kernel has called stored is there after its end, and the next one goes on from it."""
    root, page = next(roots), Page()
    for number in tries:
        page.reconnect()
        with kernel(root) as running:
            # The first reply comes when the process has started, so that most kills hit its work.
            page.sync(running.sync)
            killer = threading.Timer(tries.chance.random() / 50, running.process.kill)
            killer.start()

            def ask(request: dict[str, Any]) -> dict[str, Any]:
                try:
                    running.post(request)
                except BrokenPipeError:
                    raise Killed from None
                reply = running.reply()
                if reply is None:
                    raise Killed
                return reply

            try:
                for step in range(10_000):
                    page.write(answer(step, f"try-{number}"), draft(step + 1, f"try-{number}"))
                    page.sync(ask)
            except Killed:
                killer.join()
        tries.expect(page.needed(), found(root))

    assert tries.lost == []


@fault("Several kernels' processes write to one course at the same time", few=3, full=200)
def test_at_once(tries: Tries, roots: Iterator[Path]) -> None:
    """What each has called stored is there, each has given its page all, and all versions hold."""
    for _ in tries:
        root, pages = next(roots), [Page() for _ in range(KERNELS)]
        with ExitStack() as stack:
            running = [stack.enter_context(kernel(root)) for _ in pages]
            for step in range(20):
                for number, page in enumerate(pages):
                    page.write(*answers(40, f"kernel-{number}")[2 * step : 2 * step + 2])
                # All are asked before any is listened to.
                for page, one in zip(pages, running, strict=True):
                    one.post(page.request())
                for page, one in zip(pages, running, strict=True):
                    page.take(one.reply() or {})
            for page, one in zip(pages, running, strict=True):
                page.sync(one.sync)

        everything = set[str]().union(*(page.needed() for page in pages))
        tries.expect(everything, found(root))
        for page in pages:
            tries.expect(everything, page.given | page.needed())
        heads = fold(RecordFolder(root, COURSE).entries())
        assert {len(those) for those in heads.values()} == {KERNELS}

    assert tries.lost == []
