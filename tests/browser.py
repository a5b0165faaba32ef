"""What the browser tests share: how Chromium is started, and what is watched while it runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import (
        BrowserContext,
        ConsoleMessage,
        Dialog,
        Page,
        Request,
        WebError,
    )

CHROMIUM_FLAGS = (
    # Chromium's own sandbox can't start as root, in which containers usually run.
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    # The browser's own errands: they would stand among the requests of the page.
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No test may lean on another host: only this machine's names resolve.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)

OWN_HOSTS = frozenset({"127.0.0.1", "localhost"})
# These name no host: what they hold comes with the page itself.
HOSTLESS_SCHEMES = frozenset({"about", "blob", "data"})


@dataclass
class Observed:
    """What the pages of one browser context did besides what they were asked to do.

    Attributes:
        console: every console message as ``"<type>: <text> (<address>:<line>)"``.
        page_errors: the text of every uncaught error.
        requests: the address of every request and web socket, in order.
        dialogs: the text of every alert, confirm, prompt or leave-site question (all dismissed).
    """

    console: list[str] = field(default_factory=list)
    page_errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """Note from now on what happens in ``context``, in all of its pages."""
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)
        context.on("request", self._on_request)
        context.on("dialog", self._on_dialog)
        context.on("page", self._on_page)

    @property
    def console_errors(self) -> list[str]:
        """The console messages that are errors."""
        return [message for message in self.console if message.startswith("error:")]

    @property
    def foreign_requests(self) -> list[str]:
        """The requests to any host but this machine."""
        return [address for address in self.requests if _is_foreign(address)]

    def problems(self) -> list[str]:
        """Return everything that a quiet page does not do, one line each."""
        return [
            *(f"console {message}" for message in self.console_errors),
            *(f"uncaught {error}" for error in self.page_errors),
            *(f"request to {address}" for address in self.foreign_requests),
            *(f"dialog {text}" for text in self.dialogs),
        ]

    def _on_console(self, message: ConsoleMessage) -> None:
        place = message.location
        self.console.append(
            f"{message.type}: {message.text} ({place['url']}:{place['lineNumber']})"
        )

    def _on_error(self, error: WebError) -> None:
        self.page_errors.append(str(error.error))

    def _on_request(self, request: Request) -> None:
        self.requests.append(request.url)

    def _on_dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(f"{dialog.type}: {dialog.message}")
        # A dialog that somebody listens to must be answered, or the page stands still.
        dialog.dismiss()

    def _on_page(self, page: Page) -> None:
        # Web sockets are told to the page alone, not to its context.
        page.on("websocket", lambda socket: self.requests.append(socket.url))


def _is_foreign(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme not in HOSTLESS_SCHEMES and parts.hostname not in OWN_HOSTS
