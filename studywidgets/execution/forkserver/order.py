"""What the client asks of the server and of a keeper, and what they answer.

Everything goes through sockets that keep messages whole (`SOCK_SEQPACKET`). For each kernel the
server gets one byte with `DESCRIPTORS` file descriptors: the keeper's end of a pair of sockets, a
file with the order, and the two that the kernel's output goes to. A keeper gets single bytes, the
number of a signal or `FAREWELL`. Answers are JSON objects.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Sequence

DESCRIPTORS = 4

FAREWELL = b"\0"
"""The client has done with the kernel and removes its files itself."""

ANSWER_LIMIT = 65_536
"""More bytes than an answer can have: its longest part is a path, of at most 4,096."""


@dataclass(frozen=True, slots=True)
class Order:
    """A kernel to start.

    Attributes:
        command: The command that would start it as a program of its own.
        arguments: Those words of the command that are for the kernel.
        environment: Its environment variables.
        folder: Its working folder.
        leftovers: Files and folders to remove if the client ends without a farewell.
        memory: Bytes of memory that it may take beyond what it starts with; 0 for any number.
    """

    command: Sequence[str]
    arguments: Sequence[str]
    environment: dict[str, str]
    folder: str
    leftovers: Sequence[str] = ()
    memory: int = 0

    def as_file(self) -> BinaryIO:
        """The order in a file in memory: a message's size is limited, an environment's is not."""
        file = os.fdopen(os.memfd_create("order"), "w+b")
        # Not asdict: it copies every variable of the environment first.
        order = {field.name: getattr(self, field.name) for field in fields(self)}
        file.write(json.dumps(order).encode())
        file.flush()
        return file

    @staticmethod
    def from_file(descriptor: int) -> Order:
        """Read the order, and close the file."""
        with os.fdopen(descriptor, "rb") as file:
            file.seek(0)
            return Order(**json.load(file))


def started(pid: int, keeper: int) -> bytes:
    """A keeper's first answer: the kernel's process is there, and its own."""
    return _answer(pid=pid, keeper=keeper)


def signalled(number: int) -> bytes:
    """A keeper's answer to a signal: the kernel has it."""
    return _answer(signal=number)


def ended(code: int, peak: int) -> bytes:
    """A keeper's last answer: the kernel's exit code, negative for a signal, and peak bytes."""
    return _answer(code=code, peak=peak)


def failed(reason: str) -> bytes:
    """The only answer if no process can be forked."""
    return _answer(failed=reason)


def refused(error: OSError) -> bytes:
    """The only answer if the kernel could not be started otherwise either."""
    return _answer(refused=(error.errno, error.strerror, error.filename))


def _answer(**parts: object) -> bytes:
    return json.dumps(parts).encode()
