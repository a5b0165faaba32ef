"""A key term's must-know facts, with their key words as blanks to open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traitlets import Dict, List, Unicode

from studywidgets import traits
from studywidgets.bundles import STATIC
from studywidgets.widgets.base import StudyWidget

if TYPE_CHECKING:
    from collections.abc import Mapping


class FactChecklist(StudyWidget):
    """Checklist of a term's must-know facts in recall mode.

    Example:
        >>> FactChecklist("Mediation", {"third-party": "A **third party** helps."},
        ...               id="mediation", course="social-studies-education")
        FactChecklist('Mediation', items=1)

    Attributes:
        opened: For each fact's id, the indexes (from 0) of the blanks that are open.
        ratings: For each rated fact's id, `"again"` or `"good"`.
    """

    _library = "lesson"
    _widget = Unicode("fact-checklist").tag(sync=True)
    _css = STATIC / "fact-checklist.css"

    term = Unicode(read_only=True).tag(sync=True)
    facts = List(Dict(), read_only=True).tag(sync=True)
    opened = Dict().tag(sync=True)
    ratings = Dict().tag(sync=True)

    def __init__(  # noqa: PLR0913 - the call stands in a notebook, each argument a line
        self,
        term: str,
        facts: Mapping[str, str],
        *,
        id: str,  # noqa: A002 - the word that content files and instructors use
        course: str,
        language: str = "en",
        mathematics: bool = False,
    ) -> None:
        """Make the widget.

        Args:
            term: The key term.
            facts: The facts by local id: one sentence each, in Markdown, key words in bold.
            id: The term's id; a fact's item id is `<term id>/<local id>`.
            course: The course's namespace.
            language: BCP 47 language tag of the content.
            mathematics: Whether `$` encloses mathematics.

        Raises:
            TypeError: An argument has the wrong type.
            ValueError: An argument is empty or malformed; the message says what to write.
        """
        super().__init__(
            traits.fact_checklist(
                term,
                facts,
                id=id,
                course=course,
                language=language,
                mathematics=mathematics,
            )
        )
