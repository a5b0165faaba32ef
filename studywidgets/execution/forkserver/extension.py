"""An extension of Jupyter's server: the fork server is ready before the first student is.

When Jupyter starts, it looks at the kernel that lessons name. If that is a forked one, its server
imports what kernels need while the browser loads JupyterLab.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from jupyter_client.kernelspec import NATIVE_KERNEL_NAME, KernelSpecManager, NoSuchKernel

from studywidgets.execution.forkserver.connection import CannotForkError
from studywidgets.execution.forkserver.kernelspec import PROVISIONER
from studywidgets.execution.forkserver.provisioner import start_server

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(app: ServerApp) -> None:
    specs = app.kernel_spec_manager or KernelSpecManager()
    # Where it can't be forked, the first kernel says so, and starts as usual.
    with contextlib.suppress(NoSuchKernel, CannotForkError):
        spec = specs.get_kernel_spec(NATIVE_KERNEL_NAME)
        provisioner = spec.metadata.get("kernel_provisioner", {})
        if provisioner.get("provisioner_name") == PROVISIONER:
            start_server(spec)
