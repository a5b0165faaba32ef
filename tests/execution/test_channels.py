"""The channels to a kernel: every message, in order, and a turn for others."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from queue import Empty
from typing import TYPE_CHECKING

import pytest
import zmq
import zmq.asyncio
from jupyter_client.session import Session

from studywidgets.execution.channels import IN_A_ROW, PromptChannel, undated

if TYPE_CHECKING:
    from collections.abc import Iterator

SESSION = Session(key=b"of the test")


@contextmanager
def channel() -> Iterator[tuple[PromptChannel, zmq.Socket[bytes]]]:
    """A channel, and the socket at its other end."""
    with zmq.asyncio.Context() as context:
        near = context.socket(zmq.PAIR)
        far = zmq.Context(context).socket(zmq.PAIR)
        near.bind("inproc://channel")
        far.connect("inproc://channel")
        try:
            yield PromptChannel(near, SESSION.clone()), far
        finally:
            near.close()
            far.close()


def send(far: zmq.Socket[bytes], number: int) -> None:
    """Send a numbered message."""
    SESSION.send(far, "stream", {"number": number})


def test_messages_come_in_order() -> None:
    """Messages that are there already, and those that come later, are received in order."""

    async def received() -> list[int]:
        with channel() as (near, far):
            for number in range(5):
                send(far, number)
            numbers = [(await near.get_msg())["content"]["number"] for _ in range(5)]
            later = asyncio.ensure_future(near.get_msg())
            await asyncio.sleep(0)
            send(far, 5)
            return [*numbers, (await later)["content"]["number"]]

    assert asyncio.run(received()) == [0, 1, 2, 3, 4, 5]


def test_time_is_watched_where_asked() -> None:
    """With a timeout, a message that does not come is an error."""

    async def receive() -> None:
        with channel() as (near, _):
            await near.get_msg(timeout=0.01)

    with pytest.raises(Empty):
        asyncio.run(receive())


def test_others_get_a_turn() -> None:
    """A flood of messages does not keep other tasks from running."""

    async def turns() -> int:
        count = 0

        async def count_turns() -> None:
            nonlocal count
            while True:
                count += 1
                await asyncio.sleep(0)

        with channel() as (near, far):
            for number in range(3 * IN_A_ROW):
                send(far, number)
            other = asyncio.ensure_future(count_turns())
            for _ in range(3 * IN_A_ROW):
                await near.get_msg()
            other.cancel()
        return count

    assert asyncio.run(turns()) == 3


def test_only_the_date_is_left_out() -> None:
    """A part of a message is as it was sent, but for a date on its outermost level."""
    part = b'{"msg_id": "1", "date": "2025-01-01T00:00:00Z", "x": {"date": "kept"}}'

    assert undated(part) == {"msg_id": "1", "x": {"date": "kept"}}
    assert undated(b"[1]") == [1]
