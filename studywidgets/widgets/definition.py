"""A key term's definition: said in one's own words first, then shown."""

from __future__ import annotations

from traitlets import Bool, Unicode

from studywidgets import traits
from studywidgets.bundles import STATIC
from studywidgets.widgets.base import StudyWidget


class Definition(StudyWidget):
    """Reveal-on-click definition of one key term.

    Example:
        >>> Definition("Mediation", "Help from a third party.",
        ...            id="mediation/definition", course="social-studies-education")
        Definition('Mediation', items=1)

    Attributes:
        guess: What the student wrote before the definition was shown.
        revealed: Whether the definition is shown.
        rating: `"again"`, `"good"`, or `""` while unrated.
    """

    _library = "term"
    _widget = Unicode("definition").tag(sync=True)
    _css = STATIC / "definition.css"

    term = Unicode(read_only=True).tag(sync=True)
    html = Unicode(read_only=True).tag(sync=True)
    version = Unicode(read_only=True).tag(sync=True)
    guess = Unicode().tag(sync=True)
    revealed = Bool(default_value=False).tag(sync=True)
    rating = Unicode().tag(sync=True)

    def __init__(  # noqa: PLR0913 - the call stands in a notebook, each argument a line
        self,
        term: str,
        text: str,
        *,
        id: str,  # noqa: A002 - the word that content files and instructors use
        course: str,
        language: str = "en",
        mathematics: bool = False,
    ) -> None:
        """Make the widget.

        Args:
            term: The key term.
            text: Its definition, in Markdown.
            id: The definition's item id, `<term id>/definition`.
            course: The course's namespace.
            language: BCP 47 language tag of the content.
            mathematics: Whether `$` encloses mathematics.

        Raises:
            TypeError: An argument has the wrong type.
            ValueError: An argument is empty or malformed; the message says what to write.
        """
        super().__init__(
            traits.definition(
                term,
                text,
                id=id,
                course=course,
                language=language,
                mathematics=mathematics,
            )
        )
