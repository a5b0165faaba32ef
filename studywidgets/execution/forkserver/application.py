"""ipykernel's application, which takes the arguments that kernels have as a rule at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ipykernel import kernelapp
from traitlets.config.loader import Config, DeferredConfigString

if TYPE_CHECKING:
    from collections.abc import Sequence

USUAL = re.compile(r"-f\0([^-~\0][^\0]*)(?:\0--HistoryManager\.hist_file=([^~\0][^\0]*))?")
"""Most kernels' arguments, with a NUL between two; a home folder's `~` is left to traitlets."""


class IPKernelApp(kernelapp.IPKernelApp):
    """The application, under its own name, since that is in what it logs.

    traitlets makes a parser for all arguments that there could be; in a forked kernel that was a
    sixth of the start.
    """

    def parse_command_line(self, argv: list[str] | None = None) -> None:
        """Take what the arguments say into the configuration."""
        config = usual_configuration(argv or ())
        if config is None:
            super().parse_command_line(argv)
            return
        self.argv = list(argv or ())
        self.extra_args = []
        self.cli_config = config
        self.update_config(config)


def usual_configuration(argv: Sequence[str]) -> Config | None:
    """What `-f FILE` says, with or without a file for the history; None for other arguments."""
    usual = USUAL.fullmatch("\0".join(argv))
    if usual is None:
        return None
    config = Config()
    config.IPKernelApp.connection_file, history = usual.groups()
    if history:
        config.HistoryManager.hist_file = DeferredConfigString(history)
    return config
