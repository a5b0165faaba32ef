"""How soon a kernel answers: started through the fork server, and as jupyter_client starts it.

From the call that starts it to its first reply, to `kernel_info`, for which a Jupyter server waits
too. Each client is a process of its own that starts some kernels, one after the other. The first
one of a client finds no fork server yet.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from subprocess import DEVNULL
from time import perf_counter
from typing import Any

from ipykernel.kernelspec import get_kernel_dict
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import KernelManager

from benchmarks.rows import Faster, Figure, Row
from benchmarks.runs import Effort, interleaved
from studywidgets.execution.forkserver.kernelspec import forking

KERNELS = 6
"""How many a client starts."""
CLIENTS = 5
PATIENCE = 60

FORKED, USUAL = "forked", "usual"


class OneSpec(KernelSpecManager):
    """Knows one kernelspec, under every name."""

    def __init__(self, content: dict[str, Any]) -> None:
        """Take the content of its `kernel.json`."""
        super().__init__()
        self._content = content

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:  # noqa: ARG002 - every name
        """The kernelspec."""
        return KernelSpec(resource_dir="", **self._content)


def starts(kind: str, count: int) -> list[float]:
    """Start and end so many kernels; milliseconds from the start of each to its answer."""
    spec = get_kernel_dict()
    specs = OneSpec(forking(spec) if kind == FORKED else spec)
    return [_start(KernelManager(kernel_spec_manager=specs)) for _ in range(count)]


def _start(manager: KernelManager) -> float:
    start = perf_counter()
    # It would warn of its sockets.
    manager.start_kernel(stdout=DEVNULL, stderr=DEVNULL)
    client = manager.client()
    client.start_channels()
    client.kernel_info(reply=True, timeout=PATIENCE)
    taken = perf_counter() - start
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    return taken * 1000


def rows(effort: Effort) -> list[Row]:
    """Start kernels in both ways."""
    found: dict[str, list[list[float]]] = {FORKED: [], USUAL: []}

    def client(kind: str) -> float:
        # A new process, since it is the process that has a fork server.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            found[kind].append(pool.submit(starts, kind, KERNELS).result())
        return found[kind][-1][0]

    clients = effort.of(max(CLIENTS, effort.runs), 1)
    interleaved({kind: partial(client, kind) for kind in found}, clients)
    against = "ordinary provisioner"
    first = {kind: Figure.median([client[0] for client in each]) for kind, each in found.items()}
    later = {
        kind: Figure.median([time for client in each for time in client[1:]])
        for kind, each in found.items()
    }
    what = "kernel start to answer"
    return [
        Row(what, "ms", later[FORKED], later[USUAL], against, Faster(5)),
        Row(f"{what}, first of a client", "ms", first[FORKED], first[USUAL], against),
    ]
