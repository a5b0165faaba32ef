"""Which way pages are written."""

from __future__ import annotations

import pytest

from studywidgets.site.direction import direction


@pytest.mark.parametrize("language", ["ar", "he", "fa-IR", "ur", "az-Arab", "ku-arab-iq", "AR"])
def test_right_to_left(language: str) -> None:
    """Arabic, Hebrew, and whatever is in their scripts run from right to left."""
    assert direction(language) == "rtl"


@pytest.mark.parametrize("language", ["en", "de-CH", "ja", "az", "ku", "ur-Latn", "zh-Hant-TW"])
def test_left_to_right(language: str) -> None:
    """All others run from left to right, also a language that is written in another script."""
    assert direction(language) == "ltr"
