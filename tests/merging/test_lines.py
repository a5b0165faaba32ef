"""Texts merged by lines."""

from __future__ import annotations

import pytest

from studywidgets.notebooks.merge.lines import merge_texts, reads_on


def merge(base: str, mine: str, theirs: str) -> str | None:
    """Merge texts of one cell each, their lines written with bars between them."""
    texts = ([side.replace("|", "\n")] for side in (base, mine, theirs))
    merged = merge_texts(*texts)
    return None if merged is None else merged[0].replace("\n", "|")


class TestOneCell:
    """A cell that is one cell on each side."""

    @pytest.mark.parametrize(
        ("base", "mine", "theirs", "merged"),
        [
            ("a|b|c", "a|b|c", "a|X|c", "a|X|c"),
            ("a|b|c", "a|X|c", "a|b|c", "a|X|c"),
            ("a|b|c", "a|X|c", "a|X|c", "a|X|c"),
            ("a|b|c", "A|b|c", "a|b|C", "A|b|C"),
            ("a|b|c", "a|c", "a|b|C", "a|C"),
            ("a|b", "0|a|b", "a|b|c", "0|a|b|c"),
            ("", "mine", "", "mine"),
            ("a", "", "a", ""),
            ("a|", "a|", "b|", "b|"),
        ],
    )
    def test_combined(self, base: str, mine: str, theirs: str, merged: str) -> None:
        """Edits of different places combine, and an edit of one side holds."""
        assert merge(base, mine, theirs) == merged

    @pytest.mark.parametrize(
        ("base", "mine", "theirs", "merged"),
        [
            ("a|b", "A|b", "a|B", "A|B"),
            ("a|b|c", "A|b|c", "a|B|c", "A|B|c"),
            ("a|b", "a|B", "a|b|c", "a|B|c"),
            ("a|b", "0|a|b", "A|b", "0|A|b"),
            ("a|b|c", "A|b|C", "a|B|c", "A|B|C"),
            ("a|b", "b", "a|B", "B"),
            ("a|b|c", "X", "a|b|c|d", "X|d"),
        ],
    )
    def test_touching(self, base: str, mine: str, theirs: str, merged: str) -> None:
        """Lines beside each other are different lines: such edits combine too."""
        assert merge(base, mine, theirs) == merged
        assert merge(base, theirs, mine) == merged

    @pytest.mark.parametrize(
        ("base", "mine", "theirs"),
        [
            ("a", "b", "c"),
            ("a|b|c", "a|X|c", "a|Y|c"),
            ("a", "a|mine", "a|theirs"),
            ("a|b|c", "a|c", "a|X|c"),
            ("", "mine", "theirs"),
        ],
    )
    def test_conflict(self, base: str, mine: str, theirs: str) -> None:
        """Two edits of one line, or two insertions in one place, do not combine."""
        assert merge(base, mine, theirs) is None


class TestSplit:
    """One cell that was split into several."""

    def test_change_in_one_part(self) -> None:
        """A change upstream goes into the part that has its place."""
        assert merge_texts(["a\n\nb\n\nc"], ["a", "b\n\nc"], ["a\n\nb\n\nX"]) == ["a", "b\n\nX"]

    def test_change_in_each_part(self) -> None:
        """Changes in several parts go to each."""
        assert merge_texts(["a\n\nb"], ["a", "b"], ["X\n\nY"]) == ["X", "Y"]

    def test_within_a_line(self) -> None:
        """A cell may have been split in the middle of a line."""
        assert merge_texts(["a b\nc"], ["a ", "b\nc"], ["a b\nX"]) == ["a ", "b\nX"]

    def test_changed_seam(self) -> None:
        """When the line is changed in the middle of which the cell was split, it is a conflict."""
        assert merge_texts(["a b\nc"], ["a ", "b\nc"], ["X b\nc"]) is None

    def test_lines_without_gap(self) -> None:
        """A change of the lines on both sides of the seam, with none between, is a conflict."""
        assert merge_texts(["a\nb"], ["a", "b"], ["X\nY\nZ"]) is None

    def test_insertion_at_the_seam(self) -> None:
        """What is new between the parts goes to one of them."""
        merged = merge_texts(["a\n\nb"], ["a", "b"], ["a\n\nnew\n\nb"])

        assert merged is not None
        assert "\n\n".join(merged) == "a\n\nnew\n\nb"

    def test_edited_part(self) -> None:
        """An edit in one part and a change in the other combine."""
        assert merge_texts(["a\n\nb"], ["A", "b"], ["a\n\nB"]) == ["A", "B"]

    def test_text_between(self) -> None:
        """A part that grew at the seam keeps that; a change of all behind it is a conflict."""
        base, mine = ["a\n\nb\nc"], ["a\n\nmine", "b\nc"]

        assert merge_texts(base, mine, ["a\n\nb\nC"]) == ["a\n\nmine", "b\nC"]
        assert merge_texts(["a\n\nb"], ["a\n\nmine", "b"], ["a\n\nB"]) is None

    def test_empty_part(self) -> None:
        """An empty part stays empty, and is in nobody's way."""
        assert merge_texts(["a"], ["a", ""], ["b"]) == ["b", ""]
        assert merge_texts(["a"], ["", "b"], ["c"]) is None

    def test_edges_of_unchanged_parts(self) -> None:
        """A part that does not change keeps the line ends at its edges."""
        assert merge_texts(["a\n\nb"], ["a\n", "\nb"], ["a\n\nX"]) == ["a\n", "X"]


class TestJoined:
    """Several cells that were joined into one."""

    def test_changed(self) -> None:
        """Changes upstream of each go into the one."""
        assert merge_texts(["a", "b"], ["a\n\nb"], ["X", "Y"]) == ["X\n\nY"]

    def test_joined_by_hand(self) -> None:
        """Texts that somebody joined without an empty line stay so."""
        assert merge_texts(["a", "b"], ["a\nb"], ["a", "X"]) == ["a\nX"]

    def test_text_between(self) -> None:
        """What was written between them stays."""
        assert merge_texts(["a", "b"], ["a\n\nmine\n\nb"], ["X", "b"]) == ["X\n\nmine\n\nb"]

    def test_one_gone(self) -> None:
        """What is gone upstream goes from the joined text too, unless it was edited."""
        assert merge_texts(["a", "b"], ["a\n\nb"], ["a"]) == ["a"]
        assert merge_texts(["a", "b"], ["a\n\nB"], ["a"]) is None

    def test_split_elsewhere(self) -> None:
        """Cells that were joined and split at another place are merged as a whole."""
        base, mine = ["a\n\nb", "c"], ["a", "b\n\nc"]

        assert merge_texts(base, mine, ["X\n\nb", "Y"]) == ["X", "b\n\nY"]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("one", "two", True),
        ("one\n", "\ntwo", True),
        ("two", "one", False),
        ("", "one", False),
        ("one", "three", False),
    ],
)
def test_reads_on(first: str, second: str, *, expected: bool) -> None:
    """reads_on is true of two texts that stand one after the other, empty lines aside."""
    assert reads_on("zero\none\n\n\ntwo\nthree", first, second) is expected
