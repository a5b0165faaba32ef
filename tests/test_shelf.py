"""Values that wait on disk."""

from __future__ import annotations

import multiprocessing
import resource
import sys

import pytest

from studywidgets.shelf import Shelf, Shelved, ShelvedMapping, packed


def shelved(*values: str) -> Shelved[str]:
    """A sequence of these values on a shelf of its own, where they lie the other way round."""
    shelf: Shelf[str] = Shelf()
    slots = [shelf.put(packed(value)) for value in reversed(values)]
    return Shelved(shelf, reversed(slots))


def test_a_sequence_gives_what_was_put_there() -> None:
    """Values come in the order of the sequence, one by one or some of them, again and again."""
    found = shelved("a", "b", "c")

    assert [*found] == [*found] == ["a", "b", "c"]
    assert (len(found), found[-1], [*found[1:]]) == (3, "c", ["b", "c"])


def test_a_sequence_is_as_a_tuple() -> None:
    """It equals the tuple of its values, and is one to a process that has not the file."""
    found = shelved("a", "b")

    assert found == ("a", "b") == found
    assert found != ("a",)
    assert hash(found) == hash(("a", "b"))
    assert found.__reduce__() == (tuple, (["a", "b"],))


def test_a_mapping_keeps_the_order_of_its_keys() -> None:
    """A mapping gives each key its value."""
    shelf: Shelf[int] = Shelf()
    slots = {name: shelf.put(packed(number)) for number, name in enumerate("ba")}

    found = ShelvedMapping(shelf, slots)

    assert [*found.items()] == [("b", 0), ("a", 1)]
    assert len(found) == len(slots)


def test_what_is_put_later_leaves_the_rest() -> None:
    """A value can be put there after another was taken."""
    shelf: Shelf[str] = Shelf()
    first = shelf.put(packed("first"))
    assert shelf.take(first) == "first"

    second = shelf.put(packed("second"))

    assert (shelf.take(first), shelf.take(second)) == ("first", "second")


@pytest.mark.skipif(sys.platform != "linux", reason="forks")
def test_forks_take_without_disturbing_each_other() -> None:
    """Two processes that share the file read each its own way through it."""
    found = shelved(*(f"value {number}" * 500 for number in range(200)))
    whole = tuple(found)
    context = multiprocessing.get_context("fork")

    with context.Pool(2, initializer=_share, initargs=(found,)) as pool:
        assert pool.map(_again, [whole] * 4) == [True] * 4


_shared: list[Shelved[str]] = []


def _share(found: Shelved[str]) -> None:
    _shared.append(found)


def _again(whole: tuple[str, ...]) -> bool:
    return all(tuple(_shared[0]) == whole for _ in range(5))


def test_what_the_disk_has_no_room_for_stays_in_memory() -> None:
    """A value that the file can't take whole is there all the same, and so are the others."""
    shelf: Shelf[str] = Shelf()
    long = "long " * 100
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200, before[1]))
    try:
        slots = [shelf.put(packed(value)) for value in ("a", long, "b", long)]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert [*Shelved(shelf, slots)] == ["a", long, "b", long]
