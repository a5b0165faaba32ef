"""A review question: answered from memory, then compared with a model answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traitlets import Bool, Dict, List, Unicode

from studywidgets import traits
from studywidgets.bundles import STATIC
from studywidgets.widgets.base import StudyWidget

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

    _library = "lesson"
    _widget = Unicode("answer-box").tag(sync=True)
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
        super().__init__(
            traits.answer_box(
                question,
                answer,
                key_points=key_points,
                id=id,
                course=course,
                language=language,
                mathematics=mathematics,
            )
        )
