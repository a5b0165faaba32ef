"""The course's first page: units and terms with progress, and what to study again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traitlets import Dict, List, Unicode

from studywidgets.markup import fallback
from studywidgets.widgets import arguments
from studywidgets.widgets.base import StudyWidget
from studywidgets.widgets.static import STATIC

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

    _esm = STATIC / "home.js"
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
        shown: list[dict[str, Any]] = [_unit(unit) for unit in arguments.records("units", units)]
        super().__init__(
            part="home_units",
            label=arguments.text("title", title),
            fallback=fallback.home(title, units, glossary=glossary),
            course=course,
            language=language,
            items=[item for unit in shown for term in unit["terms"] for item in term["items"]],
            units=shown,
            glossary="" if glossary is None else arguments.target("glossary", glossary),
        )


def _unit(unit: Mapping[str, object]) -> dict[str, object]:
    """A unit as the front end takes it."""
    name = arguments.part_id(unit.get("id"))
    return {
        "id": name,
        "title": arguments.text(f"the title of unit {name!r}", unit.get("title")),
        "guide": arguments.target(f"the guide of unit {name!r}", unit.get("guide")),
        "terms": [
            _term(term) for term in arguments.records(f"terms of {name!r}", unit.get("terms"))
        ],
    }


def _term(term: Mapping[str, object]) -> dict[str, object]:
    """A term as the front end takes it, with its item ids in the lesson's order."""
    name = arguments.part_id(term.get("id"))
    facts = arguments.identifiers_of(f"facts of {name!r}", term.get("facts"))
    questions = arguments.identifiers_of(f"questions of {name!r}", term.get("questions"))
    return {
        "id": name,
        "title": arguments.text(f"the title of term {name!r}", term.get("title")),
        "lesson": arguments.target(f"the lesson of term {name!r}", term.get("lesson")),
        "items": [f"{name}/{local}" for local in ("definition", *facts, *questions)],
        "facts": len(facts),
    }
