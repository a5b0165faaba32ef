"""What the server has before it forks, so that no kernel has to make it."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
from typing import TYPE_CHECKING

from studywidgets.execution.absence import absent

if TYPE_CHECKING:
    from collections.abc import Sequence

NEEDED = (
    "studywidgets.execution.forkserver.application",
    # A kernel imports it when it starts, and spends most of that time on it.
    "ipykernel.debugger",
    "ipywidgets",
    "studywidgets.widgets",
)

LATER = (
    # What a kernel imports until it is ready, …
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.extensions.storemagic",
    "faulthandler",
    "ipykernel_launcher",
    "pdb",
    "sqlite3",
    "tornado.platform.asyncio",
    # … and what the first widgets do.
    "IPython.core.oinspect",
    "studywidgets.markup.blocks",
    "studywidgets.markup.parser",
)

NO_ADVICE = "PYDEVD_DISABLE_FILE_VALIDATION"
"""A variable that keeps the debugger from advice on breakpoints in the interpreter's modules."""


def preload(without: Sequence[str] = ()) -> str:
    """Import what kernels need, without some modules; returns why they can't be forked, or nothing.

    All that is there now stays for as long as the process. A garbage collection would look through
    it, in each kernel, and in writing to it make a copy.
    """
    os.environ[NO_ADVICE] = "1"
    try:
        with absent(*without):
            for module in NEEDED:
                importlib.import_module(module)
    except Exception as error:  # noqa: BLE001 - whatever it is, kernels start without the server
        return f"{type(error).__name__}: {error}"
    for module in LATER:
        # One that another release does not have is none that its kernels import.
        with contextlib.suppress(ImportError):
            importlib.import_module(module)
    _use()
    gc.freeze()
    return ""


def _use() -> None:
    """Use once what makes itself ready when it is first used."""
    from IPython.core.completer import IPCompleter  # noqa: PLC0415 - imported above
    from IPython.core.inputtransformer2 import TransformerManager  # noqa: PLC0415 - imported above

    from studywidgets.markup.markdown import inline_to_html, to_html, to_text  # noqa: PLC0415

    # Regular expressions, and parsers.
    IPCompleter()
    TransformerManager().transform_cell('sw.Definition(\n    \'A\', """B""")\n')
    for render in (to_html, to_text, inline_to_html):
        render("**Bold**, *emphasis*, `code` and [a link](a.md)")
