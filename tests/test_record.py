"""The record's entries, their fold and their compaction, in Python."""

from __future__ import annotations

import itertools
import json
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studywidgets.record.entries import Entry, make_entry, read_entry
from studywidgets.record.fold import compact, fold, heads
from studywidgets.record.format import MAX_AFTER, EntryError, canonical, entry_id
from tests.record.samples import Device
from tests.record_cases import CASES, NOON, build, changed, present


def named(case: str) -> pytest.MarkDecorator:
    """Make one test of each case of a list."""
    return pytest.mark.parametrize("case", CASES[case], ids=lambda case: case.get("name"))


@named("canonical")
def test_canonical(case: dict[str, Any]) -> None:
    """The canonical JSON is the case's text."""
    assert canonical(case["value"]) == case["text"]


@named("ids")
def test_id(case: dict[str, Any]) -> None:
    """The id is that of another SHA-256 over the canonical JSON."""
    fields = json.loads(case["canonical"])

    assert canonical(fields) == case["canonical"]
    assert entry_id(fields) == case["id"]


@named("kept")
def test_kept(case: dict[str, Any]) -> None:
    """An entry that the format admits is read, and written again as it was."""
    data = changed(case)
    data["id"] = entry_id(data)

    entry = read_entry(json.loads(json.dumps(data)))

    assert entry.to_json() == data


@named("refused")
def test_refused(case: dict[str, Any]) -> None:
    """An entry with a missing or wrong field is refused, whatever its id."""
    with pytest.raises(EntryError):
        read_entry(changed(case), hashed=False)


@pytest.mark.parametrize("data", [None, [], "entry", 3, 0.5, float("nan"), {}, {1: 2}], ids=repr)
def test_refused_whole(data: object) -> None:
    """What is no entry at all is refused."""
    with pytest.raises(EntryError):
        read_entry(data)


def test_refused_names_every_field() -> None:
    """The message names all the fields that are wrong."""
    data = {**CASES["good"], "item": "", "clock": 0, "at": "now"}

    with pytest.raises(EntryError, match="missing or wrong: item, clock, at"):
        read_entry(data)


def test_changed_entry() -> None:
    """An entry whose content was changed after its id was made is refused."""
    entry = build([{"label": "a", "device": "a", "clock": 1, "kind": "draft", "value": "mine"}])
    data = {**entry["a"].to_json(), "value": "yours"}

    with pytest.raises(EntryError, match="hash"):
        read_entry(data)


def test_too_large() -> None:
    """An entry of more than one and a half million characters is refused."""
    data = {**CASES["good"], "value": "x" * 1_500_000}

    with pytest.raises(EntryError, match="too large"):
        read_entry(data)


def test_too_many_names() -> None:
    """An entry that names more than a thousand others is refused."""
    data = {**CASES["good"], "after": [f"{number:032x}" for number in range(MAX_AFTER + 1)]}

    with pytest.raises(EntryError, match="after"):
        read_entry(data, hashed=False)


def test_deep_value() -> None:
    """A value that nests deeper than Python can follow is refused, not followed."""
    value: list[Any] = []
    for _ in range(100_000):
        value = [value]

    with pytest.raises(EntryError):
        read_entry({**CASES["good"], "kind": "spoken", "value": value})


def test_time_zone() -> None:
    """The time is written in UTC with milliseconds."""
    at = datetime(2025, 5, 3, 14, 1, 0, 987_654, tzinfo=timezone(timedelta(hours=2)))

    entry = make_entry(item="t/q", kind="rating", value="good", clock=1, device="a", at=at)

    assert entry.at == "2025-05-03T12:01:00.987Z"


def test_naive_time() -> None:
    """A time without a time zone is refused."""
    at = NOON.replace(tzinfo=None)

    with pytest.raises(EntryError, match="time zone"):
        make_entry(item="t/q", kind="rating", value="good", clock=1, device="a", at=at)


def test_question() -> None:
    """An answer carries its question, and the id depends on it."""
    first, second = (
        make_entry(
            item="t/q", kind="answer", value="a", clock=1, device="a", at=NOON, question=question
        )
        for question in ("One?", "Two?")
    )

    assert first.to_json()["question"] == "One?"
    assert first.id != second.id
    assert read_entry(first.to_json()).question == "One?"


def test_equal_by_id() -> None:
    """Two entries of one id are one in a set."""
    entry = build([{"label": "a", "device": "a", "clock": 1, "kind": "draft", "value": "mine"}])[
        "a"
    ]

    again = read_entry(entry.to_json())

    assert {entry, again} == {entry}
    assert entry != entry.id


@named("folds")
def test_fold(case: dict[str, Any]) -> None:
    """What holds is what the case says."""
    entries = present(case["entries"])
    labels = {entry: label for label, entry in entries.items()}

    folded = fold(entries.values())

    found = {" ".join(slot): [labels[entry] for entry in those] for slot, those in folded.items()}
    if case.get("unordered"):
        found = {slot: sorted(those) for slot, those in found.items()}
    assert found == case["heads"]


@named("folds")
def test_compact(case: dict[str, Any]) -> None:
    """Compaction drops what the case says, and nothing that holds."""
    entries = present(case["entries"])

    kept = compact(entries.values())

    assert entries.keys() - {label for label, entry in entries.items() if entry in kept} == {
        *case["dropped"]
    }
    assert fold(kept) == fold(entries.values())


@st.composite
def any_entries(draw: st.DrawFn) -> list[Entry]:
    """Entries of one slot that no honest device need have written: any clocks, any names."""
    made: list[Entry] = []
    for number in range(draw(st.integers(0, 9))):
        after = draw(st.lists(st.sampled_from(made), max_size=3)) if made else []
        made.append(
            make_entry(
                item="t/q",
                kind=draw(st.sampled_from(["draft", "draft", "answer"])),
                value=str(number),
                clock=draw(st.integers(1, 5)),
                device=draw(st.sampled_from("abc")),
                at=NOON,
                after=[entry.id for entry in after],
            )
        )
    return made


@given(any_entries(), st.randoms(use_true_random=False))
def test_any_order(entries: list[Entry], random: Any) -> None:
    """The fold gives the same for any order of arrival."""
    shuffled = random.sample(entries, len(entries))

    assert fold(shuffled) == fold(entries)


@given(any_entries())
def test_something_holds(entries: list[Entry]) -> None:
    """A slot with entries has at least one head, even if they were forged."""
    assert bool(heads(entries)) == bool(entries)


@settings(max_examples=400)
@given(any_entries(), st.data())
def test_compaction_and_union(entries: list[Entry], data: st.DataObject) -> None:
    """Dropping drafts before or after a union with any older or other copy changes nothing."""
    mine = data.draw(st.sets(st.sampled_from(entries))) if entries else set()

    compacted = {*compact(mine)} | {*entries}

    assert fold(compacted) == fold(entries)
    assert fold(compact(compacted)) == fold(entries)


@given(any_entries())
def test_compact_twice(entries: list[Entry]) -> None:
    """Compacting again drops nothing more."""
    once = compact(entries)

    assert compact(once) == once


@given(any_entries(), any_entries(), any_entries())
def test_union(one: list[Entry], two: list[Entry], three: list[Entry]) -> None:
    """Union is commutative, associative and idempotent, in what it holds and in what holds."""
    a, b, c = {*one}, {*two}, {*three}

    assert fold(a | b) == fold(b | a)
    assert fold((a | b) | c) == fold(a | (b | c))
    assert fold(a | a) == fold(a)


def play(script: bytes, *, drops: bool) -> list[Device]:
    """Let three devices do what a script says, one step for each byte."""
    devices = [Device(name, drops=drops) for name in "abc"]
    for byte in script:
        device, other = devices[byte % 3], devices[byte // 3 % 3]
        if byte >= 128:
            device.join(other.entries)
        else:
            kind = "answer" if byte % 11 == 0 else "draft"
            device.write(f"t/q{byte // 9 % 2}", kind)
    return devices


@settings(max_examples=300)
@given(st.binary(min_size=100, max_size=120))
def test_long_histories(script: bytes) -> None:
    """Devices that drop old drafts end where devices that keep all end, in any order of meeting."""
    dropping, keeping = play(script, drops=True), play(script, drops=False)

    for device, other in zip(dropping, keeping, strict=True):
        assert fold(device.entries) == fold(other.entries)
    everything = fold(set().union(*(device.entries for device in keeping)))
    for devices in itertools.permutations(dropping):
        met = Device("met", drops=True)
        for device in devices:
            met.join(device.entries)
        assert fold(met.entries) == everything


@settings(max_examples=100)
@given(st.binary(max_size=40))
def test_two_at_once(script: bytes) -> None:
    """Two devices that write at once both hold afterwards, whatever went before."""
    left, right, _ = play(script, drops=True)
    left.join(right.entries)
    right.join(left.entries)

    written = {left.write("t/q0", "draft"), right.write("t/q0", "answer")}

    both = fold(left.entries | right.entries)
    assert {*both["t/q0", "text"]} == written


def test_bounded() -> None:
    """A long session of typing leaves one draft."""
    device = Device("a", drops=True)

    for _ in range(500):
        last = device.write("t/q", "draft")

    assert device.entries == {last}
