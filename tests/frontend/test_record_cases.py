"""The record in JavaScript gives what the shared cases say, and what Python gives."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest

from studywidgets.record.entries import read_entry
from studywidgets.record.fold import compact, fold
from studywidgets.record.format import EntryError, canonical, entry_id
from tests.javascript import asking
from tests.record_cases import CASES, build, changed, present

if TYPE_CHECKING:
    from pathlib import Path

    from tests.javascript import Ask

TEXT = 'ab zé\u0000\u007f\u2028\ud83d\ude42\uff5e"\\/<中'


@pytest.fixture(scope="session")
def ask(node: str, root: Path) -> Ask:
    """A function that asks JavaScript."""
    return asking(node, root / "tests" / "frontend" / "record_cases.mjs")


def accepted(data: object, *, hashed: bool) -> bool:
    """Tell whether Python reads an entry."""
    try:
        read_entry(data, hashed=hashed)
    except EntryError:
        return False
    return True


def test_canonical(ask: Ask) -> None:
    """The canonical JSON is that of the cases."""
    answer = ask({"texts": [case["value"] for case in CASES["canonical"]]})

    assert answer["texts"] == [case["text"] for case in CASES["canonical"]]


def test_ids(ask: Ask) -> None:
    """The ids are those of the cases."""
    answer = ask({"checks": [json.loads(case["canonical"]) for case in CASES["ids"]]})

    assert answer["ids"] == [case["id"] for case in CASES["ids"]]


def test_ids_of_every_length(ask: Ask) -> None:
    """The hash is Python's for texts of every length, across the borders of its blocks."""
    checks = [{"value": "x" * length} for length in range(200)]

    answer = ask({"checks": checks})

    assert answer["ids"] == [entry_id(data) for data in checks]


def test_kept_and_refused(ask: Ask) -> None:
    """The same entries are read and refused as in Python."""
    kept = [changed(case) for case in CASES["kept"]]
    kept = [{**data, "id": entry_id(data)} for data in kept]
    refused = [changed(case) for case in CASES["refused"]]
    forged = [{**data, "id": CASES["good"]["id"]} for data in kept]

    answer = ask({"checks": [*kept, *refused, *forged]})

    assert answer["accepted"] == [
        *([True, True] for _ in kept),
        *([False, False] for _ in refused),
        *([False, True] for _ in forged),
    ]


def test_folds(ask: Ask) -> None:
    """What holds and what is dropped is what the cases say."""
    answer = ask({"records": [case["entries"] for case in CASES["folds"]]})

    for case, found in zip(CASES["folds"], answer["records"], strict=True):
        found_heads = {key.replace("\n", " "): those for key, those in found["heads"].items()}
        if case.get("unordered"):
            found_heads = {key: sorted(those) for key, those in found_heads.items()}
        assert found_heads == case["heads"], case["name"]
        dropped = present(case["entries"]).keys() - {*found["kept"]}
        assert dropped == {*case["dropped"]}, case["name"]


def random_value(source: random.Random, depth: int = 3) -> Any:
    """Return any value that an entry can carry, surrogates without partner included."""
    text = "".join(source.choices(TEXT, k=source.randrange(6)))
    # As it comes out of a file: a pair of surrogates is one character.
    text = json.loads(json.dumps(text))
    simple = [text, source.randrange(-(2**53) + 1, 2**53), None, True, False]
    if depth == 0 or source.random() < 0.6:
        return source.choice(simple)
    inner = [random_value(source, depth - 1) for _ in range(source.randrange(4))]
    if source.random() < 0.5:
        return inner
    return {f"{text}{source.choice(TEXT[:4])}{number}": one for number, one in enumerate(inner)}


def random_record(source: random.Random) -> list[dict[str, Any]]:
    """Return entries in the short form of the cases: any clocks, any names, few slots."""
    made: list[dict[str, Any]] = []
    for number in range(source.randrange(1, 15)):
        kind = source.choice(["draft", "draft", "answer", "practice", "rating", "spoken"])
        value = random_value(source)
        made.append(
            {
                "label": f"{number}",
                "item": source.choice(["t/q", "t", "__proto__"]),
                "kind": kind,
                "value": value if kind in {"rating", "spoken"} else canonical(value),
                "clock": source.choice([1, 2, 3, 4, 5, 2**53 - 1]),
                "device": source.choice("abc"),
                "after": [each["label"] for each in source.sample(made, min(len(made), 2))],
            }
        )
    return made


def test_random_records(ask: Ask) -> None:
    """Both languages give the same ids, the same heads and the same compaction."""
    source = random.Random(20_250_503)  # noqa: S311 -- no secrets here
    records = [random_record(source) for _ in range(400)]

    answer = ask({"records": records})

    for record, found in zip(records, answer["records"], strict=True):
        entries = build(record)
        labels = {entry: label for label, entry in entries.items()}
        assert found["ids"] == {label: entry.id for label, entry in entries.items()}
        assert found["heads"] == {
            "\n".join(slot): [labels[entry] for entry in those]
            for slot, those in fold(entries.values()).items()
        }
        assert sorted(found["kept"]) == sorted(labels[entry] for entry in compact(entries.values()))


def test_histories(ask: Ask) -> None:
    """Devices that write as the store does keep few drafts, and no union brings one back."""
    source = random.Random(7)  # noqa: S311 -- no secrets here
    histories = [
        [
            {
                "device": source.choice("abc"),
                "meets": source.choice("abc--"),
                "kind": source.choice(["draft"] * 9 + ["answer"]),
            }
            for _ in range(60)
        ]
        for _ in range(60)
    ]

    runs = ask({"runs": [{"steps": steps, "drops": True} for steps in histories]})["runs"]
    whole = ask({"runs": [{"steps": steps, "drops": False} for steps in histories]})["runs"]

    for run, kept in zip(runs, whole, strict=True):
        dropping = {read_entry(one) for those in run.values() for one in those}
        keeping = {read_entry(one) for those in kept.values() for one in those}
        assert dropping <= keeping
        assert fold(dropping) == fold(keeping) == fold(compact(keeping))
        for device, those in run.items():
            drafts = [one for one in those if one["kind"] == "draft"]
            assert len(drafts) <= len(run), device
            old_copy = {read_entry(one) for one in kept[device]}
            assert fold(old_copy | dropping) == fold(keeping)
