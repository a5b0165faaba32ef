"""The arguments of a kernel mean to a forked one what they mean to ipykernel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from ipykernel import kernelapp

from studywidgets.execution.forkserver.application import IPKernelApp, usual_configuration

if TYPE_CHECKING:
    from collections.abc import Callable

USUAL = [
    ["-f", "/run/kernel.json"],
    ["-f", "/run/a folder/ë~.json", "--HistoryManager.hist_file=:memory:"],
    ["-f", "kernel.json", "--HistoryManager.hist_file=a=b"],
]
OTHER = [
    [],
    ["-f", "~/kernel.json"],
    ["-f", "/run/kernel.json", "--HistoryManager.hist_file=~/history"],
    ["--HistoryManager.hist_file=:memory:", "-f", "/run/kernel.json"],
    ["-f", "/run/kernel.json", "--ZMQInteractiveShell.cache_size=3", "--debug"],
]


def understood(application: Callable[[], Any], argv: list[str]) -> list[Any]:
    """What an application takes from arguments; types too, since some only look like a string."""
    app = application()
    app.parse_command_line(argv)
    types = {
        name: {key: type(value) for key, value in section.items()}
        for name, section in app.cli_config.items()
    }
    return [app.argv, app.extra_args, app.cli_config, types, app.config, app.connection_file]


@pytest.mark.parametrize("argv", [*USUAL, *OTHER])
def test_understood_alike(argv: list[str]) -> None:
    """Whatever the arguments are, ipykernel's own application takes the same from them."""
    assert understood(IPKernelApp, argv) == understood(kernelapp.IPKernelApp, argv)


@pytest.mark.parametrize("argv", USUAL)
def test_usual_ones_without_a_parser(argv: list[str]) -> None:
    """What most kernels are started with needs no parser."""
    assert usual_configuration(argv) is not None


@pytest.mark.parametrize("argv", OTHER)
def test_others_with_it(argv: list[str]) -> None:
    """Everything else is left to traitlets."""
    assert usual_configuration(argv) is None


def test_one_application() -> None:
    """A cell that asks ipykernel for the application gets it, and it logs under the usual name."""
    app: Any = IPKernelApp.instance()
    try:
        assert kernelapp.IPKernelApp.instance() is app
        assert type(app).__name__ == kernelapp.IPKernelApp.__name__
    finally:
        IPKernelApp.clear_instance()
