"""The course's first page: units and terms with progress, and what to study again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traitlets import Dict, List, Unicode

from studywidgets import traits
from studywidgets.bundles import STATIC
from studywidgets.widgets.base import StudyWidget

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Home(StudyWidget):
    """Overview of a course.

    Example:
        >>> Home("Social Studies Education",
        ...      [{"id": "talks", "title": "Talks", "guide": "guide-talks.ipynb",
        ...        "terms": [{"id": "mediation", "title": "Mediation",
        ...                   "lesson": "mediation.ipynb", "facts": ["third-party"],
        ...                   "questions": ["why-help"]}]}],
        ...      course="social-studies-education")
        Home('Social Studies Education', items=3)

    Attributes:
        chosen: Ids of the terms that the student chose to practise.
    """

    _library = "home"
    _widget = Unicode("home").tag(sync=True)
    _css = STATIC / "home.css"

    units = List(Dict(), read_only=True).tag(sync=True)
    glossary = Unicode(read_only=True).tag(sync=True)
    chosen = List(Unicode()).tag(sync=True)

    def __init__(
        self,
        title: str,
        units: Sequence[Mapping[str, object]],
        *,
        course: str,
        glossary: str | None = None,
        language: str = "en",
    ) -> None:
        """Make the widget.

        Args:
            title: The course's title.
            units: The units in order: `id`, `title`, `guide` (relative path) and `terms`, a list
                of `id`, `title`, `lesson` (relative path) and the local ids of its `facts` and
                `questions`.
            course: The course's namespace.
            glossary: Relative path of the glossary.
            language: BCP 47 language tag of the content.

        Raises:
            TypeError: An argument has the wrong type.
            ValueError: An argument is empty or malformed; the message says what to write.
        """
        super().__init__(
            traits.home(title, units, course=course, glossary=glossary, language=language)
        )
