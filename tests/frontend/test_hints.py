"""The hints in JavaScript are those of the shared cases, and those of Python."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest

from studywidgets.hints import STEMMERS, mentioned
from studywidgets.hints.language import load_language
from tests.hint_cases import CASES, Case, content_cases, random_case
from tests.javascript import asking

if TYPE_CHECKING:
    from pathlib import Path

    from tests.javascript import Ask

LETTERS = {"ru": "абвгдежзийклмнопрстуфхцчшщъыьэюяё"}
ENDINGS = """
    s es ed ing ly ness ful ation ization ities en er es em ung heit lich isch ement euse ives aient
    ación mente ar ando ido zione mente ano heid ingen ção ções aram ости ения ными ать ает ene ens
    lla ssa ista ade het
"""


@pytest.fixture(scope="session")
def ask(node: str, root: Path) -> Ask:
    """A function that asks JavaScript."""
    return asking(node, root / "tests" / "frontend" / "hint_cases.mjs")


def python_finds(case: Case) -> list[str]:
    """Return what Python finds, sorted."""
    return sorted(mentioned(case["answer"], case["question"], case["points"], case["language"]))


def test_cases(ask: Ask) -> None:
    """JavaScript finds what the shared cases say."""
    found = ask({"cases": CASES})["found"]

    assert dict(zip([case["claim"] for case in CASES], found, strict=True)) == {
        case["claim"]: case["mentioned"] for case in CASES
    }


def test_random_answers(ask: Ask) -> None:
    """Python and JavaScript find the same in answers thrown together from the content's words."""
    source = random.Random(41)  # noqa: S311 -- no secrets here
    content = content_cases()
    cases = [random_case(content, source) for _ in range(400)]

    found = ask({"cases": cases})["found"]

    assert found == [python_finds(case) for case in cases]
    # Neither all nor nothing is found, or the comparison would say little.
    hits = sum(map(len, found))
    assert 0.1 < hits / sum(len(case["points"]) for case in cases) < 0.9


def test_random_characters(ask: Ask) -> None:
    """Python and JavaScript part the same words in any characters of the basic plane."""
    source = random.Random(42)  # noqa: S311 -- no secrets here
    cases = []
    for number in range(300):
        letters = [chr(source.choice([0x7F, 0x24F, 0x6FF, 0xFFFF])) for _ in range(3)]
        letters += [chr(source.randrange(0x3400)) for _ in range(8)]
        text = "".join(source.choices([*letters, *"aé.,'- \n"], k=40))
        points = {f"{i}": [text[i : i + 5]] for i in range(0, 40, 5)}
        case = Case(
            claim=f"{number}", language="fr", question="", answer=text, points=points, mentioned=[]
        )
        cases.append(case)

    found = ask({"cases": cases})["found"]

    assert found == [python_finds(case) for case in cases]


@pytest.mark.parametrize("code", sorted(STEMMERS))
def test_stems(ask: Ask, code: str) -> None:
    """Python's stemmer and the browser's agree on real and on made-up words."""
    source = random.Random(code)  # noqa: S311 -- no secrets here
    letters = LETTERS.get(code, "abcdefghijklmnopqrstuvwxyzäöüßéèêëàâçîïñóáíúãõåæø'")
    made = ["".join(source.choices(letters, k=source.randrange(1, 9))) for _ in range(500)]
    real = {word for case in content_cases() for word in re.findall(r"\w+", case["answer"].lower())}
    words = [word + source.choice(["", *ENDINGS.split()]) for word in [*made, *sorted(real)[:300]]]

    stems = ask({"words": {code: words}})["stems"][code]

    stem = load_language(code).stem
    assert dict(zip(words, stems, strict=True)) == {word: stem(word) for word in words}


def test_every_stemmer_has_its_language(root: Path) -> None:
    """The bundles hold a stemmer for each language of Python's, and for no other."""
    bundles = (root / "studywidgets/static/libraries").glob("stemmer-*.js")

    assert {path.stem.removeprefix("stemmer-") for path in bundles} == set(STEMMERS)


def test_long_input(ask: Ask) -> None:
    """Long words and long answers in JavaScript give what Python gives."""
    answers = ["x" * 10_000, "confidential" * 900, "builds trust " * 5_000, "é" * 10_000]
    points = {"long": ["x" * 10_000], "trust": ["builds trust"], "accents": ["é" * 10_000]}
    cases = [
        Case(claim="", language="en", question="", answer=answer, points=points, mentioned=[])
        for answer in answers
    ]

    found = ask({"cases": cases})["found"]

    assert found == [["long"], [], ["trust"], ["accents"]]
    assert found == [python_finds(case) for case in cases]
