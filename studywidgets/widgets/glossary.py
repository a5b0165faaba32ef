"""Every term of a course with its definition, to search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traitlets import Dict, List, Unicode

from studywidgets import traits
from studywidgets.bundles import STATIC
from studywidgets.widgets.base import StudyWidget

if TYPE_CHECKING:
    from collections.abc import Mapping


class Glossary(StudyWidget):
    """Searchable list of a course's terms.

    Example:
        >>> Glossary("Social Studies Education",
        ...          {"mediation": ("Mediation", "Help from outside.", "mediation.ipynb")},
        ...          course="social-studies-education")
        Glossary('Social Studies Education', items=0)
    """

    _library = "glossary"
    _widget = Unicode("glossary").tag(sync=True)
    _css = STATIC / "glossary.css"

    terms = List(Dict(), read_only=True).tag(sync=True)

    def __init__(
        self,
        title: str,
        terms: Mapping[str, tuple[str, str, str]],
        *,
        course: str,
        language: str = "en",
        mathematics: bool = False,
    ) -> None:
        """Make the widget.

        Args:
            title: The course's title.
            terms: By term id: its title, its definition in Markdown, and the relative path of
                its lesson.
            course: The course's namespace.
            language: BCP 47 language tag of the content.
            mathematics: Whether `$` encloses mathematics.

        Raises:
            TypeError: An argument has the wrong type.
            ValueError: An argument is empty or malformed; the message says what to write.
        """
        super().__init__(
            traits.glossary(title, terms, course=course, language=language, mathematics=mathematics)
        )
