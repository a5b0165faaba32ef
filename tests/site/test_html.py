"""The pages' HTML, without a browser."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studywidgets import traits
from studywidgets.markup.medium import SITE
from studywidgets.model import Fact
from studywidgets.reader import read_content
from studywidgets.site.binder import Binder
from studywidgets.site.build import asset_files, page_files
from studywidgets.site.html import POLICY, Site
from tests.commands import ROOT
from tests.notebooks_build.content import HERE, course, question, term, unit
from tests.site.courses import quiet_talks

if TYPE_CHECKING:
    from studywidgets.model import Course

VOID = {"br", "hr", "img", "input", "link", "meta"}
HOSTILE = '</script><script>alert(1)</script><!--<script> "onclick=x \' & ]]> <b style="color:red">'
IMAGE = "data:image/png;base64,iVBORw0KGgo="


class Document(HTMLParser):
    """A page taken apart; fails where an element is not closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[int, str] = {}
        self._open: list[tuple[str, int]] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append((tag, len(self.elements) - 1))

    def handle_endtag(self, tag: str) -> None:
        """Check that the element was the last to be opened."""
        # An empty element may be written <br />.
        if tag not in VOID:
            assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        """Note the text of an element, that of its children left out."""
        if self._open:
            index = self._open[-1][1]
            self.texts[index] = self.texts.get(index, "") + data

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every element of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]

    def text(self, tag: str, **wanted: str) -> list[str]:
        """The text of every element of a kind that has these attributes."""
        return [
            self.texts.get(index, "")
            for index, (name, attributes) in enumerate(self.elements)
            if name == tag and wanted.items() <= attributes.items()
        ]


def site(*courses: Course, **changes: Any) -> dict[str, bytes]:
    """Every page of a site, by path."""
    return dict(page_files(Site(courses, **changes)))


def documents(*courses: Course, **changes: Any) -> dict[str, Document]:
    """The same, taken apart."""
    return {name: Document(html.decode()) for name, html in site(*courses, **changes).items()}


@pytest.fixture(scope="module")
def own() -> list[Course]:
    """The project's own course, and a small one with an image, a table and a dollar sign."""
    found = []
    for content in (ROOT / "content", ROOT / "tests" / "golden" / "content"):
        courses, _ = read_content(content)
        found += courses
    return found


@pytest.fixture(scope="module")
def pages(own: list[Course]) -> dict[str, Document]:
    """The pages of both."""
    return documents(*own)


def hostile() -> Course:
    """A course with text that would be markup or script, in every place."""
    bad = term(
        "bad",
        title=HOSTILE,
        definition=HOSTILE,
        example=HOSTILE,
        facts=(Fact("one", f"{HOSTILE} **b**", HERE),),
        questions=(question(text=HOSTILE, answer=HOSTILE),),
        sources=(HOSTILE,),
    )
    talks = unit("talks", bad, title=HOSTILE, overview=HOSTILE)
    return course(talks, title=HOSTILE, description=HOSTILE)


def test_pages_have_what_every_page_needs(pages: dict[str, Document]) -> None:
    """Each page has a language, a direction, a title, a viewport and one first heading."""
    for name, page in pages.items():
        [html] = page.all("html")
        assert (html["lang"], html["dir"]) == ("en", "ltr")
        assert page.text("title")[0].strip()
        assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in page.all(
            "meta"
        )
        assert len(page.all("h1")) == 1, name
        assert len(page.all("main")) == 1


def test_headings_leave_out_no_level(pages: dict[str, Document]) -> None:
    """A heading is at most one level below the one before it."""
    for name, page in pages.items():
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
        steps = [below - above for above, below in pairwise(levels)]
        assert levels[0] == 1, name
        assert max(steps, default=0) <= 1, name


def test_the_skip_link_leads_to_the_content(pages: dict[str, Document]) -> None:
    """The first link of a page leads to its main part."""
    for page in pages.values():
        assert page.all("a")[0]["href"] == "#main"
        assert page.all("main")[0]["id"] == "main"


def test_ids_are_unique(pages: dict[str, Document]) -> None:
    """No two elements of a page have one id."""
    for page in pages.values():
        ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
        assert len(ids) == len(set(ids))


def test_the_policy_is_strict(pages: dict[str, Document]) -> None:
    """Every page has the policy, which lets nothing inline and no other host in."""
    for page in pages.values():
        assert {"http-equiv": "Content-Security-Policy", "content": POLICY} in page.all("meta")
    assert POLICY.startswith("default-src 'none';")
    assert "unsafe" not in POLICY
    assert "http" not in POLICY
    assert "*" not in POLICY


def test_nothing_is_there_that_the_policy_forbids(pages: dict[str, Document]) -> None:
    """No page has inline scripts, styles or handlers; what is inline is JSON."""
    for page in pages.values():
        for tag, attributes in page.elements:
            assert tag != "style"
            assert "style" not in attributes
            assert not [name for name in attributes if name.startswith("on")]
        for script in page.all("script"):
            assert script.get("type") == "application/json" or script["src"].startswith(
                ("assets/", "../assets/")
            )


def test_nothing_is_fetched_from_elsewhere(pages: dict[str, Document]) -> None:
    """Scripts, styles and images come from the site or are in the page."""
    for page in pages.values():
        fetched = [
            *(image["src"] for image in page.all("img")),
            *(script["src"] for script in page.all("script") if "src" in script),
            *(link["href"] for link in page.all("link")),
        ]
        assert [each for each in fetched if urlsplit(each).scheme not in {"", "data"}] == []
        assert not [each for each in fetched if each.startswith("/")]


def test_an_image_is_in_its_page(own: list[Course]) -> None:
    """The course with an image has it as a data: URI."""
    page = documents(*own)["talking/mediation.html"]

    assert page.all("img")
    assert all(image["src"].startswith("data:image/png;") for image in page.all("img"))


@pytest.mark.parametrize("several", [True, False])
def test_every_link_leads_somewhere(own: list[Course], *, several: bool) -> None:
    """Every relative link, script and style sheet is a file of the site."""
    courses = own if several else own[:1]
    found = documents(*courses)
    files = found.keys() | dict(asset_files(courses)).keys()

    for name, page in found.items():
        for _, attributes in page.elements:
            target = attributes.get("href") or attributes.get("src") or "#"
            parts = urlsplit(target)
            if parts.scheme or not parts.path:
                continue
            path = PurePosixPath(name).parent / unquote(parts.path)
            assert re.sub(r"[^/]+/\.\./", "", str(path)) in files, f"{name}: {target}"


def test_every_page_can_be_reached(own: list[Course]) -> None:
    """From the first page links lead to every other one."""
    found = documents(*own)
    seen: set[str] = set()
    ahead = ["index.html"]
    while ahead:
        name = ahead.pop()
        if name in seen or name not in found:
            continue
        seen.add(name)
        folder = PurePosixPath(name).parent
        targets = (urlsplit(each["href"]).path for each in found[name].all("a"))
        ahead += [re.sub(r"[^/]+/\.\./", "", str(folder / target)) for target in targets if target]

    assert seen == set(found)


def test_the_same_content_gives_the_same_bytes(own: list[Course]) -> None:
    """Two builds of a course agree byte for byte."""
    assert site(*own) == site(*own)


def test_a_page_names_its_widgets_with_their_state() -> None:
    """Beside each plain form stands what the widget is given, as JSON."""
    page = documents(quiet_talks())["quiet-talks.html"]

    widgets = [each["data-widget"] for each in page.all("div") if "data-widget" in each]
    states = [json.loads(text) for text in page.text("script", type="application/json")]
    expected = traits.definition(
        "Quiet talks",
        "Meetings of people *without* office.",
        id="quiet-talks/definition",
        course="a-course",
        medium=SITE,
    )

    assert widgets == ["lesson-header", "definition", "fact-checklist", "answer-box", "lesson-end"]
    assert states[1] == {**expected.traits(), "libraries": {}}
    assert states[3]["libraries"] == {"hints": "hints", "stemmer": "stemmer-en"}


def test_the_plain_form_is_there_without_script() -> None:
    """Definition, facts and model answer stand in the page, behind a click."""
    html = site(quiet_talks())["quiet-talks.html"].decode()
    plain = re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)

    assert "<p>Meetings of people <em>without</em> office.</p>" in plain
    assert "Talks began in <strong>March 1993</strong>" in plain
    assert "They can try out new ideas." in plain
    assert plain.count("<details>") == 4


def test_the_glossary_is_searched_in_facts_too() -> None:
    """The glossary's state has each term's facts as plain text."""
    page = documents(quiet_talks())["glossary.html"]

    [state] = [
        state
        for text in page.text("script", type="application/json")
        if "terms" in (state := json.loads(text))
    ]

    assert {each["title"]: each["facts"] for each in state["terms"]} == {
        "Mediation": ["A third party helps."],
        "Quiet talks": ["Talks began in March 1993 in Moscow.", "The host was Norway."],
    }


def test_former_ids_are_known() -> None:
    """A page knows former ids, so that work done under them counts."""
    page = documents(course(unit("talks", term(formerly=("help",)))))["index.html"]

    assert page.text("script", id="sw-about") == ['{"formerly":{"help":"mediation"}}']


def test_links_between_content_files_lead_to_pages() -> None:
    """A link to a term's file leads to its page, also in the overview and the example."""
    linked = "[it](../talks/mediation.md)"
    talks = unit("talks", term(example=linked, definition=linked), overview=linked)
    html = site(course(talks, description=linked))

    for name in ("index", "guide-talks", "mediation", "glossary"):
        assert b'href="mediation.html"' in html[f"{name}.html"]
        assert b".ipynb" not in html[f"{name}.html"]


def test_headings_can_be_linked_to() -> None:
    """The parts of a lesson have anchors made of their headings."""
    page = documents(quiet_talks())["quiet-talks.html"]

    assert [each["id"] for each in page.all("h2") if "id" in each] == [
        "definition",
        "must-know-facts",
        "example",
        "review-questions",
    ]


def test_a_page_links_to_its_notebook() -> None:
    """With a repository every page of a course links to its own notebook on Binder."""
    talking, other = quiet_talks(), course()

    pages = documents(talking, other, binder=Binder.parse("ada/course"))

    for name, page in pages.items():
        links = [link["href"] for link in page.all("a") if "mybinder" in link["href"]]
        path = name.removesuffix(".html").replace("/", "%2F")
        expected = (
            f"https://mybinder.org/v2/gh/ada/course/HEAD?urlpath=doc%2Ftree%2Fstudy%2F{path}.ipynb"
        )
        assert links == ([] if name == "index.html" else [expected])


def test_without_a_repository_nothing_leads_to_binder(pages: dict[str, Document]) -> None:
    """Where no repository is known, no page speaks of Binder."""
    assert not [
        link for page in pages.values() for link in page.all("a") if "binder" in link["href"]
    ]


def test_a_course_in_arabic_runs_from_right_to_left() -> None:
    """The page has the language and the direction of the content, its own words are English."""
    page = documents(course(language="ar"))["mediation.html"]

    assert (page.all("html")[0]["lang"], page.all("html")[0]["dir"]) == ("ar", "rtl")
    assert page.all("nav")[0]["lang"] == "en"
    assert {heading["lang"] for heading in page.all("h2") if "id" in heading} == {"en"}


def test_only_stemmers_that_are_used_come_along() -> None:
    """A site has the stemmers of its courses' languages and no others."""
    names = dict(asset_files([course(language="fr"), course(language="ja")]))

    assert [name for name in names if "stemmer" in name] == ["assets/stemmer-fr.js"]


def test_several_courses_have_folders_and_a_page_of_all() -> None:
    """Each of several courses is in its folder; the first page names them all."""
    pages = documents(quiet_talks(), course())

    assert [link["href"] for link in pages["index.html"].all("a")][1:] == [
        "a-course/index.html",
        "talking/index.html",
    ]
    assert "../index.html" in [link["href"] for link in pages["talking/mediation.html"].all("a")]
    assert pages["talking/index.html"].all("link")[1]["href"] == "../assets/index.css"


def test_hostile_text_stays_text() -> None:
    """No text of the content becomes an element, an attribute or a script."""
    good, bad = documents(course(unit("talks", term("bad")))), documents(hostile())

    for name, page in bad.items():
        assert {tag for tag, _ in page.elements} <= {
            *(tag for tag, _ in good[name].elements),
            "p",
        }, name
        assert any(HOSTILE in title for title in page.text("title"))
        for text in page.text("script", type="application/json"):
            json.loads(text)


@given(
    text=st.lists(
        st.sampled_from(
            ["</script>", "<!--", "<script", "-->", "]]>", "&lt;", "\\", '"', "\u2028", "\0", "a "]
        ),
        min_size=1,
        max_size=6,
    ).map("".join)
)
@settings(max_examples=60)
def test_no_text_ends_the_json(text: str) -> None:
    """Whatever a title holds, a page's JSON is whole and gives it back."""
    page = documents(course(unit("talks", term(title=f"x{text}")), title="C"))["mediation.html"]

    states = [json.loads(each) for each in page.text("script", type="application/json")]

    assert states[0]["title"] == f"x{text}"
