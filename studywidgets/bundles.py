"""The front end's bundles: modules, style sheets, and the libraries that widgets share."""

from __future__ import annotations

from pathlib import Path

STATIC = Path(__file__).parent / "static"
"""The folder that `make frontend` fills."""


def stemmer(language: str) -> str | None:
    """The name of a language's stemmer among the libraries, or None where there is none.

    Args:
        language: BCP 47 language tag; only its first subtag counts.
    """
    name = f"stemmer-{language.partition('-')[0].lower()}"
    return name if (STATIC / "libraries" / f"{name}.js").is_file() else None
