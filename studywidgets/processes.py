"""Work that is spread over processes, where there is much of it and more than one processor."""

from __future__ import annotations

import contextlib
import gc
import itertools
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import traceback
from collections import deque
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

Item = TypeVar("Item")
Result = TypeVar("Result")

# One is at work, and one waits in the pipe, so that a process need not wait for this one.
_AT_ONCE = 2
# Where there is less to do, the others would hardly have begun.
_FEWEST_ITEMS = 4
# A process makes and drops objects by the thousand, and few of them in circles.
_OBJECTS_BEFORE_COLLECTING = 50_000


def processors() -> int:
    """How many processors this process may use."""
    # A container may have fewer than the machine; macOS and Windows can't say.
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1


def spread(
    function: Callable[[Item], Result], items: Sequence[Item], jobs: int
) -> Iterator[tuple[int, Result]]:
    """Call a function with each item, in several processes where that pays.

    All processes end with this one, however it ends, and when the iterator is closed. Ctrl-C is
    this process's matter. What a process was at that was killed is done here.

    Args:
        function: What is called. Where no process can be forked it is pickled, and the program's
            main module is imported, which must not begin anything then.
        items: What it is called with, each of a few kilobytes at most when it is pickled.
        jobs: How many processes may work; 1 for this one alone.

    Yields:
        The place of an item and what its call returned, as they come.

    Raises:
        Exception: What a call raised.
    """
    jobs = min(jobs, len(items))
    if jobs <= 1 or len(items) < _FEWEST_ITEMS:
        for place, item in enumerate(items):
            yield place, function(item)
        return
    workers: list[_Worker[Item, Result]] = []
    try:
        for _ in range(jobs):
            workers.append(_Worker(function, [worker.connection for worker in workers]))
        yield from _results(function, items, workers)
    finally:
        for worker in workers:
            worker.kill()
        for worker in workers:
            worker.bury()


def _results(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    workers: Sequence[_Worker[Item, Result]],
) -> Iterator[tuple[int, Result]]:
    waiting = deque(range(len(items)))
    left: list[int] = []
    while any(worker.alive and (waiting or worker.given) for worker in workers):
        for worker in itertools.chain(*[workers] * _AT_ONCE):
            if waiting and worker.alive and len(worker.given) < _AT_ONCE:
                place = waiting.popleft()
                worker.give(place, items[place])
        busy = {each.connection: each for each in workers if each.alive and each.given}
        for connection in wait([*busy]):
            yield from busy[connection].take()
        for worker in workers:
            if not worker.alive:
                left += worker.given
                worker.given.clear()
    for place in (*left, *waiting):
        yield place, function(items[place])


class _Worker(Generic[Item, Result]):
    """Another process.

    Attributes:
        connection: This process's end of the pipe between the two.
        given: The places of the items that it has not answered.
        alive: Whether it has answered so far.
    """

    def __init__(
        self, function: Callable[[Item], Result], others: Sequence[Connection[Any, Any]]
    ) -> None:
        """Start it.

        Args:
            function: What it is to call.
            others: The ends of other pipes, which a fork gets too and must not keep open: it
                learns by the end of its pipe that this process is gone.
        """
        forks = _can_fork()
        context: Any = multiprocessing.get_context("fork" if forks else "spawn")
        self.connection, theirs = context.Pipe()
        inherited = (self.connection, *others) if forks else ()
        self._process = context.Process(target=_work, args=(function, theirs, inherited))
        self._process.daemon = True
        with _without_interrupts():
            self._process.start()
        theirs.close()
        self.given: deque[int] = deque()
        self.alive = True

    def give(self, place: int, item: Item) -> None:
        """Give it an item."""
        self.given.append(place)
        try:
            self.connection.send(item)
        except OSError:
            self.alive = False

    def take(self) -> Iterator[tuple[int, Result]]:
        """Yield its answer, or nothing when it was killed."""
        try:
            answer = self.connection.recv_bytes()
        except (EOFError, OSError):
            self.alive = False
            return
        result, error, trace = pickle.loads(answer)  # noqa: S301 - from our own process
        if error is not None:
            raise error from RuntimeError(trace)
        yield self.given.popleft(), result

    def kill(self) -> None:
        """End it; it only reads, so there is nothing that could be left half done."""
        self._process.kill()

    def bury(self) -> None:
        """Wait for its end."""
        self._process.join()
        self.connection.close()


def _work(
    function: Callable[[Item], Result],
    connection: Connection[Any, Any],
    inherited: Sequence[Connection[Any, Any]],
) -> None:
    """Answer until the pipe's other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for each in inherited:
        each.close()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTING)
    with contextlib.suppress(EOFError, OSError):
        while True:
            connection.send_bytes(_answer(function, connection.recv()))


def _end_with_parent() -> None:
    """End this process when its parent is gone, also in the middle of an item."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)


def _answer(function: Callable[[Item], Result], item: Item) -> bytes:
    try:
        return pickle.dumps((function(item), None, ""), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001 - whatever it is, the caller gets it
        trace = traceback.format_exc()
        try:
            answer = pickle.dumps((None, error, trace))
            pickle.loads(answer)  # noqa: S301 - our own
        except Exception:  # noqa: BLE001 - an error that can't be pickled, or taken out again
            return pickle.dumps((None, RuntimeError(str(error)), trace))
        return answer


def _can_fork() -> bool:
    """Whether a fork is safe: elsewhere than on Linux, and with threads, it is not."""
    return sys.platform == "linux" and len(list(Path("/proc/self/task").iterdir())) == 1


@contextlib.contextmanager
def _without_interrupts() -> Iterator[None]:
    """Keep Ctrl-C back until a new process knows that it is not meant."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
