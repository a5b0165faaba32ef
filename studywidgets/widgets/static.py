"""Where the bundled modules and style sheets are."""

from __future__ import annotations

from pathlib import Path

STATIC = Path(__file__).parent.parent / "static"
"""The folder that `make frontend` fills."""
