"""Find the Chromium that the browser tests drive, installing one if there is none.

    python -m tools.chromium

prints its path. The order: what the variable CHROMIUM names, one on the PATH, Playwright's own
(installed if need be), Debian's package. If none can be had, it says so and fails.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def runs(browser: str) -> bool:
    """Return whether the program at ``browser`` starts.

    Ubuntu's ``chromium-browser`` is a note on how to get the real one, and Playwright's browser
    lacks system libraries on a bare machine, so that a file being there proves nothing.
    """
    try:
        answer = subprocess.run([browser, "--version"], capture_output=True, check=False)
    except OSError:
        return False
    return answer.returncode == 0


def installed_chromium() -> str | None:
    """Return the browser on the PATH, or None."""
    paths = (shutil.which(name) for name in NAMES)
    return next((path for path in paths if path is not None and runs(path)), None)


def playwright_chromium() -> str | None:
    """Return Playwright's own browser, or None if it is not installed or does not start."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - without it, find on the PATH

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if runs(path) else None


def find_chromium() -> str | None:
    """Return the path of a browser that can be used as things are, or None; installs nothing.

    Raises:
        SystemExit: if the variable CHROMIUM names something that does not start.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        path = shutil.which(named)
        if path is None or not runs(path):
            message = f"CHROMIUM={named} does not start: name a browser, or unset the variable"
            raise SystemExit(message)
        return path
    return installed_chromium() or playwright_chromium()


def install_with_playwright() -> None:
    """Ask Playwright to download its Chromium into the user's cache."""
    print("No Chromium was found: asking Playwright for its own", file=sys.stderr)
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(command, stdout=sys.stderr, check=False)


def install_with_apt() -> None:
    """Install Debian's package, where there is apt and the right to use it."""
    if shutil.which("apt-get") is None:
        return
    root = os.name == "posix" and os.geteuid() == 0
    # -n: fail at once where sudo would ask for a password.
    rights = [] if root else ["sudo", "-n"]
    if rights and shutil.which("sudo") is None:
        return
    print("No Chromium was found: installing Debian's package", file=sys.stderr)
    environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
    for step in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        command = [*rights, *environment, "apt-get", "-q", *step]
        subprocess.run(command, stdout=sys.stderr, check=False)


def ensure_chromium() -> str:
    """Return the path of a browser, installing one if there is none.

    Raises:
        SystemExit: if none can be had.
    """
    found = find_chromium()
    if found is None:
        install_with_playwright()
        found = find_chromium()
    if found is None:
        install_with_apt()
        found = find_chromium()
    if found is None:
        message = (
            "No Chromium could be had, and the browser tests are never skipped. Install Chromium "
            "or Chrome, or set CHROMIUM to the path of one, then try again."
        )
        raise SystemExit(message)
    return found


if __name__ == "__main__":
    print(ensure_chromium())
