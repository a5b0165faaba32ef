"""The states of the widgets that show a whole course: the home page and the glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studywidgets.markup import fallback
from studywidgets.markup.fallback import rendered
from studywidgets.markup.medium import NOTEBOOK, Medium
from studywidgets.traits import arguments
from studywidgets.traits.state import State

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def home(  # noqa: PLR0913 - the arguments of the widget
    title: str,
    units: Sequence[Mapping[str, object]],
    *,
    course: str,
    glossary: str | None = None,
    language: str = "en",
    medium: Medium = NOTEBOOK,
) -> State:
    """The state of a `Home` with these arguments, shown in `medium`."""
    shown: list[dict[str, Any]] = [_unit(unit) for unit in arguments.records("units", units)]
    return State(
        part="home_units",
        label=arguments.text("title", title),
        fallback=fallback.home(title, units, glossary=glossary, medium=medium),
        course=course,
        language=language,
        items=[item for unit in shown for term in unit["terms"] for item in term["items"]],
        own={
            "units": shown,
            "glossary": "" if glossary is None else arguments.target("glossary", glossary),
        },
    )


def glossary(  # noqa: PLR0913 - the arguments of the widget
    title: str,
    terms: Mapping[str, tuple[str, str, str]],
    *,
    course: str,
    language: str = "en",
    mathematics: bool = False,
    facts: Mapping[str, Sequence[str]] | None = None,
    medium: Medium = NOTEBOOK,
) -> State:
    """The state of a `Glossary` with these arguments, shown in `medium`.

    `facts` has the must-know facts of terms, by term id, as Markdown: the search finds them too.
    """
    arguments.text("title", title)
    example = '{"mediation": ("Mediation", "Its definition.", "mediation.ipynb")}'
    given = arguments.mapping("terms", terms, example)
    entries = {name: arguments.entry(name, value, example) for name, value in given.items()}
    return State(
        part="glossary_terms",
        label=title,
        fallback=fallback.glossary(title, entries, mathematics=mathematics, medium=medium),
        course=course,
        language=language,
        own={
            "terms": [
                {
                    "title": name,
                    "html": rendered.to_html(meaning, mathematics=mathematics, medium=medium),
                    "target": target,
                    **_searched(
                        (facts or {}).get(term, ()), mathematics=mathematics, medium=medium
                    ),
                }
                for term, (name, meaning, target) in entries.items()
            ]
        },
    )


def _searched(facts: Sequence[str], *, mathematics: bool, medium: Medium) -> dict[str, list[str]]:
    """The facts that a search finds, as plain text."""
    found = [
        rendered.inline_to_text(fact, mathematics=mathematics, medium=medium) for fact in facts
    ]
    return {"facts": found} if found else {}


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
