"""Which files are notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def notebooks_below(root: Path) -> list[Path]:
    """The notebooks in a lessons folder and in the course folders in it, in order."""
    found = [*root.glob("*.ipynb"), *root.glob("[!.]*/*.ipynb")]
    return sorted(path for path in found if not path.name.startswith("."))
