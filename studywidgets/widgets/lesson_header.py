"""The head of a lesson: where it stands in the course, progress, and the student's work."""

from __future__ import annotations

import os

from traitlets import Bool, Unicode

from studywidgets import traits
from studywidgets.bundles import STATIC
from studywidgets.widgets.base import StudyWidget


class LessonHeader(StudyWidget):
    """Title, way home, progress over the notebook's items, and "My work".

    Example:
        >>> LessonHeader("Mediation", id="mediation", course="social-studies-education",
        ...              course_title="Social Studies Education", home="index.ipynb")
        LessonHeader('Mediation', items=0)

    Attributes:
        temporary: Whether the machine that serves the lesson is thrown away after the session,
            as on Binder. It is taken from the environment: BinderHub sets `BINDER_LAUNCH_HOST`.
    """

    _library = "core"
    _widget = Unicode("lesson-header").tag(sync=True)
    _css = STATIC / "lesson-header.css"

    title = Unicode(read_only=True).tag(sync=True)
    course_title = Unicode(read_only=True).tag(sync=True)
    home = Unicode(read_only=True).tag(sync=True)
    unit = Unicode(read_only=True).tag(sync=True)
    guide = Unicode(read_only=True).tag(sync=True)
    temporary = Bool(default_value=False, read_only=True).tag(sync=True)

    def __init__(  # noqa: PLR0913 - the call stands in a notebook, each argument a line
        self,
        title: str,
        *,
        id: str,  # noqa: A002 - the word that content files and instructors use
        course: str,
        course_title: str,
        home: str,
        unit: str | None = None,
        guide: str | None = None,
        language: str = "en",
    ) -> None:
        """Make the widget.

        Args:
            title: The notebook's title, such as the key term.
            id: The term's id, or that of the guide.
            course: The course's namespace.
            course_title: The course's title.
            home: Relative path of the course's first page.
            unit: The unit's title, where the notebook belongs to one.
            guide: Relative path of the unit's guide.
            language: BCP 47 language tag of the content.

        Raises:
            TypeError: An argument has the wrong type.
            ValueError: An argument is empty or malformed; the message says what to write.
        """
        super().__init__(
            traits.lesson_header(
                title,
                id=id,
                course=course,
                course_title=course_title,
                home=home,
                unit=unit,
                guide=guide,
                language=language,
            ),
            temporary="BINDER_LAUNCH_HOST" in os.environ,
        )
