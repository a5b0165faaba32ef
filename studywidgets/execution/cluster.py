"""An executor on the workers of a Dask cluster, which says when nobody works there any more."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from concurrent.futures import BrokenExecutor, Executor, Future, InvalidStateError
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar
from uuid import uuid4

from studywidgets.execution.batches import WorkerDiedError, call_in_run, stop_run
from studywidgets.execution.parcel import make_call, pack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from distributed import Client

P = ParamSpec("P")
T = TypeVar("T")

ANSWER = 5
"""Seconds within which a scheduler answers that can be reached."""

LOOK = 1
"""Seconds between two looks at the cluster."""

WAIT = 60
"""Seconds after which nobody can be expected to work there any more."""

INSTALL = "python -m pip install 'studywidgets[authoring,dask]'"


class NoClusterError(Exception):
    """There is no cluster to run lessons on; the message says why, and what to do."""


@contextmanager
def cluster(address: str, wait: float = WAIT) -> Iterator[Executor]:
    """An executor whose calls run on the workers of a cluster, for the length of the context.

    A worker that ends is made up for by the others. If there is none for too long, or the scheduler
    is gone, calls that are not finished raise `BrokenExecutor`; one whose workers have died again
    and again raises `WorkerDiedError`. At the end, batches of lessons that still run are stopped.

    Args:
        address: The scheduler's, such as `tcp://127.0.0.1:8786`.
        wait: Seconds to wait for workers when there are none.

    Raises:
        NoClusterError: `distributed` is not installed, or no scheduler answers there.
    """
    try:
        from distributed import Client  # noqa: PLC0415 - slow, and only in the extra
    except ImportError as error:
        message = f"The package distributed is not installed. Type: {INSTALL}"
        raise NoClusterError(message) from error
    asyncio.run(_greet(address))
    with _quiet(), Client(address, timeout=ANSWER, set_as_default=False) as client:
        executor = ClusterExecutor(client, wait)
        try:
            yield executor
        finally:
            executor.close()


async def _greet(address: str) -> None:
    """Make sure that a scheduler answers: a client that gets no answer leaves loose ends.

    Raises:
        NoClusterError: None does.
    """
    from distributed import rpc  # noqa: PLC0415

    try:
        async with rpc(address, timeout=ANSWER) as there:
            identity = await asyncio.wait_for(there.identity(), ANSWER)
    except ValueError as error:
        message = f"{address!r} is no address such as tcp://127.0.0.1:8786: {error}"
        raise NoClusterError(message) from error
    except (OSError, asyncio.TimeoutError) as error:
        message = (
            f"No scheduler answers at {address} within {ANSWER} seconds. Check the address in the "
            "scheduler's first lines, and that it runs and can be reached from here."
        )
        raise NoClusterError(message) from error
    if identity.get("type") != "Scheduler":
        message = f"What answers at {address} is no scheduler, but a {identity.get('type')}."
        raise NoClusterError(message)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the client from writing to the terminal what is reported here."""
    log = logging.getLogger("distributed.client")
    before = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(before)


class ClusterExecutor(Executor):
    """The client's executor, with an end for calls that nobody will finish."""

    def __init__(self, client: Client, wait: float) -> None:
        """Take a connected client, and the seconds to wait for workers when there are none."""
        self._client = client
        self._inner = client.get_executor(pure=False)
        self._wait = wait
        self._run = uuid4().hex
        self._waiting: set[Future[Any]] = set()
        self._broken = ""
        self._left = threading.Event()
        self._watch = threading.Thread(target=self._look, name="cluster", daemon=True)
        self._watch.start()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Call a function on one of the workers.

        Raises:
            BrokenExecutor: Nobody works there any more.
        """
        if self._broken:
            raise BrokenExecutor(self._broken)
        future: Future[T] = Future()
        self._waiting.add(future)
        packed = pack(call_in_run, self._run, fn, *args, **kwargs)
        inner = self._inner.submit(make_call, packed)
        inner.add_done_callback(lambda done: self._settle(future, done))
        return future

    def close(self) -> None:
        """Stop what still runs."""
        self._left.set()
        if self._waiting:
            # A scheduler or a worker that does not answer is not waited for.
            stop = threading.Thread(target=self._stop, daemon=True)
            stop.start()
            stop.join(ANSWER)
        self._watch.join(ANSWER)

    def _stop(self) -> None:
        # Where nobody answers, nobody can be told.
        with suppress(Exception):
            self._inner.shutdown(wait=False)
            self._client.run(stop_run, self._run, on_error="ignore")

    def _settle(self, future: Future[T], done: Future[T]) -> None:
        """Give a future what came of the call."""
        from distributed import KilledWorker  # noqa: PLC0415

        self._waiting.discard(future)
        # It may be cancelled, or have been given up.
        with suppress(InvalidStateError):
            if done.cancelled():
                future.set_exception(BrokenExecutor(self._broken or "the scheduler is gone"))
            elif (error := done.exception()) is None:
                future.set_result(done.result())
            elif isinstance(error, KilledWorker):
                times = error.allowed_failures + 1
                message = f"{times} workers, one after the other, died while they had it"
                future.set_exception(WorkerDiedError(message))
            else:
                future.set_exception(error)

    def _look(self) -> None:
        """Look at the cluster until the end, and give up when nobody works there."""
        seen = time.monotonic()
        while not self._left.wait(LOOK):
            trouble = self._trouble()
            if not trouble:
                seen = time.monotonic()
            elif time.monotonic() - seen > self._wait:
                self._give_up(f"{trouble} for {self._wait:g} seconds")
                return

    def _trouble(self) -> str:
        """Why nobody works there now, if so."""
        try:
            client: Any = self._client
            workers = client.sync(client.scheduler.ncores, callback_timeout=ANSWER)
        except Exception:  # noqa: BLE001 - whatever it is, there is no answer
            return "the scheduler has not answered"
        return "" if workers else "the cluster has had no worker"

    def _give_up(self, reason: str) -> None:
        self._broken = reason
        for future in [*self._waiting]:
            # It may have come to its end in this moment.
            with suppress(InvalidStateError):
                future.set_exception(BrokenExecutor(reason))
