"""The end of a lesson: what to study again, related terms, sources, and the way on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traitlets import Dict, List, Unicode

from studywidgets import traits
from studywidgets.bundles import STATIC
from studywidgets.widgets.base import StudyWidget

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class LessonEnd(StudyWidget):
    """What to study again, related terms, sources, previous and next lesson.

    Example:
        >>> LessonEnd(id="mediation", course="social-studies-education",
        ...           next=("Negotiation", "negotiation.ipynb"))
        LessonEnd('mediation', items=0)
    """

    _library = "term"
    _widget = Unicode("lesson-end").tag(sync=True)
    _css = STATIC / "lesson-end.css"

    related = List(Dict(), read_only=True).tag(sync=True)
    sources = List(Unicode(), read_only=True).tag(sync=True)
    previous = Dict(read_only=True).tag(sync=True)
    next = Dict(read_only=True).tag(sync=True)

    def __init__(  # noqa: PLR0913 - the call stands in a notebook, each argument a line
        self,
        *,
        id: str,  # noqa: A002 - the word that content files and instructors use
        course: str,
        related: Mapping[str, str] | None = None,
        sources: Sequence[str] = (),
        previous: tuple[str, str] | None = None,
        next: tuple[str, str] | None = None,  # noqa: A002 - the word on the screen
        language: str = "en",
    ) -> None:
        """Make the widget.

        Args:
            id: The term's id, or that of the guide.
            course: The course's namespace.
            related: Related terms: title to relative path of the lesson.
            sources: References, in inline Markdown.
            previous: Title and relative path of the lesson before.
            next: Title and relative path of the lesson after.
            language: BCP 47 language tag of the content.

        Raises:
            TypeError: An argument has the wrong type.
            ValueError: An argument is empty or malformed; the message says what to write.
        """
        super().__init__(
            traits.lesson_end(
                id=id,
                course=course,
                related=related,
                sources=sources,
                previous=previous,
                next=next,
                language=language,
            )
        )
