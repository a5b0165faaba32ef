"""`studywidgets preview`: the site, live while the content is written."""

from __future__ import annotations

import contextlib
import signal
import sys
import webbrowser
from typing import TYPE_CHECKING

import click

from studywidgets.cli.options import content_argument

if TYPE_CHECKING:
    import socket
    from pathlib import Path

    from studywidgets.preview.server import Preview


@click.command()
@content_argument
@click.option("--no-browser", is_flag=True, help="Only print the address; open no browser.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    metavar="N",
    help="Port of the server.  [default: the first free one from 8400]",
)
def preview(content: Path, port: int | None, *, no_browser: bool) -> None:
    """Show the lessons in a browser while you write them.

    CONTENT is the folder of the content files (default: content). The pages are those of the static
    site. Save a content file, and an open page shows the change at once, where it was scrolled to
    and with what was typed into it; while a file has an error, the page stays as it was and says
    what is wrong. Nothing is written. The server answers this computer alone. Ctrl-C ends it.

    Exit codes: 0, it was ended; 1, it could not be started; 2, wrong usage.

    \b
    Example:
      studywidgets preview --port 8765
    """  # noqa: D301 - for click, \b keeps the lines below as they are
    import asyncio  # noqa: PLC0415 - see the package

    from studywidgets.preview.content import PreviewContent  # noqa: PLC0415 - see the package
    from studywidgets.preview.server import (  # noqa: PLC0415 - see the package
        Preview,
        listening_socket,
    )

    try:
        live = Preview(content, PreviewContent(content))
    except FileNotFoundError as error:
        raise click.UsageError(str(error)) from error
    try:
        listening = listening_socket(port)
    except OSError as error:
        click.echo(
            f"Port {port} can't be used ({error.strerror or error}): name another with --port, "
            "or leave the option out.",
            err=True,
        )
        sys.exit(1)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(live, listening, browser=not no_browser))


async def _serve(live: Preview, listening: socket.socket, *, browser: bool) -> None:
    import asyncio  # noqa: PLC0415 - see the package

    from studywidgets.preview.server import serve  # noqa: PLC0415 - see the package

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Windows has no such handlers; there Ctrl-C interrupts.
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)

    def ready(address: str) -> None:
        click.echo(f"Showing the lessons at {address}. Press Ctrl-C here to end it.")
        sys.stdout.flush()
        if browser:
            webbrowser.open(address)

    await serve(live, listening, stop, ready)
