"""What a page and its kernel say to each other about the record, heard on the web sockets."""

from __future__ import annotations

import itertools
import json
import struct
import time
from typing import TYPE_CHECKING, Any

from studywidgets.record.entries import Entry, read_entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page, WebSocket

PATIENCE = 90.0
"""Seconds for what must happen, on a machine that is busy with other tests."""

NEXT_FRAME = "() => new Promise((resolve) => requestAnimationFrame(resolve))"


class Traffic:
    """The requests of one page, and the replies.

    Attributes:
        stored: What a kernel has called stored, by id.
        replies: All replies, in order.
        sending: Called once, when entries are sent next.
    """

    def __init__(self, page: Page) -> None:
        self.stored: dict[str, Entry] = {}
        self.replies: list[dict[str, Any]] = []
        self.sending: Callable[[], None] = _nothing
        self._page = page
        self._asked: dict[str, dict[str, Any]] = {}
        page.on("websocket", self._listen)

    @property
    def kernel(self) -> str:
        """What the last kernel that replied calls itself."""
        return str(self.replies[-1].get("cursor", "")).partition("-")[0]

    def wait(self, what: Callable[[], bool]) -> None:
        """Let the page go on until something is so."""
        end = time.monotonic() + PATIENCE
        while not what():
            assert time.monotonic() < end, "what was waited for did not happen"
            self._page.evaluate(NEXT_FRAME)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", self._sent)
        socket.on("framereceived", self._received)

    def _sent(self, payload: str | bytes) -> None:
        header, _, content = _message(payload)
        expression = content.get("user_expressions", {}).get("reply", "")
        if header.get("msg_type") == "execute_request" and "studywidgets" in expression:
            argument = expression[expression.index('sync("') + len("sync(") : -1]
            request = json.loads(json.loads(argument))
            self._asked[header["msg_id"]] = request
            if request["entries"]:
                sending, self.sending = self.sending, _nothing
                sending()

    def _received(self, payload: str | bytes) -> None:
        header, parent, content = _message(payload)
        request = self._asked.get(parent.get("msg_id", ""))
        if header.get("msg_type") != "execute_reply" or request is None:
            return
        data = content.get("user_expressions", {}).get("reply", {}).get("data", {})
        reply = data.get("application/json")
        if reply is None:
            return
        self.replies.append(reply)
        if reply["stored"]:
            # What a kernel sends is on its disk, and what it was sent is now.
            both = [*request["entries"], *reply.get("entries", ())]
            self.stored.update((entry["id"], read_entry(entry)) for entry in both)


def _nothing() -> None:
    """Nobody wants to know."""


def _message(payload: str | bytes) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Take a message of `v1.kernel.websocket.jupyter.org` apart: header, its parent's, content."""
    if isinstance(payload, str):
        return {}, {}, {}
    count = struct.unpack_from("<Q", payload)[0]
    places = struct.unpack_from(f"<{count}Q", payload, 8)
    parts = [payload[start:end] for start, end in itertools.pairwise(places)]
    return json.loads(parts[1]), json.loads(parts[2]), json.loads(parts[4])
