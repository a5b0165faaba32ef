"""The programs that find Node and Chromium take only what works, and say so otherwise."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools import chromium, node

ROOT = Path(__file__).parent.parent


@pytest.fixture
def only_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is all that the PATH names."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("CHROMIUM", raising=False)
    return folder


def script(folder: Path, name: str, text: str) -> Path:
    """Put a shell script into a folder."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def program(folder: Path, name: str, *, prints: str, code: int = 0) -> Path:
    """Put a program into a folder that prints a line and ends with an exit code."""
    return script(folder, name, f"echo '{prints}'\nexit {code}")


def test_new_node_with_npm_is_taken(only_path: Path) -> None:
    """A Node on the PATH that is new enough and has npm is taken."""
    own = program(only_path, "node", prints="v20.19.0")
    npm = program(only_path, "npm", prints="10.0.0")

    found = node.installed_node()

    assert found == node.Node(str(own), (str(npm),))


@pytest.mark.parametrize("version", ["v20.18.3", "v18.20.0", "20.19.0", "", "no such version"])
def test_old_node_is_not_taken(only_path: Path, version: str) -> None:
    """A Node that is too old, or that does not say its version, is not taken."""
    program(only_path, "node", prints=version)
    program(only_path, "npm", prints="10.0.0")

    found = node.installed_node()

    assert found is None


def test_node_without_npm_is_not_taken(only_path: Path) -> None:
    """A Node that comes without npm is not taken."""
    program(only_path, "node", prints="v24.0.0")

    found = node.installed_node()

    assert found is None


def test_missing_program_has_no_version(tmp_path: Path) -> None:
    """A Node that can't be started has the lowest version."""
    version = node.node_version(str(tmp_path / "node"))

    assert version == (0, 0)


def test_command_runs_chosen_node() -> None:
    """What is run is the Node that was found, by whatever way it was found."""
    chosen = node.ensure_node()
    command = chosen.command(["node", "--print", "JSON.stringify(process.argv0)"])

    answer = subprocess.run(command, capture_output=True, text=True, check=True)

    assert json.loads(answer.stdout) == chosen.node


def test_child_processes_find_same_node() -> None:
    """What Node starts finds the same Node first on the PATH."""
    chosen = node.ensure_node()

    first = chosen.environment()["PATH"]

    assert first.startswith(str(Path(chosen.node).parent))


def test_other_programs_are_refused() -> None:
    """Anything but node and npm is refused with the two words that work."""
    chosen = node.Node("node", ("npm",))

    with pytest.raises(SystemExit) as refusal:
        chosen.command(["yarn", "install"])

    assert "say python -m tools.node node|npm" in str(refusal.value)


def test_exit_code_is_handed_on() -> None:
    """The exit code of what was run is the exit code of the whole."""
    command = [sys.executable, "-m", "tools.node", "node", "--eval", "process.exit(7)"]

    answer = subprocess.run(command, cwd=ROOT, check=False)

    assert answer.returncode == 7


def test_browser_on_path_is_taken(only_path: Path) -> None:
    """A browser on the PATH is taken, whichever of its names it has."""
    browser = program(only_path, "google-chrome", prints="Google Chrome 140")

    found = chromium.find_chromium()

    assert found == str(browser)


def test_browser_that_fails_is_passed_over(only_path: Path) -> None:
    """A program that has a browser's name but does not start is passed over."""
    program(only_path, "chromium", prints="install me first", code=1)
    browser = program(only_path, "chromium-browser", prints="Chromium 140")

    found = chromium.installed_chromium()

    assert found == str(browser)


def test_variable_decides(only_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser that the variable CHROMIUM names comes before any on the PATH."""
    program(only_path, "chromium", prints="Chromium 140")
    named = program(only_path, "other", prints="Other 1")
    monkeypatch.setenv("CHROMIUM", str(named))

    found = chromium.find_chromium()

    assert found == str(named)


def test_wrong_variable_is_told(only_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable CHROMIUM that names no browser is an error, even if there is another browser."""
    program(only_path, "chromium", prints="Chromium 140")
    monkeypatch.setenv("CHROMIUM", "/no/such/browser")

    with pytest.raises(SystemExit) as refusal:
        chromium.find_chromium()

    assert str(refusal.value).startswith("CHROMIUM=/no/such/browser does not start")


@pytest.mark.parametrize(
    ("user", "expected"),
    [
        (0, ["-q update", "-q install -y --no-install-recommends chromium"]),
        (1000, ["sudo -q update", "sudo -q install -y --no-install-recommends chromium"]),
    ],
    ids=["root", "anybody"],
)
def test_debian_package_is_installed(
    only_path: Path, monkeypatch: pytest.MonkeyPatch, user: int, expected: list[str]
) -> None:
    """Debian's package is installed after an update, through sudo by anybody but root."""
    log = only_path / "log"
    monkeypatch.setattr(os, "geteuid", lambda: user)
    script(only_path, "env", 'shift; exec "$@"')
    script(only_path, "apt-get", f'echo "$RIGHTS$*" >> {log}')
    # -n: it never asks for a password.
    script(only_path, "sudo", '[ "$1" = -n ] || exit 1; shift; RIGHTS="sudo " exec "$@"')

    chromium.install_with_apt()

    assert log.read_text(encoding="utf-8").splitlines() == expected


def test_nothing_is_installed_without_rights(
    only_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without root's rights and without sudo, Debian's package is not tried."""
    log = only_path / "log"
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    script(only_path, "apt-get", f"echo called > {log}")

    chromium.install_with_apt()

    assert not log.exists()


def test_missing_browser_is_told(only_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no browser is there and none can be installed, it says so and what to do."""
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(only_path))
    monkeypatch.setattr(chromium, "install_with_playwright", lambda: None)

    with pytest.raises(SystemExit) as refusal:
        chromium.ensure_chromium()

    assert "set CHROMIUM to the path of one" in str(refusal.value)
