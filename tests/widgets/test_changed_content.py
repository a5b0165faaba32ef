"""Work outlives changes of the content: other wordings, other ids, items that are gone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.widgets import samples
from tests.widgets.student import (
    ANSWER,
    GUESS,
    QUESTION,
    answer,
    button,
    compare,
    download,
    press,
    pressed,
    study,
    wait_until_saved,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.widgets.conftest import Stage

DEFINITION = "This definition was reworded after you studied it. Your work is kept."
FACT = "This fact was reworded after you rated it. Your rating is kept."


def facts_with(second: str) -> Any:
    """The sample's facts, the second in other words."""
    return samples.facts(facts={**samples.FACTS, "second": second})


def test_a_reworded_definition(stage: Stage) -> None:
    """A definition that was reworded says so, keeps the first try, and shows the old wording."""
    page = stage.show(samples.lesson())
    study(page)

    stage.show([samples.header(), samples.definition(text="Talks among private people.")])

    expect(page.get_by_text(DEFINITION)).to_be_visible()
    expect(page.get_by_text("Talks between people without office")).to_be_visible()
    pressed(page, "Got it: definition")
    expect(page.get_by_text("Meetings of people without office.")).to_be_hidden()
    press(page, "Show the old wording")
    expect(page.get_by_text("Meetings of people without office.")).to_be_visible()


def test_a_reworded_fact(stage: Stage) -> None:
    """A fact that was reworded says so beside its rating, and shows the old wording."""
    page = stage.show(samples.lesson())
    study(page)

    stage.show([samples.header(), facts_with("Talks were held in **Oslo**.")])

    expect(page.get_by_text(FACT)).to_have_count(1)
    pressed(page, "Study again: fact 2")
    press(page, "Show the old wording")
    expect(page.get_by_text("The host was Norway.")).to_be_visible()


def test_a_new_rating_takes_the_notice_away(stage: Stage) -> None:
    """Who rates the new wording is not told of the old one any more."""
    page = stage.show(samples.lesson())
    study(page)
    stage.show([samples.header(), facts_with("Talks were held in **Oslo**.")])
    expect(page.get_by_text(FACT)).to_be_visible()

    press(page, "Got it: fact 2")

    expect(page.get_by_text(FACT)).to_have_count(0)


@pytest.mark.parametrize(
    "changed",
    [
        lambda: samples.definition(text="Meetings of people, without **office**!"),
        lambda: facts_with("The HOST was, **Norway**"),
    ],
    ids=["definition", "fact"],
)
def test_a_comma_or_bold_is_no_rewording(stage: Stage, changed: Callable[[], Any]) -> None:
    """Other punctuation, case or bold says nothing."""
    page = stage.show(samples.lesson())
    study(page)

    stage.show([samples.header(), changed()])

    expect(
        page.get_by_text("1 to study again").or_(page.get_by_text("1 of 1 tried"))
    ).to_be_visible()
    expect(page.get_by_text("reworded")).to_have_count(0)


def test_what_was_not_tried_is_not_called_reworded(stage: Stage) -> None:
    """Someone who only opened the definition hears nothing of its rewording."""
    page = stage.show([samples.header(), samples.definition()])
    press(page, "Show the definition")
    wait_until_saved(page)

    stage.show([samples.definition(text="Talks among private people.")])

    expect(page.get_by_text("Talks among private people.")).to_be_visible()
    expect(page.get_by_text("reworded")).to_have_count(0)


def renamed() -> list[Any]:
    """The lesson under another id of its term."""
    return [
        samples.header(id="back-channel"),
        samples.definition(id="back-channel/definition"),
        samples.facts(id="back-channel"),
        samples.answer_box(id="back-channel/who-takes-part"),
        samples.end(id="back-channel"),
    ]


def test_a_renamed_term_keeps_its_work(stage: Stage) -> None:
    """What was done under a former id counts under the new one, and is gone on with there."""
    page = stage.show(samples.lesson())
    study(page)
    stage.about = {"formerly": {"quiet-talks": "back-channel"}}

    stage.show(renamed())

    expect(
        page.locator(".sw-header").get_by_text("4 of 4 tried · 2 to study again")
    ).to_be_visible()
    expect(page.locator(".sw-own-answer")).to_have_text(ANSWER)
    press(page, "Keep writing")
    answer(page, "More under the new name.")
    press(page, "Got it: fact 2")
    wait_until_saved(page)
    stage.reload()
    expect(page.get_by_role("textbox", name=QUESTION)).to_have_value("More under the new name.")
    expect(page.get_by_text("versions of this answer")).to_have_count(0)
    pressed(page, "Got it: fact 2")


def test_a_term_that_only_looks_renamed_starts_anew(stage: Stage) -> None:
    """Without `formerly`, another id is another term."""
    page = stage.show(samples.lesson())
    study(page)

    stage.show(renamed())

    expect(page.locator(".sw-header").get_by_text("0 of 4 tried")).to_be_visible()


def test_a_removed_item_stays_in_the_record(stage: Stage) -> None:
    """Work on a question that is gone is in the download, and back when the question is."""
    page = stage.show(samples.lesson())
    study(page)

    stage.show([samples.header(), samples.definition()])
    press(page, "My work")
    file = download(page, "Download my work", stage.folder)

    entries = json.loads(file.read_text(encoding="utf-8"))["entries"]
    assert ANSWER in [entry["value"] for entry in entries]
    stage.show(samples.lesson())
    expect(page.locator(".sw-own-answer")).to_have_text(ANSWER)


def test_courses_of_one_origin_never_mix(stage: Stage) -> None:
    """A course with another namespace and the same items finds nothing of the first one's work."""
    page = stage.show(samples.lesson())
    study(page)

    other = [
        samples.header(course="another-course"),
        samples.definition(course="another-course"),
        samples.answer_box(course="another-course"),
    ]
    stage.show(other)

    expect(page.get_by_label(GUESS)).to_have_value("")
    expect(page.locator(".sw-header").get_by_text("0 of 2 tried")).to_be_visible()
    compare(page, "In the other course.")
    wait_until_saved(page)
    stage.show(samples.lesson())
    expect(page.locator(".sw-own-answer")).to_have_text(ANSWER)
    expect(button(page, "Keep this one")).to_have_count(0)
