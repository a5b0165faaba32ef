"""Parts of the lessons for several machines."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studywidgets.execution.lessons import Lesson
from studywidgets.execution.shard import Shard


def lessons(count: int) -> list[Lesson]:
    """So many lessons."""
    names = [f"term-{number}.ipynb" for number in range(count)]
    return [Lesson(Path("/lessons", name), name) for name in names]


@given(st.integers(0, 200), st.integers(1, 30))
def test_parts_divide_all_lessons_evenly(count: int, parts: int) -> None:
    """Each lesson is in one part, and no part has two lessons more than another."""
    divided = [Shard(number, parts).of(lessons(count)) for number in range(1, parts + 1)]

    sizes = [len(part) for part in divided]
    together = [lesson for part in divided for lesson in part]
    assert sorted(together, key=str) == sorted(lessons(count), key=str)
    assert max(sizes) - min(sizes) <= 1


def test_parts_depend_on_names_alone() -> None:
    """The same lessons, found elsewhere and in another order, come to the same parts."""
    here = lessons(20)
    there = [Lesson(Path("/elsewhere", lesson.name), lesson.name) for lesson in here[7:] + here[:7]]

    names = [[lesson.name for lesson in Shard(2, 3).of(found)] for found in (here, there)]

    assert names[0] == names[1]


def test_a_part_is_read_as_people_write_it() -> None:
    """`2/4` is the second of four parts."""
    assert Shard.read("2/4") == Shard(2, 4)


@pytest.mark.parametrize("text", ["", "2", "2/", "/4", "a/b", "-1/4", "1/4/2", "1 / 4", "²/4"])
def test_what_is_no_part_is_refused(text: str) -> None:
    """Other texts are refused with an example."""
    with pytest.raises(ValueError, match=r"is no part such as 2/4"):
        Shard.read(text)


@pytest.mark.parametrize("text", ["0/4", "5/4", "0/0", "1/0"])
def test_a_part_that_does_not_exist_is_refused(text: str) -> None:
    """Parts are counted from one."""
    with pytest.raises(ValueError, match="there is no part"):
        Shard.read(text)
