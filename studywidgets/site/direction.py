"""Which way a language is written."""

from __future__ import annotations

from typing import Literal

# The languages that CLDR lists as written from right to left, and the scripts that are.
_LANGUAGES = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"}
)
_SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"})
_SCRIPT_LENGTH = 4


def direction(language: str) -> Literal["ltr", "rtl"]:
    """The value of an element's `dir` for texts in a language.

    Args:
        language: BCP 47 tag; a script in it, as in `az-Arab`, counts more than the language.
    """
    first, *rest = language.lower().split("-")
    scripts = [part for part in rest if len(part) == _SCRIPT_LENGTH and part.isalpha()]
    rtl = scripts[0] in _SCRIPTS if scripts else first in _LANGUAGES
    return "rtl" if rtl else "ltr"
