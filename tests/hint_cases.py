"""The shared cases of the hints, and answers made up from the words of the real content."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from studywidgets.markup import markdown
from studywidgets.reader import read_content

if TYPE_CHECKING:
    import random

ROOT = Path(__file__).parent.parent
JOINTS = """
    not never cannot doesn't no without neither nor hardly but however and or so because while
    although it they that who the of is not only it is not true that
"""
PUNCTUATION = [" "] * 12 + [", ", ". ", "; ", ": ", " \u2013 ", "\n- ", "! ", "… ", " (", ") "]


class Case(TypedDict):
    """An answer, and what is to be found in it."""

    claim: str
    language: str
    question: str
    answer: str
    points: dict[str, list[str]]
    mentioned: list[str]


CASES: list[Case] = json.loads((ROOT / "tests/cases/hints.json").read_text(encoding="utf-8"))


def content_cases() -> list[Case]:
    """Return a case for each question of the content: its model answer mentions every point."""
    courses, _ = read_content(ROOT / "content")
    return [
        Case(
            claim=f"{question.location.file}:{question.location.line}",
            language=course.language,
            question=markdown.inline_to_text(question.text),
            answer=markdown.to_text(question.answer),
            points={point.id: list(point.variants) for point in question.key_points},
            mentioned=sorted(point.id for point in question.key_points),
        )
        for course in courses
        for term in course.terms()
        for question in term.questions
    ]


def mistyped(word: str, source: random.Random) -> str:
    """Return a word with one slip, or now and then two."""
    for _ in range(source.choice([1, 1, 1, 2])):
        at = source.randrange(len(word))
        slips = [
            word[:at] + word[at + 1 :],
            word[:at] + source.choice("aeinst") + word[at:],
            word[:at] + source.choice("aeinst") + word[at + 1 :],
            word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
        ]
        word = source.choice(slips) or word
    return word


def random_case(cases: list[Case], source: random.Random) -> Case:
    """Return a question of the content with an answer of its words and of its variants."""
    case = source.choice(cases)
    variants = [variant for those in case["points"].values() for variant in those]
    words = re.findall(r"\w[\w'-]*", f"{case['answer']} {case['question']}")
    said = []
    for _ in range(source.randrange(4, 60)):
        piece = source.choice(
            [
                source.choice(words),
                source.choice(JOINTS.split()),
                source.choice(variants),
                mistyped(source.choice(words), source),
                case["question"] if source.random() < 0.1 else source.choice(words),
            ]
        )
        said.append(piece.upper() if source.random() < 0.05 else piece)
    answer = "".join(piece + source.choice(PUNCTUATION) for piece in said)
    return Case(**{**case, "answer": answer})
