"""The sockets between the client and the processes that it has, and what goes wrong there."""

from __future__ import annotations

import os
import socket
from weakref import WeakSet

_ours: WeakSet[socket.socket] = WeakSet()


class CannotForkError(Exception):
    """No kernel can be forked; the message says why."""


class ServerGoneError(CannotForkError):
    """The server ended before it forked."""

    def __init__(self) -> None:
        super().__init__("the fork server has ended")


def connection() -> tuple[socket.socket, socket.socket]:
    """A pair of sockets that keep messages whole: this process's end, and the other's."""
    ours, its_end = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    _ours.add(ours)
    return ours, its_end


def _close_ours() -> None:
    """In a fork of this process: with it, the others would not notice this process's end."""
    for ours in [*_ours]:
        ours.close()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_close_ours)
