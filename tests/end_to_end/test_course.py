"""The pages around the lessons: home, guide and glossary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.end_to_end.conftest import LESSON, each_program

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Locator

    from tests.end_to_end.notebook_page import OpenNotebook
    from tests.end_to_end.watch import Watch

# Two rounds of the self-test have the same order when they draw the same seed.
SAME_SEED = """
const random = crypto.getRandomValues.bind(crypto);
crypto.getRandomValues = (array) => array instanceof Uint32Array ? array.fill(7) : random(array);
"""


@each_program
def test_home(
    notebook: Callable[[str], OpenNotebook], lesson: OpenNotebook, observed: Watch
) -> None:
    """Home shows how far the student is, and leads back to what they want to study again."""
    lesson.widget("definition").get_by_role("button", name="Show the definition").click()
    lesson.widget("definition").get_by_role("button", name="Study again").click()
    expect(lesson.widget("header")).to_contain_text("Saved in this browser, ")

    home = notebook("index.ipynb")
    unit = home.widget("home").locator(".sw-unit").filter(has_text="International relations")
    expect(unit.locator(".sw-term").first).to_have_text(
        re.compile("Track II diplomacy.*1 of 9 tried · 1 to study again", re.DOTALL)
    )
    again = home.widget("home").locator(".sw-again")
    expect(again.get_by_role("listitem")).to_have_text("Track II diplomacy: definition")
    link = again.get_by_role("link", name="Track II diplomacy")
    same = home.follow(link, LESSON)

    expect(same.widget("definition").get_by_role("button", name="Study again")).to_have_attribute(
        "aria-pressed", "true"
    )
    assert observed.problems() == []


def try_card(stage: Locator) -> None:
    """Look at the solution of a card of any kind, and be content."""
    show = stage.get_by_role("button", name=re.compile("^Show (the term|a model answer)$"))
    blanks = stage.get_by_role("button", name=re.compile("^Missing words"))
    if show.count():
        show.click()
    for blank in blanks.all()[::-1]:
        blank.click()
    stage.get_by_role("button", name="Got it").click()


@each_program
def test_guide(
    notebook: Callable[[str], OpenNotebook], context: BrowserContext, observed: Watch
) -> None:
    """The guide's self-test asks card by card, and goes on after a reload where it stopped."""
    context.add_init_script(SAME_SEED)
    guide = notebook("guide-international-relations.ipynb")
    test = guide.widget("guide")
    stage = test.locator(".sw-stage")

    test.get_by_role("button", name="Start").click()
    for number in (1, 2, 3):
        expect(test).to_contain_text(f"Card {number} of ")
        try_card(stage)
    expect(test).to_contain_text("Card 4 of ")
    fourth = stage.text_content() or ""
    guide.reload()

    expect(test).to_contain_text("Card 4 of ")
    expect(stage).to_have_text(fourth)
    assert observed.problems() == []


@each_program
def test_glossary(notebook: Callable[[str], OpenNotebook], observed: Watch) -> None:
    """The glossary finds a term by words of its title and its definition."""
    glossary = notebook("glossary.ipynb").widget("glossary")
    entries = glossary.locator(".sw-entry:visible")
    expect(entries).not_to_have_count(1)

    glossary.get_by_role("searchbox").fill("TRACK ii private meetings")

    expect(entries).to_have_count(1)
    expect(entries.get_by_role("link")).to_have_text("Track II diplomacy")
    expect(glossary.get_by_role("status")).to_have_text(re.compile(r"^1 of \d+ terms found$"))
    assert observed.problems() == []
