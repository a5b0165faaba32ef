"""Files of work for tests: sound ones, and those that must be refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from studywidgets.record.entries import Entry, make_entry
from tests.record_cases import NOON

CASES = Path(__file__).parent / "cases"
WORK = CASES / "work.json"
"""A file that "Download my work" made in Chromium."""
HAND_IN = CASES / "hand-in.html"
"""The page to hand in with the same record, in the name of Ada Example."""


def entry(**changes: Any) -> Entry:
    """Return an answer, with changes to its fields."""
    fields = {"item": "t/q", "kind": "answer", "value": "a", "clock": 1, "device": "a", "at": NOON}
    return make_entry(**{**fields, **changes})


def file_text(*entries: Entry, **changes: Any) -> str:
    """Return the text of a file as any program could write it, with changes to its fields."""
    work = {
        "format": "studywidgets-work",
        "version": 1,
        "course": "course",
        "title": "A course",
        "made": "2025-05-03T12:01:00.000Z",
        "entries": [one.to_json() for one in entries or (entry(),)],
    }
    return json.dumps({**work, **changes})


def forged(**changes: Any) -> str:
    """Return the text of a file whose entry was changed after its id was made."""
    return file_text(entries=[{**entry().to_json(), **changes}])


def page(text: str, tag: str = '<script type="application/json" id="studywidgets-record">') -> str:
    """Return a page with the text of a file in it."""
    harmless = text.replace("<", "\\u003c")
    return f"<!doctype html>\n<title>Work</title><p>Read me</p>{tag}{harmless}</script>"


REFUSED: dict[str, tuple[str, str]] = {
    "nothing": ("", "damaged"),
    "a zip file": ("PK\x03\x04 a zip file", "damaged"),
    "a file that was cut": (file_text()[:-20], "damaged"),
    "a file and more": (f"{file_text()}x", "damaged"),
    "null": ("null", "no work"),
    "a list": ("[]", "no work"),
    "a number": ("1", "no work"),
    "a notebook": ('{"cells": []}', "no work"),
    "another format": (file_text(format="something"), "no work"),
    "a version that is text": (file_text(version="1"), "no work"),
    "version 0": (file_text(version=0), "no work"),
    "half a version": (file_text(version=1.5), "no work"),
    "version true": (file_text(version=True), "no work"),
    "a newer version": (file_text(version=2, entries="in another form"), "newer version"),
    "a very new version": (file_text(version=2**53 - 1), "newer version"),
    "no list of entries": (file_text(entries={}), "damaged"),
    "an entry that is null": (file_text(entries=[None]), "damaged"),
    "an entry in a list": (file_text(entries=[[]]), "damaged"),
    "a changed value": (forged(value="changed"), "damaged"),
    "a changed kind": (forged(kind="draft"), "damaged"),
    "a field too many": (forged(mood="calm"), "damaged"),
    "an item that is a list": (forged(item=["t/q"]), "damaged"),
    "a clock beyond all clocks": (file_text().replace('"clock": 1', '"clock": 1e300'), "damaged"),
    "a long number": (file_text().replace('"clock": 1', f'"clock": {"1" * 9999}'), "damaged"),
    "not a number": (file_text().replace('"clock": 1', '"clock": NaN'), "damaged"),
    "infinity": (file_text().replace('"clock": 1', '"clock": Infinity'), "damaged"),
    "infinity by its size": (file_text().replace('"clock": 1', '"clock": 1e999'), "damaged"),
    "not a number in the head": (file_text().replace('"A course"', "NaN"), "damaged"),
    "a deep value": (file_text().replace('"a"', "[" * 500 + "]" * 500, 1), "damaged"),
    "a deep file": ("[" * 200_000, "damaged"),
    "a deep object": ('{"a":' * 200_000, "damaged"),
}
"""Texts that are refused, with a part of what is said; the front end refuses the same."""

REFUSED_PAGES: dict[str, tuple[str, str]] = {
    "a page": ("<!doctype html><p>A page</p>", "no work"),
    "another script": (page(file_text(), "<script>"), "no work"),
    "another id": (page(file_text(), '<script id="studywidgets-record-2">'), "no work"),
    "an id without quotes": (page(file_text(), "<script id=studywidgets-record-2>"), "no work"),
    "an id in an id": (page(file_text(), "<script data-id='studywidgets-record'>"), "no work"),
    "a page that was cut": (page(file_text()).removesuffix("]}</script>"), "damaged"),
    "a broken record": (page("{"), "damaged"),
    "a forged record": (page(forged(value="changed")), "damaged"),
    "a newer record": (page(file_text(version=2)), "newer version"),
    "a page in a page": (page(page(file_text())), "damaged"),
    "scripts and no end": ("<script " * 500_000, "no work"),
    "marked sections": ("<![" * 500_000, "no work"),
    "comments": ("<!--" * 500_000, "no work"),
}
"""Pages that are refused, with a part of what is said."""
