"""The channels to a kernel: every message, in order, and a turn for others."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from queue import Empty
from typing import TYPE_CHECKING

import pytest
import zmq
import zmq.asyncio
from jupyter_client.jsonutil import json_default
from jupyter_client.session import Session

from studywidgets.execution.channels import IN_A_ROW, PromptChannel, unpacked

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


def test_messages_as_jupyter_client_reads_them() -> None:
    """A message has what jupyter_client would have made of it, but that dates are texts."""
    header = SESSION.msg_header("comm_open")
    content = {"number": 1, "date": "2025-01-01T00:00:00Z", "text": "ë"}
    message = SESSION.msg("comm_open", content, parent=header, metadata={"cellId": "a"})
    parts = [b"topic", *SESSION.serialize(message), b"a buffer", b""]
    _, without_topic = SESSION.feed_identities(parts)

    expected = SESSION.clone().deserialize(without_topic)
    for each in (expected["header"], expected["parent_header"]):
        each["date"] = json_default(each["date"])
    assert unpacked(parts, SESSION) == expected


@pytest.mark.parametrize("key", [b"of another", b"of the test"])
def test_messages_of_others_are_refused(key: bytes) -> None:
    """A message is taken only as it was signed, and with the kernel's key."""
    session = Session(key=key)
    parts = session.serialize(session.msg("stream", {"number": 1}))
    parts[-1] = b'{"number": 2}'

    with pytest.raises(ValueError, match="not signed"):
        unpacked(parts, SESSION)


def test_messages_without_signature() -> None:
    """Where a kernel has no key, nothing is signed."""
    session = Session(key=b"")
    parts = session.serialize(session.msg("stream", {"number": 1}))

    assert unpacked(parts, session)["content"] == {"number": 1}
