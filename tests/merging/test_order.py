"""The order of merged cells."""

from __future__ import annotations

from studywidgets.notebooks.merge.order import Ranked, arrange


def order(disk: str, base: str, theirs: str) -> str:
    """Arrange cells that are letters; those in neither `base` nor `theirs` are somebody's own."""
    kept = [
        Ranked(
            number,
            base.index(name) if name in base else None,
            theirs.index(name) if name in theirs else None,
        )
        for number, name in enumerate(disk)
    ]
    added = [place for place, name in enumerate(theirs) if name not in base]
    return "".join(
        disk[at] if whose == "mine" else theirs[at] for whose, at in arrange(kept, added)
    )


def test_nothing_moved() -> None:
    """Cells that nobody moved stay."""
    assert order("abc", "abc", "abc") == "abc"


def test_moved_upstream() -> None:
    """A cell that only upstream moved follows."""
    assert order("abc", "abc", "cab") == "cab"


def test_moved_on_disk() -> None:
    """A cell that was moved on disk stays moved, whatever upstream does with others."""
    assert order("cab", "abc", "abc") == "cab"
    assert order("dabc", "abcd", "bacd") == "dbac"


def test_moved_by_both() -> None:
    """A cell that both sides moved is where it is on disk."""
    assert order("cabd", "abcd", "abdc") == "cabd"


def test_own_cells() -> None:
    """Own cells stay behind the cell that is before them, also when that moves."""
    assert order("1a2b3c", "abc", "abc") == "1a2b3c"
    assert order("a2bc3", "abc", "cab") == "c3a2b"


def test_own_cells_first() -> None:
    """Own cells at the top stay there."""
    assert order("12ab", "ab", "xab") == "12xab"


def test_new_cells() -> None:
    """New cells come behind their predecessor, in their own order."""
    assert order("abc", "abc", "axybc") == "axybc"
    assert order("abc", "abc", "abcxy") == "abcxy"


def test_new_cell_behind_own() -> None:
    """Own cells come first behind a cell, and then the new one."""
    assert order("a1b", "ab", "axb") == "a1xb"


def test_new_cell_behind_moved() -> None:
    """A new cell follows its predecessor to where that was moved on disk."""
    assert order("bca", "abc", "axbc") == "bcax"


def test_new_cell_without_predecessor() -> None:
    """With its predecessor deleted, a new cell comes behind the one before that."""
    assert order("ac", "abc", "abxc") == "axc"
    assert order("c", "abc", "abxc") == "xc"


def test_nothing_left() -> None:
    """With everything deleted, what is new is all there is; own cells stay before it."""
    assert order("", "ab", "axb") == "x"
    assert order("1", "ab", "axb") == "1x"


def test_gone_upstream() -> None:
    """A cell that upstream has removed keeps its place, if it stays."""
    assert order("abc", "abc", "ac") == "abc"


def test_cells_of_one_place() -> None:
    """The parts of a cell that was split move together, in their order."""
    kept = [Ranked(0, 0, 1), Ranked(1, 0, 1), Ranked(2, 1, 0)]

    assert arrange(kept, []) == [("mine", 2), ("mine", 0), ("mine", 1)]
