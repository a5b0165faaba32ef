"""What widgets show, worked out without them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studywidgets import bundles, traits
from studywidgets.markup import markdown
from studywidgets.markup.medium import NOTEBOOK, SITE
from tests.test_fallback import texts
from tests.widgets import samples

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from studywidgets.markup.medium import Medium
    from studywidgets.traits import State

LINK = "See [it](../talks/mediation.md#top) for $5, and **more** <b style='color:red'>x</b>."
CELL = "\n\n| a | b |\n|:-:|--:|\n| 1 | 2 |"
CARD = {
    "id": "mediation",
    "title": "Mediation",
    "lesson": "m",
    "definition": LINK + CELL,
    "facts": {"third": LINK},
    "questions": {"why": (LINK, LINK)},
}
UNIT = {
    "id": "talks",
    "title": "Talks",
    "guide": "g",
    "terms": [{**CARD, "facts": ["third"], "questions": ["why"]}],
}

STATES: dict[str, Callable[[Medium], State]] = {
    "definition": lambda medium: traits.definition(
        "Talks", LINK + CELL, id="talks/definition", course="c", medium=medium
    ),
    "fact_checklist": lambda medium: traits.fact_checklist(
        "Talks", {"a": LINK}, id="talks", course="c", medium=medium
    ),
    "answer_box": lambda medium: traits.answer_box(
        LINK, LINK, key_points={"a": "shown | one"}, id="talks/why", course="c", medium=medium
    ),
    "lesson_header": lambda medium: traits.lesson_header(
        LINK, id="talks", course="c", course_title="C", home="index", medium=medium
    ),
    "lesson_end": lambda medium: traits.lesson_end(
        id="talks", course="c", related={LINK: "a"}, sources=[LINK], medium=medium
    ),
    "glossary": lambda medium: traits.glossary(
        "C", {"a": (LINK, LINK, "a")}, course="c", medium=medium
    ),
    "guide": lambda medium: traits.guide("C", [CARD], id="talks", course="c", medium=medium),
    "home": lambda medium: traits.home("C", [UNIT], course="c", glossary="g", medium=medium),
}
each_state = pytest.mark.parametrize("make", STATES.values(), ids=STATES.keys())


def shown(state: State) -> str:
    """Everything of a state that reaches a page, as one text."""
    return state.fallback.html + json.dumps(state.traits(), ensure_ascii=False)


@pytest.mark.parametrize(
    "make",
    [
        samples.definition,
        samples.facts,
        samples.answer_box,
        samples.header,
        samples.end,
        samples.glossary,
        samples.home,
        samples.guide,
    ],
)
def test_a_widget_begins_in_the_state_of_its_arguments(
    monkeypatch: pytest.MonkeyPatch, make: Callable[[], object]
) -> None:
    """A widget's traits and plain forms are those that its function in `traits` gives."""
    states: list[State] = []
    names = [name for name in traits.__all__ if name != "State"]
    for name in names:
        function = getattr(traits, name)

        def noted(*given: object, _function: object = function, **named: object) -> State:
            states.append(_function(*given, **named))  # type: ignore[operator]
            return states[-1]

        monkeypatch.setattr(traits, name, noted)

    widget = make()

    [state] = states
    own = {name: getattr(widget, name) for name in state.traits()}
    assert own == state.traits()
    assert widget._fallback == state.fallback  # type: ignore[attr-defined]


def test_no_widget_is_needed(root: Path) -> None:
    """A state is worked out without ipywidgets, anywidget or IPython."""
    program = (
        "import sys; from studywidgets import traits;"
        "traits.definition('A', 'B.', id='a/definition', course='c');"
        "print(sorted({'ipywidgets', 'anywidget', 'IPython', 'traitlets'} & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, check=True, capture_output=True, text=True
    )

    assert done.stdout.strip() == "[]"


@each_state
def test_links_lead_to_pages_of_the_medium(make: Callable[[Medium], State]) -> None:
    """A link to a content file leads to a notebook in a notebook and to a page on the site."""
    notebook, page = shown(make(NOTEBOOK)), shown(make(SITE))

    assert "mediation.html" not in notebook
    assert "mediation.ipynb" not in page
    assert notebook.count("mediation.ipynb#top") == page.count("mediation.html#top")


def test_content_links_are_there_to_be_led() -> None:
    """The texts of these tests do have such links, on both media."""
    page = shown(STATES["definition"](SITE))

    assert 'href="mediation.html#top"' in page
    assert "mediation.ipynb" in shown(STATES["definition"](NOTEBOOK))


@each_state
def test_the_site_has_no_inline_styles(make: Callable[[Medium], State]) -> None:
    """No element of the site has a style attribute, which its policy would refuse."""
    state = make(SITE)

    # The content's own has single quotes.
    assert re.search(r'style=\\?"', shown(state)) is None
    assert state.fallback.html.startswith('<div class="sw sw-plain">')
    assert 'style="' in make(NOTEBOOK).fallback.html


@each_state
def test_the_media_differ_in_attributes_alone(make: Callable[[Medium], State]) -> None:
    """A plain form has the same elements and words on either medium."""
    attribute = r' (?:class="[^"]*"|style="[^"]*"|href="[^"]*")'

    notebook, page = (
        re.sub(attribute, "", make(medium).fallback.html) for medium in (NOTEBOOK, SITE)
    )

    assert notebook == page
    assert make(NOTEBOOK).fallback.text == make(SITE).fallback.text


def test_a_known_language_has_a_stemmer() -> None:
    """The stemmer is chosen by the first part of the tag, and is a library that there is."""
    assert bundles.stemmer("pt-BR") == "stemmer-pt"
    assert bundles.stemmer("DE") == "stemmer-de"
    assert bundles.stemmer("ja") is None


def test_answers_are_read_with_the_stemmer_of_the_language() -> None:
    """An answer box names the library of its language, and none where there is none."""
    given = {"key_points": {"a": "b | c"}, "id": "a/why", "course": "c"}

    libraries = {
        language: dict(traits.answer_box("Why?", "So.", language=language, **given).libraries)  # type: ignore[arg-type]
        for language in ("fr", "ja")
    }

    assert libraries == {
        "fr": {"hints": "hints", "stemmer": "stemmer-fr"},
        "ja": {"hints": "hints"},
    }


def test_a_real_ipynb_link_stays() -> None:
    """A link that names a notebook, and no content file, leads there on the site too."""
    html = markdown.to_html("[data](data/extra.ipynb) and `x.ipynb`", medium=SITE)

    assert 'href="data/extra.ipynb"' in html
    assert "<code>x.ipynb</code>" in html


@pytest.mark.parametrize(
    ("target", "page"),
    [
        ("course.md", "index.html"),
        ("../talks/unit.md", "guide-talks.html"),
        ("mediation.md?x=1", "mediation.html?x=1"),
        ("https://example.org/a.md", "https://example.org/a.md"),
        ("notes.md.txt", "notes.md.txt"),
    ],
)
def test_targets_on_the_site(target: str, page: str) -> None:
    """Links to the files of courses, units and terms lead to their pages, others stay."""
    assert f'href="{page}"' in markdown.inline_to_html(f"[a]({target})", medium=SITE)


@given(text=texts, mathematics=st.booleans(), medium=st.sampled_from([NOTEBOOK, SITE]))
def test_what_is_parsed_once_is_rendered_the_same(
    text: str, medium: Medium, *, mathematics: bool
) -> None:
    """HTML and plain text of one parsing are those of two."""
    both = markdown.inline_to_html_and_text(text, mathematics=mathematics, medium=medium)

    assert both == (
        markdown.inline_to_html(text, mathematics=mathematics, medium=medium),
        markdown.inline_to_text(text, mathematics=mathematics),
    )
