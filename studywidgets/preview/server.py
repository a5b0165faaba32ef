"""The server of a preview, which answers this machine alone."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from typing import TYPE_CHECKING
from urllib.parse import unquote

from tornado import httpserver, netutil, web
from tornado.iostream import StreamClosedError

from studywidgets.pages.page import INDEX
from studywidgets.preview.watch import saved_files
from studywidgets.site.html import SUFFIX

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable
    from pathlib import Path

    from studywidgets.preview.content import PreviewContent

HOST = "127.0.0.1"
PORTS = range(8400, 8500)
"""Where a free port is looked for: the same one each time if it can be, since the browser keeps
what was typed by address."""

UPDATE = "X-Studywidgets-Update"
"""The header of a page's question what it looks like now."""

_TYPES = {
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}


class Preview:
    """A content folder, and the pages that look at it."""

    def __init__(self, folder: Path, content: PreviewContent) -> None:
        """Begin without listeners."""
        self.content = content
        self._folder = folder
        self._queues: set[asyncio.Queue[str | None]] = set()

    def listen(self) -> asyncio.Queue[str | None]:
        """Return a queue that has the state of now, and gets every later one; None comes last."""
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        queue.put_nowait(self._state())
        self._queues.add(queue)
        return queue

    def leave(self, queue: asyncio.Queue[str | None]) -> None:
        """Take a queue off, and end whoever waits for it."""
        self._queues.discard(queue)
        queue.put_nowait(None)

    async def follow(self, stop: asyncio.Event) -> None:
        """Read what is saved, and tell, until `stop` is set."""
        async for changed in saved_files(self._folder, stop):
            if self.content.refresh(changed):
                state = self._state()
                for queue in self._queues:
                    queue.put_nowait(state)
        for queue in list(self._queues):
            self.leave(queue)

    def _state(self) -> str:
        """What a page needs to know: whether it is out of date, and what is wrong."""
        return json.dumps(
            {
                "version": str(self.content.version),
                "problems": [
                    {
                        "file": each.location.file,
                        "line": each.location.line,
                        "code": each.code,
                        "severity": each.severity,
                        "message": each.message,
                        "hint": each.hint,
                    }
                    for each in self.content.diagnostics
                ],
            }
        )


class _Handler(web.RequestHandler):
    """Answers nobody but this machine's browser on this server's own name."""

    def initialize(self, preview: Preview, hosts: set[str]) -> None:
        """Take what every handler needs."""
        self._preview = preview
        self._hosts = hosts

    def prepare(self) -> None:
        """Refuse a request to another name: a site that had its name lead here could read all."""
        if self.request.host.lower() not in self._hosts:
            raise web.HTTPError(403)

    def set_default_headers(self) -> None:
        """Keep answers out of caches, and out of the pages of other sites."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Security-Policy", "frame-ancestors 'none'")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("X-Content-Type-Options", "nosniff")


class _Files(_Handler):
    """Pages, scripts and style sheets, none of them from the disk."""

    def get(self, path: str) -> None:
        """Answer with a file of the site."""
        name = unquote(path) or INDEX + SUFFIX
        content = self._preview.content
        moved = content.moved(name)
        found = content.page(name) or content.asset(name)
        if found is None and moved:
            self.redirect(f"/{moved}")
            return
        if found is None and UPDATE in self.request.headers:
            # A page that was there: it stays as it is, and the browser need not note a failure.
            self.set_status(204)
            self.finish()
            return
        ending = name.rpartition(".")[2] if found is not None else "html"
        self.set_status(404 if found is None else 200)
        self.set_header("Content-Type", _TYPES[ending])
        self.finish(content.missing() if found is None else found)

    head = get


class _Events(_Handler):
    """Tells a page whenever the content was saved."""

    async def get(self) -> None:
        """Send the state of now, and each later one, as server-sent events."""
        self.set_header("Content-Type", "text/event-stream")
        self._queue = self._preview.listen()
        try:
            while (state := await self._queue.get()) is not None:
                self.write(f"data: {state}\n\n")
                await self.flush()
        except StreamClosedError:
            pass
        finally:
            self._preview.leave(self._queue)

    def on_connection_close(self) -> None:
        """End the waiting of a page that was closed."""
        if hasattr(self, "_queue"):
            self._preview.leave(self._queue)


def listening_socket(port: int | None) -> socket.socket:
    """A socket on this machine's own address.

    Args:
        port: The port; None for the first free one of `PORTS`, and otherwise any.

    Raises:
        OSError: The port is taken, or not allowed.
    """
    if port is not None:
        return netutil.bind_sockets(port, HOST)[0]
    for candidate in PORTS:
        with contextlib.suppress(OSError):
            return netutil.bind_sockets(candidate, HOST)[0]
    return netutil.bind_sockets(0, HOST)[0]


async def serve(
    preview: Preview, listening: socket.socket, stop: asyncio.Event, ready: Callable[[str], None]
) -> None:
    """Serve the pages until `stop` is set.

    Args:
        preview: What is served.
        listening: Where, from `listening_socket`.
        stop: Ends it.
        ready: Called with the address of the first page once it can be asked for.
    """
    # Who asks for what is not there, or in words that are none, is told so in the answer.
    for name in ("tornado.access", "tornado.general"):
        logging.getLogger(name).setLevel(logging.ERROR)
    port = listening.getsockname()[1]
    given = {"preview": preview, "hosts": {f"{HOST}:{port}", f"localhost:{port}"}}
    application = web.Application([("/events", _Events, given), ("/(.*)", _Files, given)])
    server = httpserver.HTTPServer(application)
    server.add_sockets([listening])
    ready(f"http://{HOST}:{port}/{INDEX}{SUFFIX}")
    try:
        await preview.follow(stop)
    finally:
        server.stop()
        await server.close_all_connections()
