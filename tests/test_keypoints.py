"""Key points as one line of text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studywidgets.markup.keypoints import join_key_point, split_key_point

# Parts as the reader gives them: no space around them, and no line break inside.
parts = st.text(st.sampled_from("ab |\\é"), min_size=1).map(str.strip).filter(bool)


def test_shown_and_variants() -> None:
    """What stands before the first bar is shown, and every further part is a variant."""
    assert split_key_point("No office | hold no office | private citizens") == (
        "No office",
        ("hold no office", "private citizens"),
    )


def test_no_variants() -> None:
    """A key point may have no variants."""
    assert split_key_point(" No office ") == ("No office", ())


def test_bar() -> None:
    """A backslash before a bar makes it a character of the text."""
    assert split_key_point(r"a \| b | c") == ("a | b", ("c",))


def test_other_backslash() -> None:
    """Any other backslash is itself."""
    assert split_key_point(r"a\b | \c") == (r"a\b", (r"\c",))


def test_empty_variant() -> None:
    """An empty variant is left out."""
    assert split_key_point("shown | | variant |") == ("shown", ("variant",))


@given(parts, st.lists(parts, max_size=4))
def test_round_trip(shown: str, variants: list[str]) -> None:
    """What was joined is taken apart into the same parts."""
    assert split_key_point(join_key_point(shown, variants)) == (shown, tuple(variants))
