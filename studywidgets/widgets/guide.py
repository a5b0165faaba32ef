"""A unit's mixed self-test: definitions, blanks and questions of all its terms, shuffled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traitlets import Dict, List, Unicode

from studywidgets import traits
from studywidgets.bundles import STATIC
from studywidgets.widgets.base import StudyWidget

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Guide(StudyWidget):
    """Mixed self-test over the terms of a unit, one card at a time.

    The order comes from a seed that is kept in the student's record, so that a reload goes on
    where it stopped.

    Example:
        >>> Guide("Talks", [{"id": "mediation", "title": "Mediation",
        ...                  "lesson": "mediation.ipynb", "definition": "Help from outside.",
        ...                  "facts": {"third-party": "A **third party** helps."},
        ...                  "questions": {"why-help": ("Why help?", "Because.")}}],
        ...       id="talks", course="social-studies-education")
        Guide('Talks', items=3)
    """

    _library = "guide"
    _widget = Unicode("guide").tag(sync=True)
    _css = STATIC / "guide.css"

    unit = Unicode(read_only=True).tag(sync=True)
    terms = List(Dict(), read_only=True).tag(sync=True)
    cards = List(Dict(), read_only=True).tag(sync=True)

    def __init__(  # noqa: PLR0913 - the call stands in a notebook, each argument a line
        self,
        title: str,
        terms: Sequence[Mapping[str, object]],
        *,
        id: str,  # noqa: A002 - the word that content files and instructors use
        course: str,
        language: str = "en",
        mathematics: bool = False,
    ) -> None:
        """Make the widget.

        Args:
            title: The unit's title.
            terms: The terms in order: `id`, `title`, `lesson` (relative path), `definition`
                (Markdown), `facts` (local id to Markdown) and `questions` (local id to a pair of
                question and model answer, Markdown).
            id: The unit's id.
            course: The course's namespace.
            language: BCP 47 language tag of the content.
            mathematics: Whether `$` encloses mathematics.

        Raises:
            TypeError: An argument has the wrong type.
            ValueError: An argument is empty or malformed; the message says what to write.
        """
        super().__init__(
            traits.guide(
                title, terms, id=id, course=course, language=language, mathematics=mathematics
            )
        )
