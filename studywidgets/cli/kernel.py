"""`studywidgets kernel`: a kernel that is there at once, for every client of Jupyter."""

from __future__ import annotations

import sys

import click


@click.command()
@click.option(
    "--name",
    default="studywidgets",
    show_default=True,
    metavar="NAME",
    help="What notebooks call the kernel; with python3 it is the one that lessons name.",
)
@click.option("--user", is_flag=True, help="For this user; otherwise for this Python environment.")
def kernel(name: str, user: bool) -> None:  # noqa: FBT001 - click passes it by name
    """Install a kernel that is there at once: a process that has all it needs forks it.

    JupyterLab, Notebook and nbclient then offer it. It is this Python, with its packages. The
    process that forks starts with the first kernel of a client, and ends with the client. Forking
    needs Linux: elsewhere, and where no process can be forked, such kernels start as usual. What
    was installed is removed with `jupyter kernelspec remove`.

    Exit codes: 0, it is installed; 1, the folder can't be written; 2, wrong usage.

    \b
    Examples:
      studywidgets kernel
      studywidgets kernel --name python3
    """  # noqa: D301 - for click, \b keeps the lines below as they are
    from studywidgets.execution.forkserver.kernelspec import (  # noqa: PLC0415 - see the package
        install_kernelspec,
    )

    try:
        folder = install_kernelspec(name, user=user, prefix=None if user else sys.prefix)
    except ValueError as error:
        message = f"{name!r} is no name for a kernel: use letters, digits, and - . _"
        raise click.BadParameter(message, param_hint="--name") from error
    except OSError as error:
        click.echo(f"The kernel can't be installed: {error}. Try --user.", err=True)
        sys.exit(1)
    click.echo(f"{folder}: the kernel {name!r} of {sys.executable}")
