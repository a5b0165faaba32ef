r"""Key points as one line of text: `shown text | variant | another variant`, `\|` for a bar."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_BAR = re.compile(r"(?<!\\)\|")


def split_key_point(text: str) -> tuple[str, tuple[str, ...]]:
    """The text that is shown and its variants, without the spaces around them.

    An empty variant, as in `shown | | variant`, is left out.
    """
    shown, *variants = [part.strip().replace(r"\|", "|") for part in _BAR.split(text)]
    return shown, tuple(variant for variant in variants if variant)


def join_key_point(shown: str, variants: Iterable[str]) -> str:
    """The line that `split_key_point` takes apart again."""
    return " | ".join(part.replace("|", r"\|") for part in (shown, *variants))
