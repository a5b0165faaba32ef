"""The plain-HTML and plain-text forms of the widgets."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studywidgets.markup import fallback
from studywidgets.markup.fallback.pieces import BLANK, ON, blanked

if TYPE_CHECKING:
    from collections.abc import Callable

    from studywidgets.markup.fallback import Fallback

TAGS = {
    *("div", "p", "h1", "h2", "h3", "details", "summary", "strong", "em", "a", "br", "span"),
    *("ol", "ul", "li", "dl", "dt", "dd", "blockquote", "code", "pre", "img", "hr"),
    *("h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"class", "style", "dir", "href", "title", "start", "src", "alt", "target", "rel"}
VOID = {"br", "img", "hr"}
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onclick='alert(1)",
    "[x](javascript:alert(1))",
    "![x](http://example.org/x.png)",
    "<a id=x name=x>",
    "</div></details>",
    "</summary>",
    "&lt;b&gt;",
    "**bold**",
    "**a **b** c**",
    "*em*",
    "`</div>`",
    "$x$ \\(y\\)",
    "\u202e",
    "\0",
    "\n\n",
    "- ",
    "# ",
    "> ",
    "| a |\n|---|\n",
    "\\",
    "|",
    "word",
    " ",
]
texts = st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=8).map("".join)


class Outline(HTMLParser):
    """Walks HTML and fails where a tag or an attribute is not allowed or not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []
        self.hidden: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Check the tag and its attributes."""
        assert tag in TAGS
        assert {name for name, _ in attrs} <= ATTRIBUTES
        self.targets += [str(value) for name, value in attrs if name == "href"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Check that the tag was the last to be opened."""
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Tell what is seen at once from what is seen after a click."""
        inside = "details" in self.open and "summary" not in self.open
        (self.hidden if inside else self.text).append(data)


def outline(form: Fallback) -> Outline:
    """The outline of a form's HTML."""
    parser = Outline()
    parser.feed(form.html)
    parser.close()
    assert parser.open == []
    return parser


def seen(form: Fallback) -> str:
    """What a form shows before anything is clicked."""
    return " ".join("".join(outline(form).text).split())


def hidden(form: Fallback) -> str:
    """What a form shows only after a click."""
    return " ".join("".join(outline(form).hidden).split())


def term(**changes: object) -> dict[str, Any]:
    """A term as `guide` takes it."""
    return {
        "id": "mediation",
        "title": "Mediation",
        "lesson": "mediation.ipynb",
        "definition": "Help from outside.",
        "facts": {"third": "A **third party** helps."},
        "questions": {"why": ("Why help?", "Because talks are stuck.")},
    } | changes


# Every form with one text in every place where content can stand.
EVERYWHERE: dict[str, Callable[[str], Fallback]] = {
    "lesson_header": lambda text: fallback.lesson_header(
        text, course_title=f"{text}.", home="index.ipynb", unit=text, guide="guide-u.ipynb"
    ),
    "definition": lambda text: fallback.definition(text, text),
    "fact_checklist": lambda text: fallback.fact_checklist(text, {"a": text, "b": text}),
    "answer_box": lambda text: fallback.answer_box(text, text, {"a": text}),
    "lesson_end": lambda text: fallback.lesson_end(
        related={text: "a.ipynb"},
        sources=[text],
        previous=(text, "b.ipynb"),
        next=(text, "c.ipynb"),
    ),
    "glossary": lambda text: fallback.glossary(text, {"a": (text, text, "a.ipynb")}),
    "home": lambda text: fallback.home(
        text,
        [{"title": text, "guide": "g.ipynb", "terms": [{"title": text, "lesson": "a.ipynb"}]}],
        glossary="glossary.ipynb",
    ),
    "guide": lambda text: fallback.guide(
        text,
        [term(title=text, definition=text, facts={"third": text}, questions={"why": (text, text)})],
    ),
}


@pytest.mark.parametrize("form", EVERYWHERE.values(), ids=EVERYWHERE.keys())
class TestEveryForm:
    """What holds for all widgets."""

    @given(text=texts)
    @settings(max_examples=40)
    def test_hostile(self, form: Callable[[str], Fallback], text: str) -> None:
        """Hostile text stays text: only known tags and attributes, each tag closed in order."""
        shown = outline(form(text))

        assert not [t for t in shown.targets if t.lower().startswith(("javascript:", "data:"))]

    def test_no_request(self, form: Callable[[str], Fallback]) -> None:
        """No form makes the browser fetch anything."""
        assert "<img" not in form("![x](http://example.org/x.png)").html

    def test_root(self, form: Callable[[str], Fallback]) -> None:
        """The HTML is one element that keeps dollar signs from becoming mathematics."""
        html = form("$5 to $10").html

        assert html.startswith('<div class="mathjax_ignore"')
        assert html.endswith("</div>")

    def test_text(self, form: Callable[[str], Fallback]) -> None:
        """The plain text has the words and no markup."""
        text = form("**Two** words").text

        assert "Two" in text
        assert "<" not in text

    @pytest.mark.parametrize("character", list("<&\"'"))
    def test_escaped(self, form: Callable[[str], Fallback], character: str) -> None:
        """A character that means something in HTML is shown as itself."""
        shown = form(f"one{character}two")

        assert f"one{character}two" in seen(shown) + hidden(shown)


class TestMathematics:
    """Courses with mathematics."""

    @pytest.mark.parametrize(
        "form",
        [
            fallback.definition("Area", "It is $x^2$.", mathematics=True),
            fallback.fact_checklist("Area", {"a": "It is **$x^2$**."}, mathematics=True),
            fallback.answer_box("What?", "It is $x^2$.", {"a": "b"}, mathematics=True),
            fallback.glossary("A", {"a": ("b", "It is $x^2$.", "a.ipynb")}, mathematics=True),
            fallback.guide("A", [term(definition="It is $x^2$.")], mathematics=True),
        ],
    )
    def test_kept(self, form: Fallback) -> None:
        """Formulas reach the page as they are, and nothing keeps them from being typeset."""
        assert "$x^2$" in form.html
        assert "mathjax_ignore" not in form.html


class TestBlanked:
    """Hiding the bold words of a fact."""

    def test_bold(self) -> None:
        """Each bold phrase becomes a blank, all of one width."""
        html = "The <strong>Oslo</strong> Accord of <strong>nineteen ninety-three</strong>."

        assert blanked(html) == f"The {BLANK} Accord of {BLANK}."

    def test_nested(self) -> None:
        """Bold within bold is one blank."""
        html = "<strong>a <strong>b</strong> <em>c</em></strong> d"

        assert blanked(html) == f"{BLANK} d"

    def test_link(self) -> None:
        """A link is shown as text, since a click on it would not open the fact."""
        html = 'See <a href="https://example.org/?a&gt;b">the <strong>guide</strong></a>.'

        assert blanked(html) == f"See the {BLANK}."

    def test_none(self) -> None:
        """Without bold words there is nothing to blank."""
        assert blanked("No <em>bold</em> words.") is None


class TestLessonHeader:
    """The head of a lesson."""

    def test_way(self) -> None:
        """It shows the way from the course over the unit to the title."""
        shown = fallback.lesson_header(
            "Mediation", course_title="Course", home="index.ipynb", unit="Talks", guide="g.ipynb"
        )

        assert seen(shown) == f"Course{ON}Talks Mediation"
        assert outline(shown).targets == ["index.ipynb", "g.ipynb"]

    def test_no_guide(self) -> None:
        """A unit without a guide is named, not linked."""
        shown = fallback.lesson_header("M", course_title="C", home="index.ipynb", unit="Talks")

        assert seen(shown) == f"C{ON}Talks M"
        assert outline(shown).targets == ["index.ipynb"]

    def test_home(self) -> None:
        """The course's own page does not link to itself."""
        shown = fallback.lesson_header("Course", course_title="Course", home="index.ipynb")

        assert outline(shown).targets == []
        assert seen(shown) == "Course"


class TestDefinition:
    """A definition."""

    def test_closed(self) -> None:
        """The definition is seen only after a click; before it stands a prompt."""
        shown = fallback.definition("Mediation", "Help from *outside*.")

        assert hidden(shown) == "Help from outside."
        assert seen(shown).endswith("say it in your own words first. Show the definition")

    def test_text(self) -> None:
        """The plain text is the term and its definition."""
        shown = fallback.definition("Mediation", "Help from *outside*.")

        assert shown.text == "Mediation\n=========\n\nHelp from outside."


class TestFactChecklist:
    """Must-know facts."""

    def test_closed(self) -> None:
        """A fact's key words are seen only after a click on the sentence with blanks."""
        shown = fallback.fact_checklist("Mediation", {"third": "A **third party** helps."})

        assert f"A {BLANK} helps." in seen(shown)
        assert "third party" not in seen(shown)
        assert hidden(shown) == "A third party helps."

    def test_no_bold(self) -> None:
        """A fact without key words is simply shown."""
        shown = fallback.fact_checklist("Mediation", {"third": "Somebody helps."})

        assert "Somebody helps." in seen(shown)
        assert "<details>" not in shown.html

    def test_text(self) -> None:
        """The plain text lists the facts."""
        shown = fallback.fact_checklist("Mediation", {"a": "**One**.", "b": "Two."})

        assert shown.text.endswith("\n\n- One.\n- Two.")


class TestAnswerBox:
    """A review question."""

    def test_closed(self) -> None:
        """The model answer and the key points are seen only after a click."""
        shown = fallback.answer_box("Why help?", "Because.", {"stuck": "Talks are stuck | no way"})

        assert hidden(shown) == "Because. Key points Talks are stuck"
        assert "Why help?" in seen(shown)

    def test_variants(self) -> None:
        """Variants of a key point are for the matching and shown nowhere."""
        shown = fallback.answer_box("Why help?", "Because.", {"stuck": "Talks are stuck | no way"})

        assert "no way" not in shown.html + shown.text

    def test_text(self) -> None:
        """The plain text has question, model answer and key points."""
        shown = fallback.answer_box("Why?", "Because.", {"a": "One | x", "b": "Two"})

        assert shown.text == (
            "Why?\n====\n\nA model answer:\n\nBecause.\n\nKey points:\n\n- One\n- Two"
        )


class TestLessonEnd:
    """The end of a lesson."""

    def test_all(self) -> None:
        """It lists related terms and sources and shows the way back and on."""
        shown = fallback.lesson_end(
            related={"Negotiation": "negotiation.ipynb"},
            sources=["A, *B* (C, 2001)"],
            previous=("Before", "before.ipynb"),
            next=("After", "after.ipynb"),
        )

        assert seen(shown) == (
            "Related terms Negotiation Sources A, B (C, 2001) Previous: BeforeNext: After"
        )
        assert outline(shown).targets == ["negotiation.ipynb", "before.ipynb", "after.ipynb"]

    def test_nothing(self) -> None:
        """What there is none of has no heading."""
        assert seen(fallback.lesson_end(related={})) == ""


class TestGlossary:
    """A glossary."""

    def test_open(self) -> None:
        """Every definition is seen at once, under its term, which leads to the lesson."""
        shown = fallback.glossary("Course", {"m": ("Mediation", "Help.", "mediation.ipynb")})

        assert seen(shown) == "Mediation Help."
        assert outline(shown).targets == ["mediation.ipynb"]


class TestHome:
    """A course's first page."""

    UNITS = (
        {
            "title": "Talks",
            "guide": "guide-talks.ipynb",
            "terms": [{"title": "Mediation", "lesson": "mediation.ipynb"}],
        },
    )

    def test_links(self) -> None:
        """It leads to every lesson, every guide and the glossary."""
        shown = fallback.home("Course", self.UNITS, glossary="glossary.ipynb")

        assert outline(shown).targets == ["mediation.ipynb", "guide-talks.ipynb", "glossary.ipynb"]

    def test_no_glossary(self) -> None:
        """Without a glossary there is no link to one."""
        assert "Glossary" not in seen(fallback.home("Course", self.UNITS))


class TestGuide:
    """A unit's self-test."""

    def test_closed(self) -> None:
        """Terms, key words and model answers are seen only after a click."""
        shown = fallback.guide("Talks", [term()])

        assert not [word for word in ("Mediation", "third party", "Because") if word in seen(shown)]
        assert "Which term is this? Help from outside." in seen(shown)
        assert "Mediation" in hidden(shown)

    def test_mixed(self) -> None:
        """The cards of different terms are mixed, the same way each time."""
        terms = [term(id=f"t{n}", facts={"f": f"Fact {n} **x**."}) for n in range(6)]

        first = fallback.guide("Talks", terms)
        again = fallback.guide("Talks", terms)

        order = [first.html.index(f"Fact {n} {BLANK}") for n in range(6)]
        assert order != sorted(order)
        assert first == again
