"""Nothing is cut off and nothing scrolls sideways, however the text is enlarged or written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.widgets import samples
from tests.widgets.states import STATES
from tests.widgets.student import compare, press

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.widgets.conftest import Stage

# A window of 1280 px at 400 % zoom.
ZOOMED = 320
# WCAG 1.4.12
SPACING = """* {
    line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
} p { margin-block-end: 2em !important; }"""
OUTSIDE = """() => {
    const { clientWidth: width, scrollWidth } = document.documentElement;
    const found = scrollWidth > width ? [`the page is ${scrollWidth} px wide`] : [];
    for (const element of document.querySelectorAll(".sw *")) {
        if (!element.checkVisibility()) continue;
        const { left, right } = element.getBoundingClientRect();
        const { overflow } = getComputedStyle(element);
        const cut = overflow !== "visible" && !element.matches("textarea, input, progress") &&
            (element.scrollWidth > element.clientWidth + 1 ||
             element.scrollHeight > element.clientHeight + 1);
        if (left < -0.5 || right > width + 0.5) found.push(`outside: ${element.outerHTML}`);
        if (cut) found.push(`cut off: ${element.outerHTML}`);
    }
    return found.map((text) => text.slice(0, 200));
}"""


def outside(page: Page) -> list[str]:
    """What lies outside a narrow window or is cut off."""
    page.set_viewport_size({"width": ZOOMED, "height": 600})
    found: list[str] = page.evaluate(OUTSIDE)
    return found


@pytest.mark.parametrize("name", STATES)
def test_every_state_fits_at_400_percent(stage: Stage, name: str) -> None:
    """At 400 % zoom, with the text spaced out, and mirrored, a state fits the window."""
    page = STATES[name].show(stage)

    assert outside(page) == []
    page.add_style_tag(content=SPACING)
    assert outside(page) == []
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert outside(page) == []


LONG = "x" * 10_000
COURSE: dict[str, Any] = {"course_title": LONG, "unit": LONG, "title": LONG}
LONG_WIDGETS: dict[str, Callable[[], list[Any]]] = {
    "lesson": lambda: [
        samples.header(**COURSE),
        samples.definition(text=f"{LONG}\n\n| {LONG} | b |\n|---|---|\n| `{LONG}` | b |\n"),
        samples.facts(facts={"first": f"A **{LONG}** b {LONG}"}),
        samples.answer_box(question=LONG, answer=f"    {LONG}", key_points={"a": f"{LONG} | b"}),
        samples.end(related={LONG: "a.ipynb"}, sources=[LONG], next=(LONG, "b.ipynb")),
    ],
    "glossary": lambda: [samples.glossary(terms={"a": (LONG, LONG, "a.ipynb")})],
    "home": lambda: [
        samples.home(
            units=[
                {
                    "id": "a",
                    "title": LONG,
                    "guide": "g.ipynb",
                    "terms": [
                        {
                            "id": "t",
                            "title": LONG,
                            "lesson": "t.ipynb",
                            "facts": [],
                            "questions": [],
                        }
                    ],
                }
            ]
        )
    ],
}


@pytest.mark.parametrize("name", LONG_WIDGETS)
def test_very_long_words_break(stage: Stage, name: str) -> None:
    """A word of 10,000 letters breaks, in the content and in what the student typed."""
    page = stage.show(LONG_WIDGETS[name]())
    if name == "lesson":
        page.get_by_label("Say it in your own words first.").fill(LONG)
        press(page, "Show the definition", "Show all words")
        page.locator(".sw-answer textarea").fill(LONG)
        press(page, "Compare with a model answer")

    assert outside(page) == []


def test_the_guide_breaks_long_words(stage: Stage) -> None:
    """Every kind of card breaks a very long word."""
    term = {
        "id": "a",
        "title": LONG,
        "lesson": "a.ipynb",
        "definition": LONG,
        "facts": {"f": f"**{LONG}** {LONG}"},
        "questions": {"q": (LONG, LONG)},
    }
    page = stage.show([samples.guide(terms=[term])])
    press(page, "Choose terms", "Start")

    for _ in range(3):
        page.locator(".sw-face").get_by_role("button").first.click()
        assert outside(page) == []
        page.locator(".sw-rate-good").click()


def test_right_to_left_content_runs_from_the_right(stage: Stage) -> None:
    """Arabic content runs from right to left; the buttons around it keep their direction."""
    page = stage.show(
        [
            samples.definition(language="ar", term="وساطة", text="مساعدة من طرف ثالث."),
            samples.facts(language="ar", facts={"first": "الطرف **الثالث** يساعد."}),
            samples.answer_box(
                language="ar",
                question="لماذا نتفاوض؟",
                answer="لأن الحرب أغلى.",
                key_points={"a": "الحرب أغلى | أغلى"},
            ),
        ]
    )
    press(page, "Show the definition")
    page.locator(".sw-answer textarea").fill("لأن الحرب أغلى")
    press(page, "Compare with a model answer", "Check my ticks")

    for text in ("مساعدة من طرف ثالث.", "لماذا نتفاوض؟", "لأن الحرب أغلى.", "الطرف"):
        direction = page.get_by_text(text).first.evaluate("(at) => getComputedStyle(at).direction")
        assert direction == "rtl", text
    expect(page.get_by_text("Your words seem to mention this")).to_be_visible()
    prompt = page.get_by_text("Think of each missing word")
    assert prompt.evaluate("(at) => getComputedStyle(at).direction") == "ltr"
    assert outside(page) == []


def test_lines_have_at_most_seventy_characters(stage: Stage) -> None:
    """In a wide window a paragraph stays narrow enough to read."""
    text = "Some words that make a rather long paragraph of ordinary length. " * 8
    page = stage.show([samples.definition(text=text), samples.answer_box()], width=1600)
    press(page, "Show the definition")
    compare(page, text)

    for paragraph in page.locator(".sw-definition-text p, .sw-own-answer").all():
        # "ch" is the width of a zero, wider than most letters.
        width = paragraph.evaluate(
            """(at) => {
                const rule = document.createElement("span");
                rule.style = "display: inline-block; width: 70ch";
                at.append(rule);
                const limit = rule.getBoundingClientRect().width;
                rule.remove();
                return at.getBoundingClientRect().width / limit;
            }"""
        )
        assert width <= 1.001
