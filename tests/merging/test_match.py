"""Which cells on disk hold what was built."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studywidgets.notebooks.merge.match import Group, match
from tests.merging.samples import built, own, pasted

if TYPE_CHECKING:
    from tests.merging.samples import Cell

A = built("a", "First of all.\n\nAnd then some.")
B = built("b", "Something else altogether.")
C = built("c", "The end of it.")


def groups(base: list[Cell], mine: list[Cell]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Match, as pairs of places."""
    return [(group.base, group.mine) for group in match(base, mine)]


def test_unchanged() -> None:
    """Each cell is matched with itself, wherever it is."""
    assert groups([A, B, C], [C, A, B]) == [((0,), (1,)), ((1,), (2,)), ((2,), (0,))]


def test_edited() -> None:
    """A cell is known by its id although it says something else."""
    assert groups([A], [A | {"source": "Quite different"}]) == [((0,), (0,))]


def test_new_id() -> None:
    """A cell with another id is known by its origin."""
    assert groups([A], [pasted(A, "x", "Quite different")]) == [((0,), (0,))]


def test_nothing_but_words() -> None:
    """A cell that has lost id and origin is known by what it says, also when it was edited."""
    assert groups([A, B], [own("x", B["source"]), own("y", A["source"] + " More.")]) == [
        ((0,), (1,)),
        ((1,), (0,)),
    ]


def test_most_alike() -> None:
    """Of cells that have lost all else, those with the most words in common are matched first."""
    base = [built("a", "one two three four"), built("b", "one two three five")]
    lost = [own("x", "one two three five six"), own("y", "one two three eight nine")]

    assert groups(base, lost) == [((0,), (1,)), ((1,), (0,))]


def test_type_without_words() -> None:
    """A cell of another type is not taken for one that it resembles."""
    assert groups([A], [own("x", A["source"] + " More.", "raw")]) == [((0,), ()), ((), (0,))]


def test_own_and_deleted() -> None:
    """A cell whose text is nowhere was deleted, and a cell that is like no other is own."""
    assert groups([A, B], [B, own("x", "Mine.")]) == [((0,), ()), ((1,), (0,)), ((), (1,))]


def test_copy() -> None:
    """A second cell of one origin is a copy, before or behind the first."""
    copy = pasted(A, "x")

    assert groups([A], [A, copy]) == [((0,), (0,)), ((), (1,))]
    assert groups([A], [copy, A]) == [((0,), (1,)), ((), (0,))]


def test_edited_copy() -> None:
    """An edited copy is a copy, and so is one whose first was edited a little."""
    copy = pasted(A, "x")

    assert groups([A], [A, copy | {"source": A["source"] + "\n\nMine."}])[1] == ((), (1,))
    assert groups([A], [A | {"source": A["source"] + "\n\nMine."}, copy])[1] == ((), (1,))


def test_copy_without_the_first() -> None:
    """A copy stands for the cell when the first was deleted."""
    assert groups([A], [pasted(A, "x"), pasted(A, "y")]) == [((0,), (0,)), ((), (1,))]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("First of all.", "And then some."),
        ("First of all.\n\nAnd", "then some."),
        ("First of all and more.", "And then some."),
        ("First of", "all.\n\nAnd then some."),
    ],
)
def test_split(first: str, second: str) -> None:
    """A cell that was split is known by both parts; the second keeps the id."""
    assert groups([A], [pasted(A, "x", first), A | {"source": second}]) == [((0,), (0, 1))]


def test_split_in_three() -> None:
    """Parts are found from what was split off before."""
    cell = built("a", "one\ntwo\nthree")
    parts = [own("x", "one"), pasted(cell, "y", "two"), cell | {"source": "three"}]

    assert groups([cell], parts) == [((0,), (0, 1, 2))]


@pytest.mark.parametrize("taken", ["two\nthree", "three\n\ntwo"])
def test_taken_from_the_middle(taken: str) -> None:
    """Lines that were moved into an own cell are a part, in whatever order they stand there."""
    cell = built("a", "one\ntwo\nthree\nfour")

    (group,) = groups([cell], [cell | {"source": "one\nfour"}, own("x", taken)])

    assert set(group[1]) == {0, 1}


@pytest.mark.parametrize("said", ["two\nthree", "two\nMine.", "two\ntwo", "\n"])
def test_own_with_the_same_lines(said: str) -> None:
    """An own cell is no part that has what the cell has kept, or something else besides."""
    cell = built("a", "one\ntwo\nthree\nfour")
    without_one = cell | {"source": "one\nthree\nfour"}

    assert groups([cell], [cell, own("x", said)])[1] == ((), (1,))
    assert groups([cell], [without_one, own("x", said)])[1] == ((), (1,))


def test_split_and_swapped() -> None:
    """The parts of a cell are in the order of its text, wherever they are."""
    parts = [A | {"source": "And then some."}, pasted(A, "x", "First of all.")]

    assert groups([A], parts) == [((0,), (1, 0))]


@pytest.mark.parametrize("chosen", [A, B])
def test_joined(chosen: Cell) -> None:
    """Cells that were joined are found in the one, which has the metadata of either."""
    joined = pasted(chosen, "x", f"{A['source']}\n\n{B['source']}")

    assert groups([A, B, C], [joined, C]) == [((0, 1), (0,)), ((2,), (1,))]


def test_joined_with_own() -> None:
    """A cell that was joined to an own one is in that."""
    assert groups([A], [own("x", f"Mine.\n\n{A['source']}")]) == [((0,), (0,))]


def test_joined_and_edited() -> None:
    """Most of a text is enough to find it in a joined cell."""
    joined = pasted(A, "x", f"{A['source']}\n\nSomething else altogether.\nMore.")

    assert groups([A, B], [joined]) == [((0, 1), (0,))]


def test_joined_in_another_order() -> None:
    """Joined cells are in the order of their texts."""
    joined = pasted(A, "x", f"{B['source']}\n\n{A['source']}")

    assert groups([A, B], [joined]) == [((1, 0), (0,))]


def test_split_and_joined() -> None:
    """A cell whose half was joined to the next forms one group with that."""
    halves = [pasted(A, "x", "First of all."), A | {"source": "And then some.\n\n" + B["source"]}]

    assert groups([A, B], halves) == [((0, 1), (0, 1))]


def test_joined_and_split_within_a_line() -> None:
    """Cells that were joined and then split elsewhere are found by their words."""
    halves = [pasted(B, "x", "First"), pasted(B, "y", f" of all. And then some.\n\n{B['source']}")]

    assert groups([A, B], halves) == [((0, 1), (1,)), ((), (0,))]


def test_repeated_id() -> None:
    """Of cells with one id the one of the same origin, or of the same text, is meant."""
    assert groups([A, B], [B | {"id": "a"}, A]) == [((0,), (1,)), ((1,), (0,))]
    assert groups([A], [own("a", "Mine."), own("a", A["source"])]) == [((0,), (1,)), ((), (0,))]


def test_foreign_origin() -> None:
    """A cell that was copied from another lesson is own."""
    assert groups([A], [A, pasted(built("elsewhere", "Other."), "x")])[1] == ((), (1,))


def test_empty_cells() -> None:
    """Empty cells are not taken for each other."""
    assert groups([built("a", "")], [own("x", "")]) == [((0,), ()), ((), (0,))]


def test_common_lines() -> None:
    """Lines that several cells have do not show where one of them went."""
    base = [built(name, f"import this\n\ncall({name}, one, two, three)", "code") for name in "ab"]

    assert groups(base, [base[0], own("x", "import this", "code")]) == [
        ((0,), (0,)),
        ((1,), ()),
        ((), (1,)),
    ]


def test_known_groups() -> None:
    """A group that is known is not looked for again, unless one of its cells is gone."""
    mine = [own("x", "Mine."), C]

    assert match([A, B, C], mine, [(["b", "a"], ["x"])])[0] == Group((1, 0), (0,))
    assert match([A], [C], [(["a"], ["x"])])[0] == Group((0,), ())
