"""The state of a review question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studywidgets.bundles import stemmer
from studywidgets.markup import fallback, keypoints
from studywidgets.markup.fallback import rendered
from studywidgets.markup.medium import NOTEBOOK, Medium
from studywidgets.record.wording import wording
from studywidgets.traits import arguments
from studywidgets.traits.state import State

if TYPE_CHECKING:
    from collections.abc import Mapping


def answer_box(  # noqa: PLR0913 - the arguments of the widget
    question: str,
    answer: str,
    *,
    key_points: Mapping[str, str],
    id: str,  # noqa: A002 - the widget's word
    course: str,
    language: str = "en",
    mathematics: bool = False,
    medium: Medium = NOTEBOOK,
) -> State:
    """The state of an `AnswerBox` with these arguments, shown in `medium`."""
    item = arguments.item_id(id)
    arguments.text("question", question)
    arguments.text("answer", answer)
    given = arguments.mapping("key_points", key_points, '{"trust": "Shown | variant"}')
    points = {name: arguments.text(f"key point {name!r}", p) for name, p in given.items()}
    asked = rendered.inline_to_text(question, mathematics=mathematics, medium=medium)
    return State(
        part=item,
        label=asked,
        fallback=fallback.answer_box(
            question, answer, points, mathematics=mathematics, medium=medium
        ),
        course=course,
        language=language,
        items=[item],
        libraries=_libraries(arguments.language(language)),
        own={
            "question": asked,
            "question_html": rendered.inline_to_html(
                question, mathematics=mathematics, medium=medium
            ),
            "model_html": rendered.to_html(answer, mathematics=mathematics, medium=medium),
            "points": [_point(name, point) for name, point in points.items()],
            "version": wording(asked),
        },
    )


def _libraries(language: str) -> dict[str, str]:
    """What the hints need: the match, and the language's stemmer where there is one."""
    stems = stemmer(language)
    return {"hints": "hints", **({"stemmer": stems} if stems else {})}


def _point(name: str, point: str) -> dict[str, object]:
    """A key point as the front end takes it."""
    shown, variants = keypoints.split_key_point(point)
    return {"id": name, "text": shown, "variants": list(variants)}
