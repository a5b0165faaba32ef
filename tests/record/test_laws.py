"""Joining records in any order, any grouping and any number of times gives the same record."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from studywidgets.record.entries import Entry, make_entry
from studywidgets.record.fold import fold
from studywidgets.record.folder import RecordFolder
from studywidgets.record.union import union
from tests.record.samples import COURSE, Device
from tests.record_cases import NOON

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

OPERATIONS = 30_000
DEVICES = "abcd"
ITEMS = ("t/q0", "t/q1", "t/q2")


@pytest.fixture
def chance() -> random.Random:
    """The same chances in every run."""
    return random.Random(20_260_503)  # noqa: S311 -- no secrets here


def operate(chance: random.Random, devices: Sequence[Device]) -> None:
    """Let one device write, or take in what another has or had."""
    device, other = chance.choice(devices), chance.choice(devices)
    if chance.random() < 0.6:
        device.write(chance.choice(ITEMS), "answer" if chance.random() < 0.2 else "draft")
    else:
        device.join(other.entries)


def test_devices_that_write_and_meet(chance: random.Random) -> None:
    """Of 30,000 random operations each leaves records whose union is one and the same."""
    for _ in range(OPERATIONS // 50):
        devices = [Device(name) for name in DEVICES]
        for _ in range(50):
            operate(chance, devices)
            a, b, c = (device.entries for device in chance.sample(devices, 3))
            joined = union(a, b, c)

            assert union(b, a) == union(a, b)
            assert union(union(a, b), c) == joined == union(a, union(b, c))
            assert union(joined, joined) == joined == union(joined, a)


def test_any_order_of_arrival(chance: random.Random) -> None:
    """What holds depends on no order of arrival, of 30,000 entries that anybody may have made."""
    for _ in range(OPERATIONS // 10):
        made: list[Entry] = []
        for number in range(10):
            after = chance.sample(made, min(len(made), chance.randrange(3)))
            made.append(
                make_entry(
                    item=chance.choice(ITEMS),
                    kind=chance.choice(["draft", "draft", "answer", "rating", "spoken"]),
                    value=f"{number}",
                    clock=chance.randrange(1, 6),
                    device=chance.choice(DEVICES),
                    at=NOON,
                    after=[entry.id for entry in after],
                )
            )
        cut, shuffled = chance.randrange(11), chance.sample(made, len(made))

        assert fold(shuffled) == fold(made)
        assert fold(union(shuffled[cut:], shuffled[:cut])) == fold(made)


def test_two_at_once(chance: random.Random) -> None:
    """Two devices that write at once are both current when they meet, whatever went before."""
    for _ in range(1_000):
        devices = [Device(name) for name in DEVICES]
        for _ in range(chance.randrange(15)):
            operate(chance, devices)
        left, right = chance.sample(devices, 2)
        left.join(right.entries)
        right.join(left.entries)
        item = chance.choice(ITEMS)

        written = {left.write(item, "answer"), right.write(item, "answer")}

        assert {*fold(union(left.entries, right.entries))[item, "text"]} == written
        assert {*fold(union(*(one.entries for one in devices)))[item, "text"]} >= written


def test_kernels_that_write_and_read(chance: random.Random, tmp_path: Path) -> None:
    """However the entries come to several kernels, every one ends with the record of all."""
    for round_ in range(10):
        devices = [Device(name) for name in DEVICES]
        kernels = [RecordFolder(tmp_path / f"{round_}", COURSE) for _ in range(3)]
        for _ in range(30):
            operate(chance, devices)
            chance.choice(kernels).add(chance.choice(devices).entries)
        for device in devices:
            chance.choice(kernels).add(device.entries)

        everything = fold(union(*(device.entries for device in devices)))
        for kernel in kernels:
            assert fold(kernel.entries()) == everything
            kernel.close()
