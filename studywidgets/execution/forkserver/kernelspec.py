"""The kernelspec by which any client of Jupyter can use the fork server."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import NATIVE_KERNEL_NAME, KernelSpecManager

NAME = "studywidgets"
"""The kernelspec's usual name."""

PROVISIONER = "studywidgets-fork-server"
"""The name under which `pyproject.toml` makes the provisioner known to jupyter_client."""


def forking(spec: dict[str, Any], **config: object) -> dict[str, Any]:
    """A kernelspec's content with the fork server as its provisioner.

    Args:
        spec: The content of a `kernel.json` that starts ipykernel.
        config: Values for the provisioner's traits.
    """
    provisioner = {"provisioner_name": PROVISIONER, "config": config}
    return {**spec, "metadata": {**spec.get("metadata", {}), "kernel_provisioner": provisioner}}


def install_kernelspec(name: str = NAME, *, user: bool = False, prefix: str | None = None) -> Path:
    """Install a kernelspec whose kernels are this interpreter, forked; returns its folder.

    Args:
        name: Its name. `python3` takes the place of the interpreter's usual kernel, so that
            notebooks that name that one use it.
        user: Install for this user rather than for all of this machine.
        prefix: Install below this folder, such as `sys.prefix`.

    Raises:
        OSError: It can't be written there.
        ValueError: The name is none for a kernelspec.
    """
    from ipykernel.kernelspec import get_kernel_dict, write_kernel_spec  # noqa: PLC0415 - slow

    usual = get_kernel_dict()
    overrides = forking(usual)
    if name != NATIVE_KERNEL_NAME:
        overrides["display_name"] = f"{usual['display_name']}, forked"
    with tempfile.TemporaryDirectory() as made:
        source = write_kernel_spec(Path(made, "spec"), overrides)
        installed = KernelSpecManager().install_kernel_spec(
            source, kernel_name=name, user=user, prefix=prefix
        )
    return Path(installed)
