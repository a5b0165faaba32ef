"""What the widgets' constructors take, refuse and show."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from traitlets import Unicode

import studywidgets as sw
from studywidgets.widgets import libraries
from tests.widgets import samples

if TYPE_CHECKING:
    from collections.abc import Callable

BUNDLES = Path(sw.__file__).parent / "static"

ALL = [
    samples.definition,
    samples.facts,
    samples.answer_box,
    samples.header,
    samples.end,
    samples.glossary,
    samples.home,
    samples.guide,
]
NAMES = [make.__name__ for make in ALL]


@pytest.mark.parametrize("make", ALL, ids=NAMES)
def test_all_of_a_kind_have_one_class_with_the_bundles(make: Callable[[], Any]) -> None:
    """A widget is of the class that was called, whose library and style sheet are the bundles."""
    widget = make()
    name = re.sub("(?<!^)(?=[A-Z])", "-", type(widget).__name__).lower()

    assert type(widget) is getattr(sw, type(widget).__name__)
    library = libraries._opened[widget._library]
    assert widget._esm == (BUNDLES / "widget.js").read_text(encoding="utf-8")
    assert widget.libraries["widget"] == library.model_id
    assert library.source == (BUNDLES / "libraries" / f"{widget._library}.js").read_text(
        encoding="utf-8"
    )
    assert widget._widget == name
    assert widget._css == (BUNDLES / f"{name}.css").read_text(encoding="utf-8")
    assert widget._anywidget_id == f"{type(widget).__module__}.{type(widget).__name__}"


def test_a_subclass_has_the_same_module() -> None:
    """A class that somebody derives from a widget has its module, and a trait of its own."""

    class Longer(sw.Definition):
        """A definition with something more."""

        more = Unicode("more")

    widget = Longer("A", "b", id="a/definition", course="c")

    assert widget._esm == sw.Definition("A", "b", id="a/definition", course="c")._esm
    assert widget.more == "more"
    assert widget._anywidget_id.endswith(".Longer")


@pytest.mark.parametrize("make", ALL, ids=NAMES)
def test_a_widget_has_its_plain_forms_beside_its_view(make: Callable[[], Any]) -> None:
    """Every widget gives plain text, plain HTML and a widget view."""
    widget = make()

    data, _ = widget._repr_mimebundle_()

    assert data["text/plain"].strip()
    assert data["text/html"].startswith("<div")
    view = data["application/vnd.jupyter.widget-view+json"]
    assert view["model_id"] == widget.model_id


@pytest.mark.parametrize("make", ALL, ids=NAMES)
def test_a_repr_is_one_short_line_that_names_the_class(make: Callable[[], Any]) -> None:
    """The repr of a widget is one line that begins with its class."""
    widget = make()

    text = repr(widget)

    assert text.startswith(f"{type(widget).__name__}(")
    assert "\n" not in text


@pytest.mark.parametrize("make", ALL, ids=NAMES)
@pytest.mark.parametrize("course", ["", "A Course", "a--b", "../other", "x" * 61])
def test_a_malformed_course_is_refused(make: Callable[..., Any], course: str) -> None:
    """No widget takes a course that is no namespace."""
    with pytest.raises(ValueError, match="course"):
        make(course=course)


@pytest.mark.parametrize("make", ALL, ids=NAMES)
def test_a_course_that_is_no_string_is_refused(make: Callable[..., Any]) -> None:
    """A course of another type is a TypeError that names the argument."""
    with pytest.raises(TypeError, match="course must be a string, not int"):
        make(course=3)


@pytest.mark.parametrize("tag", ["", "en us", "<script>", "日本"])
def test_a_malformed_language_is_refused(tag: str) -> None:
    """A language must be a language tag."""
    with pytest.raises(ValueError, match="language"):
        samples.definition(language=tag)


@pytest.mark.parametrize("item", ["quiet-talks", "a/b/c", "Quiet/definition", "/definition", "a/"])
@pytest.mark.parametrize("make", [samples.definition, samples.answer_box])
def test_an_item_id_needs_a_term_and_a_local_id(make: Callable[..., Any], item: str) -> None:
    """An item's id of another form is refused with an example."""
    with pytest.raises(ValueError, match="id='track-ii-diplomacy/stalled-talks'"):
        make(id=item)


def test_a_definition_needs_a_text() -> None:
    """An empty definition is refused with what to do."""
    with pytest.raises(ValueError, match="text is empty: write the text that students should see"):
        samples.definition(text="  \n")


@pytest.mark.parametrize("facts", [[], "a fact", None])
def test_facts_must_be_a_dict(facts: object) -> None:
    """Facts of another type are refused with an example."""
    with pytest.raises(TypeError, match="facts must be a dict such as"):
        samples.facts(facts=facts)


def test_a_checklist_needs_a_fact() -> None:
    """An empty dict of facts is refused."""
    with pytest.raises(ValueError, match="facts is empty"):
        samples.facts(facts={})


@pytest.mark.parametrize("key", ["__proto__", "Stalled talks", "a/b"])
def test_a_fact_id_must_be_an_identifier(key: str) -> None:
    """A fact's id that is no identifier is refused."""
    with pytest.raises(ValueError, match="a key of facts"):
        samples.facts(facts={key: "A **fact**."})


@pytest.mark.parametrize("target", ["https://example.org/x.ipynb", "/etc/passwd", "javascript:x"])
def test_a_link_must_be_relative(target: str) -> None:
    """A link to another notebook can't name a host, a scheme or an absolute path."""
    with pytest.raises(ValueError, match="must be a relative path"):
        samples.end(next=("Title", target))


@pytest.mark.parametrize("link", ["mediation.ipynb", ("a",), ("a", "b", "c"), 3])
def test_a_link_is_a_pair(link: object) -> None:
    """A link that is no pair of title and notebook is refused."""
    with pytest.raises(TypeError, match=r"must be a \(title, notebook\) pair"):
        samples.end(next=link)


@pytest.mark.parametrize("units", ["talks", {"id": "talks"}, [3]])
def test_units_must_be_a_list_of_dicts(units: object) -> None:
    """Units of another type are refused."""
    with pytest.raises(TypeError, match="units must be a list of dicts"):
        samples.home(units=units)


@pytest.mark.parametrize("entry", ["Mediation", ("Mediation", "text")])
def test_a_glossary_entry_is_a_triple(entry: object) -> None:
    """A glossary's entry needs a title, a definition and a notebook."""
    with pytest.raises(TypeError, match="must be a title, a definition and a notebook"):
        samples.glossary(terms={"mediation": entry})


def test_content_is_read_only() -> None:
    """The content of a widget can't be changed from Python once it is shown."""
    widget = samples.definition()

    with pytest.raises(Exception, match="read-only"):
        widget.html = "<p>other</p>"


def test_state_is_observable() -> None:
    """Python code can watch what the student does."""
    seen: list[object] = []
    widget = samples.answer_box()
    widget.observe(lambda change: seen.append(change["new"]), "answer")

    widget.set_state({"answer": "my words"})

    assert seen == ["my words"]


def test_items_are_named_by_term_and_local_id() -> None:
    """A checklist's items are its facts, under the term's id."""
    widget = samples.facts()

    assert widget.items == ["quiet-talks/first", "quiet-talks/second"]


def test_a_key_point_is_split_into_text_and_variants() -> None:
    """What stands before the first bar is shown, the rest are variants."""
    widget = samples.answer_box(key_points={"a": r"One \| two | x y | z"})

    assert widget.points == [{"id": "a", "text": "One | two", "variants": ["x y", "z"]}]


def test_the_version_leaves_out_punctuation_and_bold() -> None:
    """A comma or bold type makes no new version, another word does."""
    plain = samples.facts(facts={"a": "Talks, began **late**"}).facts[0]["version"]

    same = samples.facts(facts={"a": "**Talks** began late."}).facts[0]["version"]
    other = samples.facts(facts={"a": "Talks began **early**"}).facts[0]["version"]

    assert plain == same
    assert plain != other


@pytest.mark.parametrize("widget", [getattr(sw, name) for name in sw.__all__ if name[0] != "_"])
def test_the_example_in_a_docstring_is_true(widget: type) -> None:
    """The call in each class's docstring gives the repr that stands below it."""
    lines = [line.strip() for line in (inspect.getdoc(widget) or "").splitlines()]
    start = next(index for index, line in enumerate(lines) if line.startswith(">>>"))
    code = [lines[start].removeprefix(">>>")]
    rest = iter(lines[start + 1 :])
    for line in rest:
        if not line.startswith("..."):
            break
        code.append(line.removeprefix("..."))

    call = compile(ast.parse("\n".join(code).strip(), mode="eval"), "doc", "eval")
    names = {name: getattr(sw, name) for name in sw.__all__}
    made = eval(call, names)  # noqa: S307 - the package's own docstring

    assert repr(made) == line
