"""A student goes through a lesson."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.end_to_end.notebook_page import OpenNotebook
    from tests.end_to_end.watch import Watch

HINT = "Your words seem to mention this"
NO_HINT = "No match found; you may have said it differently"

# Of the cells as they are numbered on the screen: definition, facts, last question.
TRAITS = """
import json
definition, facts, question = Out[2], Out[3], Out[6]
print(json.dumps([
    definition.guess, definition.revealed, definition.rating,
    facts.opened, facts.ratings,
    question.answer, question.compared, question.ticked, question.rating,
]))
"""


def study_definition(definition: Locator) -> None:
    """Write, look, and be content."""
    definition.get_by_role("textbox").fill("Private talks between enemies")
    definition.get_by_role("button", name="Show the definition").click()
    definition.get_by_role("button", name="Got it").click()


def study_fact(facts: Locator) -> None:
    """Open all blanks of the first fact, and want to see it again."""
    fact = facts.get_by_role("listitem").first
    for number in (1, 2):
        fact.get_by_role("button", name=f"Missing words {number} of 2, show").click()
    fact.get_by_role("button", name="Study again").click()


def study_question(question: Locator) -> None:
    """Answer, compare, tick the first point, and be content."""
    question.get_by_role("textbox").fill("Officials speak for the state; scholars hold no office.")
    question.get_by_role("button", name="Compare with a model answer").click()
    question.get_by_role("checkbox").first.check()
    question.get_by_role("button", name="Got it").click()


def test_lesson(lesson: OpenNotebook, observed: Watch) -> None:
    """A student recalls, reveals, answers, compares, ticks and rates, and all is counted."""
    definition, facts = lesson.widget("definition"), lesson.widget("facts")
    question = lesson.widget("answer").first
    header, end = lesson.widget("header"), lesson.widget("end")

    study_definition(definition)
    expect(definition).to_contain_text("You wrote: “Private talks between enemies”")
    expect(definition).to_contain_text("have influence at home but no power to commit")
    expect(definition.get_by_role("button", name="Got it")).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(header).to_contain_text("1 of 9 tried")

    study_fact(facts)
    expect(facts.get_by_role("listitem").first).to_contain_text("Joseph Montville")
    expect(facts).to_contain_text("0 of 5 known")
    expect(header).to_contain_text("2 of 9 tried · 1 to study again")

    study_question(question)
    expect(question.locator(".sw-side")).to_contain_text(
        ["scholars hold no office", "Diplomats and ministers speak for their state"]
    )
    question.get_by_role("button", name="Check my ticks").click()
    expect(question.locator(".sw-hint")).to_have_text([HINT, HINT, NO_HINT, NO_HINT, NO_HINT])
    expect(question.get_by_role("checkbox", checked=True)).to_have_count(1)
    expect(header).to_contain_text("3 of 9 tried · 1 to study again")
    expect(header).to_contain_text("Saved in this browser, ")
    expect(end.get_by_role("button", name="Study 1 item again")).to_be_visible()

    assert observed.problems() == []


def test_reload_in_mid_word(lesson: OpenNotebook, observed: Watch) -> None:
    """What was typed just before a reload is there after it."""
    box = lesson.widget("answer").last.get_by_role("textbox")
    box.focus()

    lesson.page.keyboard.type("Treaties are too narr")
    lesson.reload()

    expect(box).to_have_value("Treaties are too narr")
    assert observed.problems() == []


def test_python(lesson: OpenNotebook, observed: Watch) -> None:
    """In the kernel the widgets' traits are what the student has written and done."""
    lesson.run_all()

    study_definition(lesson.widget("definition"))
    study_fact(lesson.widget("facts"))
    study_question(lesson.widget("answer").last)
    output = lesson.run_code(TRAITS)

    expect(output).to_contain_text("[")
    assert json.loads(output.text_content() or "") == [
        "Private talks between enemies",
        True,
        "good",
        {"origin-of-term": [0, 1]},
        {"origin-of-term": "again"},
        "Officials speak for the state; scholars hold no office.",
        True,
        ["governments-decide"],
        "good",
    ]
    assert observed.problems() == []
