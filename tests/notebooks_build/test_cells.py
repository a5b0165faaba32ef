"""What stands in the cells of a lesson, a guide, the glossary and the first page."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Any

import pytest

from studywidgets.markup import fallback
from studywidgets.model import Fact, KeyPoint
from studywidgets.notebooks.pages import notebooks
from tests.notebooks_build.content import HERE, course, question, term, unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from studywidgets.model import Course
    from studywidgets.notebooks.cells import Cell
    from studywidgets.notebooks.notebook import Notebook

CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def built(content: Course) -> dict[str, Notebook]:
    """The notebooks of a course by name."""
    return {notebook.name: notebook for notebook in notebooks(content)}


def cell(notebook: Notebook, name: str) -> Cell:
    """The cell with this id."""
    return next(each for each in notebook.cells if each.id == name)


def arguments(source: Cell) -> tuple[str, list[Any], dict[str, Any]]:
    """The widget, the positional and the named arguments of a code cell's call."""
    statement = ast.parse(str(source.source)).body[-1]
    assert isinstance(statement, ast.Expr)
    assert isinstance(statement.value, ast.Call)
    named = {each.arg or "": ast.literal_eval(each.value) for each in statement.value.keywords}
    positional = [ast.literal_eval(each) for each in statement.value.args]
    return ast.unparse(statement.value.func), positional, named


class TestLesson:
    """The lesson of a term."""

    def test_order(self) -> None:
        """The cells stand in the order of study, under headings."""
        lesson = built(course())["mediation.ipynb"]

        assert [each.id for each in lesson.cells] == [
            "mediation_header",
            "mediation_definition-heading",
            "mediation--definition",
            "mediation_facts-heading",
            "mediation_facts",
            "mediation_example",
            "mediation_questions-heading",
            "mediation--why-help",
            "mediation_end",
        ]

    def test_no_example(self) -> None:
        """A term without an example has no cell for it."""
        lesson = built(course(unit("talks", term(example=None))))["mediation.ipynb"]

        assert "mediation_example" not in [each.id for each in lesson.cells]

    def test_source(self) -> None:
        """A code cell names its part, imports the package and makes one readable call."""
        lesson = built(course())["mediation.ipynb"]

        assert cell(lesson, "mediation--definition").source == (
            "# Definition: Mediation\n"
            "import studywidgets as sw\n"
            "\n"
            "sw.Definition(\n"
            '    "Mediation",\n'
            '    "Help from *outside*.",\n'
            '    id="mediation/definition",\n'
            '    course="talking",\n'
            ")"
        )

    def test_header(self) -> None:
        """The head knows the course, the first page, the unit and its guide."""
        lesson = built(course())["mediation.ipynb"]

        assert arguments(cell(lesson, "mediation_header")) == (
            "sw.LessonHeader",
            ["Mediation"],
            {
                "course": "talking",
                "course_title": "Talking",
                "home": "index.ipynb",
                "unit": "Talks",
                "guide": "guide-talks.ipynb",
                "id": "mediation",
            },
        )

    def test_facts(self) -> None:
        """The facts are given by their ids."""
        lesson = built(course())["mediation.ipynb"]

        assert arguments(cell(lesson, "mediation_facts")) == (
            "sw.FactChecklist",
            ["Mediation", {"third": "A **third party** helps."}],
            {"id": "mediation", "course": "talking"},
        )

    def test_question(self) -> None:
        """A question comes with its answer, its key points and the course's language."""
        lesson = built(course())["mediation.ipynb"]

        assert arguments(cell(lesson, "mediation--why-help")) == (
            "sw.AnswerBox",
            ["Why *help*?", "Because talks are stuck."],
            {
                "key_points": {"stuck": "Talks are stuck | no way | deadlock"},
                "id": "mediation/why-help",
                "course": "talking",
                "language": "en",
            },
        )

    def test_bar(self) -> None:
        """A bar in a key point is told from the bars between variants."""
        point = KeyPoint("either", "this | that", ("one|two",), HERE)
        content = course(unit("talks", term(questions=(question(key_points=(point,)),))))

        _, _, named = arguments(cell(built(content)["mediation.ipynb"], "mediation--why-help"))

        assert named["key_points"] == {"either": r"this \| that | one\|two"}

    def test_end(self) -> None:
        """The end links related terms and the neighbours, across units, and lists the sources."""
        content = course(
            unit("first", term("one"), term("two", related=("three", "one"))),
            unit("second", term("three")),
        )

        end = arguments(cell(built(content)["two.ipynb"], "two_end"))

        assert end == (
            "sw.LessonEnd",
            [],
            {
                "related": {"Three": "three.ipynb", "One": "one.ipynb"},
                "sources": ["A, B (C, 2001)"],
                "previous": ("One", "one.ipynb"),
                "next": ("Three", "three.ipynb"),
                "id": "two",
                "course": "talking",
            },
        )

    def test_same_title(self) -> None:
        """Two related terms with one title are both linked."""
        content = course(
            unit(
                "talks",
                term("a", related=("b", "c")),
                term("b", title="Talk"),
                term("c", title="Talk"),
            )
        )

        _, _, named = arguments(cell(built(content)["a.ipynb"], "a_end"))

        assert named["related"] == {"Talk": "b.ipynb", "Talk (c)": "c.ipynb"}

    def test_alone(self) -> None:
        """The only lesson of a course has no neighbours."""
        _, _, named = arguments(cell(built(course())["mediation.ipynb"], "mediation_end"))

        assert not {"previous", "next", "related"} & named.keys()


class TestGuide:
    """The guide of a unit."""

    def test_order(self) -> None:
        """Overview, every definition under its title, the self-test, the way on."""
        content = course(unit("talks", term("one"), term("two")))

        assert [each.id for each in built(content)["guide-talks.ipynb"].cells] == [
            "guide-talks_header",
            "guide-talks_overview",
            "guide-talks_definitions-heading",
            "one_heading",
            "one--definition",
            "two_heading",
            "two--definition",
            "guide-talks_self-test-heading",
            "guide-talks_self-test",
            "guide-talks_end",
        ]

    def test_no_overview(self) -> None:
        """A unit without an overview has no empty cell."""
        content = course(unit("talks", term(), overview=""))

        ids = [each.id for each in built(content)["guide-talks.ipynb"].cells]

        assert "guide-talks_overview" not in ids

    def test_header(self) -> None:
        """The head leads to the first page and names no unit above the unit."""
        guide = built(course())["guide-talks.ipynb"]

        _, positional, named = arguments(cell(guide, "guide-talks_header"))

        assert positional == ["Talks"]
        assert named["id"] == "guide-talks"
        assert not {"unit", "guide"} & named.keys()

    def test_same_definition(self) -> None:
        """A definition is the same cell in the guide and in the lesson."""
        notebooks_ = built(course())
        name = "mediation--definition"

        assert cell(notebooks_["guide-talks.ipynb"], name) == cell(
            notebooks_["mediation.ipynb"], name
        )

    def test_link(self) -> None:
        """A term's title stands over a link to its lesson."""
        guide = built(course())["guide-talks.ipynb"]

        assert cell(guide, "mediation_heading").source == (
            "### Mediation\n\n[Open the lesson](mediation.ipynb)"
        )

    @pytest.mark.parametrize(
        ("title", "source"),
        [
            ("Track *II* [talks]", r"### Track \*II\* \[talks\]"),
            ("C #", r"### C \#"),
            ("A\nB", "### A B"),
            ("Checks & balances", "### Checks & balances"),
        ],
    )
    def test_title(self, title: str, source: str) -> None:
        """A title is text in a heading too."""
        guide = built(course(unit("talks", term(title=title))))["guide-talks.ipynb"]

        assert str(cell(guide, "mediation_heading").source).splitlines()[0] == source

    def test_markup_in_title(self) -> None:
        """A title can't bring HTML or mathematics into a heading."""
        content = course(unit("talks", term(title="<b>x</b> $y$ &lt;i&gt;")))

        source = str(cell(built(content)["guide-talks.ipynb"], "mediation_heading").source)

        assert "<b>" not in source
        assert "$y$" not in source
        assert "&lt;i" not in source.replace(r"\&lt;i", "")

    def test_self_test(self) -> None:
        """The self-test has every item of the unit."""
        guide = built(course())["guide-talks.ipynb"]

        assert arguments(cell(guide, "guide-talks_self-test")) == (
            "sw.Guide",
            [
                "Talks",
                [
                    {
                        "id": "mediation",
                        "title": "Mediation",
                        "lesson": "mediation.ipynb",
                        "definition": "Help from *outside*.",
                        "facts": {"third": "A **third party** helps."},
                        "questions": {"why-help": ("Why *help*?", "Because talks are stuck.")},
                    }
                ],
            ],
            {"id": "talks", "course": "talking"},
        )

    def test_way(self) -> None:
        """The end leads to the guides before and after."""
        content = course(*(unit(name, term(f"t-{name}")) for name in ("a", "b", "c")))

        _, _, named = arguments(cell(built(content)["guide-b.ipynb"], "guide-b_end"))

        assert named["previous"] == ("A", "guide-a.ipynb")
        assert named["next"] == ("C", "guide-c.ipynb")


class TestPages:
    """The first page and the glossary."""

    def test_home(self) -> None:
        """The first page has every unit with its terms and the ids of their items."""
        index = built(course())["index.ipynb"]

        assert arguments(cell(index, "home_units")) == (
            "sw.Home",
            [
                "Talking",
                [
                    {
                        "id": "talks",
                        "title": "Talks",
                        "guide": "guide-talks.ipynb",
                        "terms": [
                            {
                                "id": "mediation",
                                "title": "Mediation",
                                "lesson": "mediation.ipynb",
                                "facts": ["third"],
                                "questions": ["why-help"],
                            }
                        ],
                    }
                ],
            ],
            {"glossary": "glossary.ipynb", "course": "talking"},
        )

    def test_description(self) -> None:
        """The course's description stands on the first page, if there is one."""
        assert cell(built(course())["index.ipynb"], "index_description").source == "A course."
        assert [each.id for each in built(course(description=""))["index.ipynb"].cells] == [
            "index_header",
            "home_units",
        ]

    def test_glossary(self) -> None:
        """The glossary is in the order of the alphabet, whatever the case."""
        content = course(
            unit("u", term("b", title="beta"), term("c", title="Gamma")),
            unit("v", term("a", title="Alpha")),
        )

        widget, positional, _ = arguments(cell(built(content)["glossary.ipynb"], "glossary_terms"))

        assert widget == "sw.Glossary"
        assert list(positional[1]) == ["a", "b", "c"]
        assert positional[1]["b"] == ("beta", "Help from *outside*.", "b.ipynb")


class TestEveryNotebook:
    """What holds for all notebooks."""

    def test_names(self) -> None:
        """There is a lesson a term, a guide a unit, a glossary and a first page."""
        content = course(unit("u", term("a"), term("b")), unit("v", term("c")))

        assert set(built(content)) == {
            *("a.ipynb", "b.ipynb", "c.ipynb", "guide-u.ipynb", "guide-v.ipynb"),
            *("glossary.ipynb", "index.ipynb"),
        }

    def test_ids(self) -> None:
        """Cell ids are what nbformat allows and unique, even from the longest item ids."""
        long = "x" * 60
        facts = (Fact("y" * 60, "A **b**.", HERE),)
        questions = (question(id="z" * 60), question(id="z" * 59 + "y"))
        content = course(unit(long, term(long, facts=facts, questions=questions)))

        for notebook in notebooks(content):
            ids = [each.id for each in notebook.cells]

            assert all(map(CELL_ID.fullmatch, ids))
            assert len(ids) == len(set(ids))

    def test_output(self) -> None:
        """A code cell's output is the plain form that its call's widget has."""
        for notebook in notebooks(course()):
            for each in notebook.cells:
                if each.type == "code" and "header" not in each.id:
                    widget, positional, named = arguments(each)
                    made = _plain_form(widget.removeprefix("sw."), positional, named)
                    assert each.output is not None
                    assert (str(each.output.html), str(each.output.text)) == (made.html, made.text)

    def test_items(self) -> None:
        """The cells of a lesson show each of the term's items once."""
        lesson = built(course())["mediation.ipynb"]

        shown = [item for each in lesson.cells for item in each.items]

        assert shown == ["mediation/definition", "mediation/third", "mediation/why-help"]

    def test_language(self) -> None:
        """Every widget of a course in another language is told so."""
        for notebook in notebooks(course(language="fr")):
            for each in notebook.cells:
                if each.type == "code":
                    assert arguments(each)[2]["language"] == "fr"

    def test_mathematics(self) -> None:
        """The widgets that show Markdown are told of mathematics, and only in courses with it."""
        with_it = {
            arguments(each)[0]
            for notebook in notebooks(course(mathematics=True))
            for each in notebook.cells
            if each.type == "code" and arguments(each)[2].get("mathematics") is True
        }

        assert with_it == {
            *("sw.Definition", "sw.FactChecklist", "sw.AnswerBox", "sw.Glossary", "sw.Guide"),
        }
        assert not any(
            "mathematics" in each.source
            for notebook in notebooks(course())
            for each in notebook.cells
        )


def _plain_form(widget: str, positional: list[Any], named: dict[str, Any]) -> fallback.Fallback:
    """The plain form that a widget of these arguments has."""
    about_the_record = {"id", "course", "language"}
    shown = {key: value for key, value in named.items() if key not in about_the_record}
    if widget == "LessonEnd":
        return fallback.lesson_end(**({"related": {}} | shown))
    functions: dict[str, Callable[..., fallback.Fallback]] = {
        "Definition": fallback.definition,
        "FactChecklist": fallback.fact_checklist,
        "AnswerBox": fallback.answer_box,
        "Glossary": fallback.glossary,
        "Home": fallback.home,
        "Guide": fallback.guide,
    }
    return functions[widget](*positional, **shown)
