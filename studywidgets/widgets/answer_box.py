"""A review question: answered from memory, then compared with a model answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traitlets import Bool, Dict, List, Unicode

from studywidgets.markup import fallback, keypoints, markdown
from studywidgets.record.wording import wording
from studywidgets.widgets import arguments
from studywidgets.widgets.base import StudyWidget
from studywidgets.widgets.libraries import library, stemmer
from studywidgets.widgets.static import STATIC

if TYPE_CHECKING:
    from collections.abc import Mapping


class AnswerBox(StudyWidget):
    """Answer box for one open review question.

    Example:
        >>> AnswerBox("Why talk?", "Because it is cheaper than war.",
        ...           key_points={"cost": "War costs more | cheaper than war | less costly"},
        ...           id="negotiation/why-talk", course="social-studies-education")
        AnswerBox('Why talk?', items=1)

    Attributes:
        answer: What the student has written.
        compared: Whether the model answer is shown beside it.
        ticked: Ids of the key points that the student ticked.
        rating: `"again"`, `"good"`, or `""` while unrated.
    """

    _esm = STATIC / "answer-box.js"
    _css = STATIC / "answer-box.css"

    question = Unicode(read_only=True).tag(sync=True)
    question_html = Unicode(read_only=True).tag(sync=True)
    model_html = Unicode(read_only=True).tag(sync=True)
    points = List(Dict(), read_only=True).tag(sync=True)
    version = Unicode(read_only=True).tag(sync=True)
    answer = Unicode().tag(sync=True)
    compared = Bool(default_value=False).tag(sync=True)
    ticked = List(Unicode()).tag(sync=True)
    rating = Unicode().tag(sync=True)

    def __init__(  # noqa: PLR0913 - the call stands in a notebook, each argument a line
        self,
        question: str,
        answer: str,
        *,
        key_points: Mapping[str, str],
        id: str,  # noqa: A002 - the word that content files and instructors use
        course: str,
        language: str = "en",
        mathematics: bool = False,
    ) -> None:
        r"""Make the widget.

        Args:
            question: The question, in Markdown.
            answer: The model answer, in Markdown.
            key_points: By local id, the text that is shown and its variants, as
                `"shown text | variant | another variant"`; `\|` writes a bar.
            id: The question's item id, `<term id>/<local id>`.
            course: The course's namespace.
            language: BCP 47 language tag of the content; it chooses the stemmer.
            mathematics: Whether `$` encloses mathematics.

        Raises:
            TypeError: An argument has the wrong type.
            ValueError: An argument is empty or malformed; the message says what to write.
        """
        item = arguments.item_id(id)
        arguments.text("question", question)
        arguments.text("answer", answer)
        given = arguments.mapping("key_points", key_points, '{"trust": "Shown | variant"}')
        points = {name: arguments.text(f"key point {name!r}", p) for name, p in given.items()}
        asked = markdown.inline_to_text(question, mathematics=mathematics)
        super().__init__(
            part=item,
            label=asked,
            fallback=fallback.answer_box(question, answer, points, mathematics=mathematics),
            course=course,
            language=language,
            items=[item],
            question=asked,
            question_html=markdown.inline_to_html(question, mathematics=mathematics),
            model_html=markdown.to_html(answer, mathematics=mathematics),
            points=[_point(name, point) for name, point in points.items()],
            libraries=_libraries(arguments.language(language)),
            version=wording(asked),
        )


def _libraries(language: str) -> dict[str, str]:
    """What the hints need: the match, and the language's stemmer where there is one."""
    stems = stemmer(language)
    return {"hints": library("hints"), **({"stemmer": stems} if stems else {})}


def _point(name: str, point: str) -> dict[str, object]:
    """A key point as the front end takes it."""
    shown, variants = keypoints.split_key_point(point)
    return {"id": name, "text": shown, "variants": list(variants)}
