"""JavaScript folds and compacts what tens of thousands of random entries leave as Python does."""

from __future__ import annotations

import json
import random
import subprocess
from typing import TYPE_CHECKING, Any

from studywidgets.record.entries import Entry, read_entry
from studywidgets.record.fold import by_slot, compact, fold
from tests.frontend.test_record_cases import random_record
from tests.record_cases import build

if TYPE_CHECKING:
    from pathlib import Path

ENTRIES = 30_000


def asked(node: str, root: Path, records: list[list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """What JavaScript makes of records."""
    done = subprocess.run(
        [node, root / "tests" / "frontend" / "record_cases.mjs"],
        input=json.dumps({"records": records}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    answers: list[dict[str, Any]] = json.loads(done.stdout)["records"]
    return answers


def of_python(record: list[dict[str, Any]]) -> dict[str, Any]:
    """What Python makes of a record, in the form in which JavaScript answers."""
    entries = build(record)
    labels = {entry: label for label, entry in entries.items()}

    def named(those: list[Entry]) -> list[str]:
        return [labels[read_entry(entry.to_json())] for entry in those]

    kept = [compact(slot) for slot in by_slot(entries.values()).values()]
    return {
        "ids": {label: entry.id for label, entry in entries.items()},
        "heads": {"\n".join(slot): named(those) for slot, those in fold(entries.values()).items()},
        "kept": sorted(named([entry for slot in kept for entry in slot])),
    }


def test_random_entries(node: str, root: Path) -> None:
    """Of 30,000 random entries in small records, ids, heads and what is kept are the same."""
    source = random.Random(30_000)  # noqa: S311 -- no secrets here
    records: list[list[dict[str, Any]]] = []
    while sum(len(record) for record in records) < ENTRIES:
        records.append(random_record(source))

    answers = asked(node, root, records)

    for record, answer in zip(records, answers, strict=True):
        assert {**answer, "kept": sorted(answer["kept"])} == of_python(record)
