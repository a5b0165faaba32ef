"""Questions to the front end's own modules, which Node runs for a test."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Ask = Callable[[dict[str, Any]], dict[str, Any]]


def asking(node: str, script: Path) -> Ask:
    """Return a function that gives a program of Node's a question, and returns its answer."""

    def ask(question: dict[str, Any]) -> dict[str, Any]:
        done = subprocess.run(
            [node, script],
            input=json.dumps(question),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer

    return ask
