"""The examples of the rules as files: the good content with an example put where it belongs."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from studywidgets.identifiers import is_identifier
from tests.reader.cases import PNG
from tests.reader.contents import COURSE, GOOD, MEDIATION, NEGOTIATION, TREATY_TEXT, UNIT

if TYPE_CHECKING:
    from collections.abc import Iterable

    Files = dict[str, str | bytes]

FACT = r"1\. A mediator has .*\}"
FACTS = r"1\. A mediator has .*\}\n2\. The \*\*parties.*\}"
DEFINITION = r"A third party helps\."
MORE = r"It may be a state\."
EXAMPLE = r"## Example\n\nTwo neighbours, one fence\."
FACT_SECTION = rf"## Must-know facts\n\n{FACTS}"
QUESTION = r"### When does (.*\n)*?- They talk .*\}"
POINT = r"- Both sides are tired .*\}"
ANSWER = r"When both sides are tired of a (.*\n)*?Then they talk\."
TITLE = r"title: Mediation"
RELATED = r"related: \[negotiation\]"
SOURCES = r"sources:\n  - .*"
ORDER = r"order: \[mediation, negotiation\]"

PLACES: dict[str, tuple[str, str]] = {
    "SW020": (UNIT, r"---\n(.*\n)*?---\n\nWhat the unit is\."),
    "SW021": (UNIT, r"---\n(.*\n)*?---\n\nWhat the unit is\."),
    "SW022": (MEDIATION, TITLE),
    "SW023": (MEDIATION, TITLE),
    "SW024": (MEDIATION, TITLE),
    "SW025": (MEDIATION, SOURCES),
    "SW026": (MEDIATION, RELATED),
    "SW027": (MEDIATION, TITLE),
    "SW028": (MEDIATION, TITLE),
    "SW029": (COURSE, r"(?=order:)"),
    "SW030": (COURSE, r"namespace: history"),
    "SW031": (COURSE, r"(?=order:)"),
    "SW032": (MEDIATION, RELATED),
    "SW033": (UNIT, ORDER),
    "SW034": (COURSE, r"(?=order:)"),
    "SW035": (MEDIATION, SOURCES),
    "SW036": (MEDIATION, SOURCES),
    "SW037": (MEDIATION, SOURCES),
    "SW038": (MEDIATION, SOURCES),
    "SW040": (MEDIATION, FACT_SECTION),
    "SW041": (MEDIATION, EXAMPLE),
    "SW042": (MEDIATION, rf"---\n\n{DEFINITION}\n\n{MORE}\n\n{EXAMPLE}\n\n## Must-know facts"),
    "SW043": (MEDIATION, FACT_SECTION),
    "SW044": (MEDIATION, r"## Review questions(.*\n)*"),
    "SW045": (MEDIATION, rf"{EXAMPLE}\n\n{FACT_SECTION}"),
    "SW046": (MEDIATION, FACT_SECTION),
    "SW047": (MEDIATION, FACT),
    "SW048": (MEDIATION, MORE),
    "SW050": (MEDIATION, FACT),
    "SW051": (MEDIATION, FACT),
    "SW052": (MEDIATION, FACTS),
    "SW053": (MEDIATION, FACT),
    "SW054": (MEDIATION, FACT),
    "SW055": (MEDIATION, FACT),
    "SW056": (MEDIATION, FACT),
    "SW057": (MEDIATION, QUESTION),
    "SW058": (MEDIATION, QUESTION),
    "SW059": (MEDIATION, r"### When does .*"),
    "SW060": (MEDIATION, POINT),
    "SW061": (MEDIATION, POINT),
    "SW062": (MEDIATION, FACTS),
    "SW063": (MEDIATION, FACT),
    "SW070": (MEDIATION, MORE),
    "SW071": (MEDIATION, MORE),
    "SW072": (MEDIATION, MORE),
    "SW073": (MEDIATION, MORE),
    "SW074": (MEDIATION, MORE),
    "SW075": (MEDIATION, MORE),
    "SW076": (MEDIATION, MORE),
    "SW077": (MEDIATION, MORE),
    "SW081": (MEDIATION, RELATED),
    "SW082": (MEDIATION, RELATED),
    "SW083": (UNIT, ORDER),
    "SW084": (UNIT, ORDER),
    "SW086": (MEDIATION, SOURCES),
    "SW087": (MEDIATION, r"formerly: \[arbitration\]"),
    "SW089": (NEGOTIATION, r"related: \[mediation\]"),
    "SW090": (MEDIATION, POINT),
    "SW091": (MEDIATION, FACTS),
    "SW092": (MEDIATION, DEFINITION),
    "SW093": (MEDIATION, ANSWER),
    "SW094": (MEDIATION, SOURCES),
}
"""For the examples that are parts of a file: the file, and what they stand in place of."""


def edited(name: str, content: str | bytes) -> Files:
    """Return the good files with one more, or another in place of one."""
    return {**GOOD, name: content}


def _second_course(namespace: str) -> Files:
    second = {name.replace("history/", "civics/"): text for name, text in GOOD.items()}
    second["civics/course.md"] = GOOD[COURSE].replace("e: history", f"e: {namespace}")
    return {**GOOD, **second}


_SHOWN = GOOD[MEDIATION].replace("It may be a state.", "![A map](map.png)")
_IMAGE = "history/conflict/map.png"
_CAFE = GOOD[MEDIATION].replace("one fence", "one café")

IN_WORDS: dict[str, tuple[Files, Files]] = {
    "SW001": (edited(MEDIATION, _CAFE.encode("latin-1")), edited(MEDIATION, _CAFE)),
    "SW002": (
        {**edited(MEDIATION, _SHOWN), _IMAGE: PNG + b"x" * 8_000_000},
        {**edited(MEDIATION, _SHOWN), _IMAGE: PNG + b"x" * 200_000},
    ),
    "SW003": (edited(MEDIATION, b""), dict(GOOD)),
    "SW004": (
        edited(MEDIATION, GOOD[MEDIATION].replace("state", "\u202estate")),
        edited(MEDIATION, GOOD[MEDIATION].replace("state", "\tstate")),
    ),
    "SW049": (
        edited(MEDIATION, GOOD[MEDIATION].replace("It may be a state.", "A sentence. " * 2000)),
        edited(MEDIATION, GOOD[MEDIATION].replace("It may be a state.", "A sentence. " * 3)),
    ),
    "SW078": (edited(_IMAGE, PNG), {**edited(MEDIATION, _SHOWN), _IMAGE: PNG}),
    "SW085": (_second_course("history"), _second_course("history-2")),
}
"""For the examples in words: the files that they speak of. A link, for SW005, is no file."""


def put(code: str, example: str) -> Files:
    """Return the good files with an example in its place, and the images that it shows."""
    name, place = PLACES[code]
    line = re.compile(place, re.MULTILINE)
    if place.startswith("(?="):
        example += "\n"
    text, count = line.subn(lambda _: example, GOOD[name], count=1)
    assert count == 1, f"{place!r} is not in {name}"
    images = {f"history/conflict/{image}": PNG for image in re.findall(r"map\.\w+", example)}
    return {**GOOD, name: text, **images}


def listed(names: Iterable[str], unlisted: Iterable[str]) -> Files:
    """Return files that a listing names, and what belongs to them, but nothing that is unlisted."""
    files: Files = dict(GOOD)
    for name in names:
        files[name] = GOOD.get(name) or _new(name)
    for name in list(files):
        unit = str(PurePosixPath(name).parent / "unit.md")
        if name.count("/") > 1 and unit not in files:
            files[unit] = "---\ntitle: Another\n---\n"
    for name in unlisted:
        files.pop(name, None)
    return {name: _ordered(name, text, files) for name, text in files.items()}


def _new(name: str) -> str:
    if name.endswith("unit.md"):
        return "---\ntitle: Another\n---\n"
    return TREATY_TEXT


def _ordered(name: str, text: str | bytes, files: Files) -> str | bytes:
    """Give a unit or a course an order that names all that is there."""
    folder, _, file = name.rpartition("/")
    beside = [
        PurePosixPath(other).relative_to(folder).parts
        for other in files
        if other != name and other.startswith(folder + "/")
    ]
    if file == "unit.md":
        present = [parts[0].removesuffix(".md") for parts in beside]
    elif file == "course.md":
        present = [parts[0] for parts in beside if len(parts) > 1]
    else:
        return text
    order = ", ".join(dict.fromkeys(filter(is_identifier, present)))
    head = re.sub(r"order: .*\n", "", str(text))
    return head.replace("\n---\n", f"\norder: [{order}]\n---\n", 1)
