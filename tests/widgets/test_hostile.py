"""Hostile text, wherever it comes from, is text: no dialog, no request, no error, no markup."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.widgets import samples
from tests.widgets.student import GUESS, answer, download, load, press, wait_until_saved

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser import Observed
    from tests.widgets.conftest import Stage

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "handler": "<img src=x onerror=alert(1)>",
    "svg": "<svg/onload=alert(1)><style>body{display:none}</style>",
    "breaking out": "</textarea></title></style></script><script>alert(1)</script>",
    "attribute": "\" onfocus=alert(1) autofocus x=\"' onmouseover='alert(1)",
    "link": "[go](javascript:alert(1)) <a href='javascript:alert(1)'>go</a>",
    "command": "<button data-commandlinker-command='notebook:delete-cell'>x</button>",
    "clobbering": "<form id=body name=activeElement><input id=record name=harness></form>",
    "frame": "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe><base href=//a.example>",
    "comment": "<!--<script>alert(1)</script>--!><script>alert(1)</script>",
    "mathematics": "$5 million to $10 million, $$x$$ \\(y\\)",
    "reversed": "\u202egnirts\u202c \u2066x\u2069 \u200f",
    "placeholders": "{{constructor}} ${alert(1)} %s \\u003cscript\\u003e &lt;b&gt; __proto__",
}
SEEN = """() => ({
    elements: [...document.querySelectorAll("main *, body > iframe")]
        .filter((at) => at.matches("script, img, svg, iframe, form, base, style, a[href^=j]"))
        .map((at) => at.outerHTML),
    attributes: [...document.querySelectorAll("main *")].flatMap((at) => [...at.attributes])
        .map(({ name }) => name).filter((name) => /^on|^data-command|^srcdoc$/.test(name)),
    ids: [...document.querySelectorAll("main [id], main [name]")]
        .map((at) => at.id || at.getAttribute("name")).filter((id) => !id.startsWith("sw-")),
    polluted: Object.keys(Object.prototype).concat(Object.keys(({}).__proto__)),
    body: document.body.isConnected && getComputedStyle(document.body).display,
})"""
CLEAN = {"elements": [], "attributes": [], "ids": [], "polluted": [], "body": "block"}


def lesson(text: str) -> list[Any]:
    """A lesson that has the text everywhere."""
    return [
        samples.header(title=text, course_title=text, unit=text),
        samples.definition(term=text, text=text),
        samples.facts(facts={"first": f"{text} **{text}**"}),
        samples.answer_box(question=text, answer=text, key_points={"a": f"{text} | b"}),
        samples.end(related={text: "a.ipynb"}, sources=[text], next=(text, "b.ipynb")),
    ]


def reveal(page: Page) -> None:
    """Show everything that a lesson hides."""
    press(page, "Show the definition", "Show all words")
    page.locator(".sw-answer textarea").fill("words")
    press(
        page, "Compare with a model answer", "Check my ticks", "My work", "Make a page to hand in"
    )
    page.get_by_text("No match found").wait_for()


def course(text: str) -> list[Any]:
    """The pages around the lessons with the text everywhere."""
    term = {"id": "a", "title": text, "lesson": "a.ipynb"}
    cards = {"definition": text, "facts": {"f": f"**{text}**"}, "questions": {"q": (text, text)}}
    unit = {"id": "u", "title": text, "guide": "g.ipynb"}
    items = {"facts": ["f"], "questions": ["q"]}
    return [
        samples.home(units=[{**unit, "terms": [{**term, **items}]}]),
        samples.glossary(terms={"a": (text, text, "a.ipynb")}),
        samples.guide(terms=[{**term, **cards}]),
    ]


def take(page: Page) -> None:
    """Go through the cards of the self-test."""
    press(page, "Start")
    for _ in range(3):
        page.locator(".sw-face").get_by_role("button").first.click()
        assert page.evaluate(SEEN) == CLEAN
        page.locator(".sw-rate-again").click()


@pytest.mark.parametrize("name", HOSTILE)
def test_content_is_text(stage: Stage, observed: Observed, name: str) -> None:
    """Hostile content in every text of a lesson is shown as it is written."""
    page = stage.show(lesson(HOSTILE[name]))
    before = len(observed.requests)

    reveal(page)

    assert page.evaluate(SEEN) == CLEAN
    # A library comes from a blob; everything else would be the text at work.
    assert [each for each in observed.requests[before:] if not each.startswith("blob:")] == []
    expect(page.get_by_role("heading", level=1)).to_have_text(HOSTILE[name])


@pytest.mark.parametrize("name", HOSTILE)
def test_the_courses_pages_show_text(stage: Stage, observed: Observed, name: str) -> None:
    """Hostile titles and texts on the home page, in the glossary and in the guide are text."""
    page = stage.show(course(HOSTILE[name]))
    before = len(observed.requests)

    take(page)

    assert page.evaluate(SEEN) == CLEAN
    assert observed.requests[before:] == []
    expect(page.locator(".sw-unit h2")).to_have_text(HOSTILE[name])


ALL = "\n".join(HOSTILE.values())


def test_what_the_student_types_is_text(stage: Stage) -> None:
    """Hostile words typed by the student are shown back as they were typed, also after a reload."""
    page = stage.show(samples.lesson())
    page.get_by_label(GUESS).fill(ALL)
    press(page, "Show the definition")
    answer(page, ALL)
    press(page, "Compare with a model answer", "Check my ticks")
    wait_until_saved(page)

    for _ in range(2):
        assert page.locator(".sw-own-answer").text_content() == ALL
        assert page.locator(".sw-own").text_content() == f"You wrote: “{ALL}”"
        assert page.evaluate(SEEN) == CLEAN
        stage.reload()


def test_the_page_to_hand_in_shows_text(stage: Stage, observed: Observed) -> None:
    """Hostile content, words and name are text in the page to hand in, which asks for nothing."""
    page = stage.show(lesson(HOSTILE["breaking out"]))
    page.locator(".sw-answer textarea").fill(ALL)
    press(page, "Compare with a model answer", "My work", "Make a page to hand in")
    page.get_by_label("Your name, kept only in this file").fill(HOSTILE["breaking out"])
    file = download(page, "Make the page", stage.folder)
    before = len(observed.requests)

    page.goto(f"{stage.address}/{file.name}")

    assert page.locator(".sw-answer").text_content() == ALL
    assert page.locator(".sw-by strong").text_content() == HOSTILE["breaking out"]
    assert page.locator("script").count() == 1
    assert page.locator("img, svg, iframe, form, base, a").count() == 0
    assert observed.requests[before:] == [page.url]


def test_the_print_shows_text(stage: Stage) -> None:
    """Hostile content and words are text on paper."""
    stage.page.add_init_script("globalThis.print = () => { parent.printed = true; };")
    page = stage.show(lesson(HOSTILE["handler"]))
    page.locator(".sw-answer textarea").fill(ALL)
    press(page, "Compare with a model answer", "My work", "Print this lesson")
    page.wait_for_function("window.printed")

    paper = page.frame_locator("iframe.sw-print").locator("body")

    assert paper.locator(".own").text_content() == ALL
    assert paper.locator("script, img, svg, iframe, form, a").count() == 0


def payload(text: str) -> dict[str, Any]:
    """A file to choose."""
    return {"name": "a.json", "mimeType": "application/json", "buffer": text.encode()}


@pytest.fixture
def work(stage: Stage) -> dict[str, Any]:
    """The content of a good file of work."""
    page = stage.show(samples.lesson())
    answer(page, "good")
    press(page, "Compare with a model answer", "My work")
    file: Path = download(page, "Download my work", stage.folder)
    content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return content


def changed(name: str, value: object) -> Callable[[dict[str, Any]], str]:
    """A change of one field of the first entry, whose id no longer fits."""

    def change(work: dict[str, Any]) -> str:
        work["entries"][0][name] = value
        return json.dumps(work)

    return change


def proto(work: dict[str, Any]) -> str:
    """A key `__proto__` in the file, in an entry and in its value."""
    entry = '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}'
    head = json.dumps({**work, "entries": []})[:-3]
    return f'{head}[{entry}], "__proto__": {{"polluted": 1}}}}'


BAD: dict[str, Callable[[dict[str, Any]], str]] = {
    "another text": changed("value", "changed by hand"),
    "markup in the id": changed("id", HOSTILE["handler"]),
    "markup in the item": changed("item", HOSTILE["handler"]),
    "a number as text": changed("value", 1e308),
    "a megabyte": changed("value", "x" * 1_000_000),
    "no list": lambda work: json.dumps({**work, "entries": {"length": 1e9}}),
    "prototypes": proto,
    "nested": lambda work: (
        json.dumps({**work, "entries": []})[:-2] + "[" * 50_000 + "]" * 50_001 + "}"
    ),
    "a hostile course": lambda work: json.dumps({**work, "course": ALL}),
    "a hostile version": lambda work: json.dumps({**work, "version": HOSTILE["handler"]}),
}


@pytest.mark.parametrize("name", BAD)
def test_a_hostile_file_changes_nothing(
    stage: Stage, observed: Observed, work: dict[str, Any], name: str
) -> None:
    """A file that was tampered with is refused as a whole, with a plain sentence."""
    page = stage.page
    entries = page.evaluate(ENTRIES)
    before = len(observed.requests)

    load(page, payload(BAD[name](work)))

    expect(page.locator(".sw-work").get_by_role("alert")).to_contain_text("This file ")
    assert page.evaluate(ENTRIES) == entries
    assert page.evaluate(SEEN) == CLEAN
    assert [each for each in observed.requests[before:] if not each.startswith("blob:")] == []


ENTRIES = (
    """() => globalThis[Symbol.for("studywidgets/record/1")].get("a-course").entries().length"""
)
# Entries with right ids: anyone can compute a hash.
FORGED = """(texts) => {
    const record = globalThis[Symbol.for("studywidgets/record/1")].get("a-course");
    const forger = new record.constructor("forger");
    const item = "quiet-talks/who-takes-part";
    const kinds = ["revealed", "rating", "ticked", "known", "seed", "chosen", "zzz"];
    for (const text of texts) {
        forger.write({ item, kind: "answer", value: text, question: text, version: "x" });
        forger.write({ item, kind: "practice", value: text });
        for (const kind of kinds) {
            forger.write({ item, kind, value: { [text]: [text] } });
            forger.write({ item: "home/terms", kind, value: text });
            forger.write({ item: "guide-talks/self-test", kind, value: [text, { seed: text }] });
        }
    }
    forger.write({ item, kind: "ticked", value: ["__proto__", "constructor", null, 7] });
    return forger.entries();
}"""


def test_forged_work_is_shown_as_text(stage: Stage, work: dict[str, Any]) -> None:
    """Entries with right hashes and hostile values are loaded and shown as text everywhere."""
    page = stage.page
    work["entries"] = page.evaluate(FORGED, list(HOSTILE.values()))
    last = HOSTILE["placeholders"]

    load(page, payload(json.dumps({**work, "handIn": ALL})))
    press(page, "Add")

    expect(page.locator(".sw-version").get_by_text(last)).to_be_visible()
    assert page.evaluate(SEEN) == CLEAN
    press(page, "Show the old wording")
    assert page.locator(".sw-old-wording").text_content() == last
    stage.show([*course("A course"), samples.home(), samples.guide()])
    assert page.evaluate(SEEN) == CLEAN


def test_a_handed_in_page_full_of_markup_is_read_as_data(stage: Stage, observed: Observed) -> None:
    """Loading a page runs none of it and fetches nothing that it names."""
    page = stage.show(samples.lesson())
    markup = (
        "<img src=/stolen onerror=alert(1)><script>alert(1)</script><link rel=stylesheet href=/x>"
    )
    before = len(observed.requests)

    load(page, payload(f"{markup}<script id=studywidgets-record>{{}}</script>"))

    expect(page.locator(".sw-work").get_by_role("alert")).to_be_visible()
    assert [each for each in observed.requests[before:] if not each.startswith("blob:")] == []
