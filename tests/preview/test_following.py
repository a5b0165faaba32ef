"""Pages follow the content while it is written, in a real browser and with real files."""

from __future__ import annotations

import os
import re
import shutil
import signal
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.notebooks_build.content import write_term
from tests.site.conftest import wait_for_widgets
from tests.widgets.student import GUESS, press, pressed

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from tests.browser import Observed
    from tests.preview.conftest import Running

OLD = "What mediation is, in one sentence."


def question(page: Page, number: int = 2) -> Locator:
    """The box for the answer to a review question."""
    return page.get_by_role("textbox", name=f"Why does mediation matter, {number}?")


def problems(page: Page) -> Locator:
    """The problems that the page tells, as lines."""
    return page.get_by_role("complementary", name="Preview").get_by_role("listitem")


def test_a_saved_change_is_shown(lesson: Page, preview: Running) -> None:
    """A new sentence of the example appears in the open page."""
    preview.change("mediation", "In 1999 somebody did so.", "In 2001 somebody else did.")

    expect(lesson.get_by_text("In 2001 somebody else did.")).to_be_visible()
    expect(lesson.get_by_text("In 1999 somebody did so.")).to_have_count(0)


def test_a_changed_widget_is_shown(lesson: Page, preview: Running) -> None:
    """A new definition is in its widget, with what was done in it."""
    press(lesson, "Show the definition", "Got it: definition")

    preview.change("mediation", OLD, "Help from a third party.")

    expect(lesson.get_by_text("Help from a third party.")).to_be_visible()
    expect(lesson.get_by_text("This definition was reworded")).to_be_visible()
    pressed(lesson, "Got it: definition")


def test_scroll_and_typed_text_stay(lesson: Page, preview: Running) -> None:
    """What is typed stays typed, with the focus and the cursor, and the page where it is."""
    box = question(lesson)
    box.fill("half a thought")
    box.evaluate("(box) => box.setSelectionRange(5, 6)")
    lesson.evaluate("scrollTo(0, 700)")

    preview.change("mediation", "In 1999 somebody did so.", "In 2001 somebody else did.")
    expect(lesson.get_by_text("In 2001 somebody else did.")).to_be_attached()

    expect(box).to_be_focused()
    expect(box).to_have_value("half a thought")
    assert box.evaluate("(box) => [box.selectionStart, box.selectionEnd]") == [5, 6]
    assert lesson.evaluate("scrollY") == 700


def test_text_stays_in_the_widget_that_changes(lesson: Page, preview: Running) -> None:
    """When the very question is reworded, its box keeps the text, the focus and the cursor."""
    box = question(lesson)
    box.fill("half a thought")
    box.evaluate("(box) => box.setSelectionRange(5, 6)")

    preview.change("mediation", "### Why does mediation matter, 2?", "### Does it matter at all?")

    box = lesson.get_by_role("textbox", name="Does it matter at all?")
    expect(box).to_have_value("half a thought")
    expect(box).to_be_focused()
    assert box.evaluate("(box) => [box.selectionStart, box.selectionEnd]") == [5, 6]
    expect(lesson.get_by_text("This question was reworded after you answered.")).to_be_visible()


def test_only_what_has_changed_is_replaced(lesson: Page, preview: Running) -> None:
    """The elements of all other widgets are the same as before."""
    mark = "(box) => { box.mark = true; }"
    for number in (1, 2, 3):
        question(lesson, number).evaluate(mark)

    preview.change("mediation", "### Why does mediation matter, 2?", "### Does it matter at all?")
    expect(lesson.get_by_role("textbox", name="Does it matter at all?")).to_be_visible()

    assert [question(lesson, number).evaluate("(box) => box.mark") for number in (1, 3)] == [
        True,
        True,
    ]


def test_a_question_comes_and_goes(lesson: Page, preview: Running) -> None:
    """Parts come and go in their places; the counts follow, and the focus stays."""
    whole = preview.term("mediation").read_text(encoding="utf-8")
    first = re.search(r"### Why does mediation matter, 1\?.*?(?=### Why)", whole, flags=re.DOTALL)
    assert first
    added = first[0].replace("matter, 1?", "matter, really?").replace("{#why-1}", "{#why-really}")
    question(lesson, 3).fill("kept")
    progress = lesson.locator(".sw-head-progress")
    order = lesson.locator("[data-widget=answer-box] h3")

    preview.term("mediation").write_text(
        whole.replace(first[0], first[0] + added), encoding="utf-8"
    )
    expect(progress).to_have_text("0 of 10 tried")
    expect(order).to_have_text([f"Why does mediation matter, {n}?" for n in (1, "really", 2, 3)])
    expect(question(lesson, 3)).to_be_focused()

    preview.term("mediation").write_text(whole, encoding="utf-8")
    expect(progress).to_have_text("0 of 9 tried")
    expect(order).to_have_text([f"Why does mediation matter, {n}?" for n in (1, 2, 3)])
    expect(question(lesson, 3)).to_be_focused()
    expect(question(lesson, 3)).to_have_value("kept")


def test_an_error_comes_and_goes(lesson: Page, preview: Running) -> None:
    """While a file has an error the page stays, and tells file, line and what to do."""
    question(lesson).fill("half a thought")

    preview.change("mediation", "{#fact-2}", "{fact-2}")
    told = problems(lesson)
    expect(told).to_have_count(1)
    expect(told).to_be_in_viewport()
    expect(told).to_contain_text(re.compile(r"^talks/mediation\.md:\d+ SW050 "))
    expect(told).to_contain_text("write at its end: {#")
    expect(lesson.get_by_text("1 error", exact=True)).to_be_visible()
    expect(question(lesson)).to_have_value("half a thought")

    preview.change("mediation", "{fact-2}", "{#fact-2}")
    expect(lesson.get_by_role("complementary", name="Preview")).to_have_count(0)
    expect(question(lesson)).to_have_value("half a thought")


def test_other_terms_go_on_while_one_has_an_error(lesson: Page, preview: Running) -> None:
    """An error elsewhere is told, and this page's changes are shown all the same."""
    preview.term("negotiation").write_text("---\ntitle: [\n", encoding="utf-8")
    expect(problems(lesson).first).to_contain_text("talks/negotiation.md:")

    preview.change("mediation", "In 1999 somebody did so.", "In 2001 somebody else did.")

    expect(lesson.get_by_text("In 2001 somebody else did.")).to_be_visible()
    expect(lesson.get_by_role("link", name="Negotiation").first).to_be_attached()


def test_the_pages_own_problems_come_first(lesson: Page, preview: Running) -> None:
    """Of several problems those of the file that the page is made from are told first."""
    preview.change("negotiation", "{#fact-1}", "")
    expect(problems(lesson)).to_have_count(1)

    preview.change("mediation", "{#fact-3}", "")

    expect(problems(lesson)).to_have_count(2)
    expect(problems(lesson).first).to_contain_text("talks/mediation.md:")


def test_a_warning_is_told_quietly(lesson: Page, preview: Running) -> None:
    """A warning is counted, and its text opens on a click; the change is shown."""
    unit = preview.content / "talks" / "unit.md"
    unit.write_text(
        unit.read_text(encoding="utf-8").replace("mediation, negotiation", "mediation"),
        encoding="utf-8",
    )

    count = lesson.get_by_text("1 warning", exact=True)
    expect(count).to_be_visible()
    expect(problems(lesson)).to_have_count(0)
    count.click()
    expect(problems(lesson)).to_contain_text("talks/unit.md")


def test_hostile_text_in_a_problem_stays_text(lesson: Page, preview: Running) -> None:
    """What a message quotes of the content is shown as it is written."""
    preview.change("mediation", "{#fact-2}", "<img src=x onerror=alert(1)>")

    expect(problems(lesson)).to_contain_text("<img src=x onerror=alert(1)>")


def test_a_deleted_file(lesson: Page, preview: Running) -> None:
    """What else names a deleted term is told; then its page says that it is gone.

    What was typed stays on the page, and the term can come back.
    """
    text = preview.term("mediation").read_text(encoding="utf-8")
    unit = preview.content / "talks" / "unit.md"
    order = unit.read_text(encoding="utf-8")
    question(lesson).fill("half a thought")

    preview.term("mediation").unlink()
    expect(problems(lesson)).to_have_count(2)
    expect(lesson.get_by_text("talks/unit.md:3")).to_be_visible()

    unit.write_text(order.replace("mediation, ", ""), encoding="utf-8")
    preview.change("negotiation", "related: [mediation]", "related: []")
    expect(lesson.get_by_text("This page is gone")).to_be_visible()
    expect(question(lesson)).to_have_value("half a thought")

    preview.term("mediation").write_text(text, encoding="utf-8")
    expect(lesson.get_by_text("This page is gone")).to_be_hidden()


def test_a_new_term(page: Page, preview: Running) -> None:
    """A new file's term appears on the first page and has a page of its own."""
    page.goto(f"{preview.address}/index.html")
    wait_for_widgets(page)

    write_term(preview.content / "talks" / "arbitration.md")

    page.get_by_role("link", name="Arbitration").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Arbitration")


def test_a_page_that_is_waited_for(page: Page, preview: Running) -> None:
    """The address of a term that is still to be written shows it once its file is there."""
    page.goto(f"{preview.address}/arbitration.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("No page here")

    write_term(preview.content / "talks" / "arbitration.md")

    expect(page.get_by_role("heading", level=1)).to_have_text("Arbitration")


def test_a_renamed_term_with_its_former_id(page: Page, preview: Running) -> None:
    """After a rename the page goes to the new address, with what was typed under the old id."""
    page.goto(f"{preview.address}/mediation.html")
    wait_for_widgets(page)
    question(page).fill("half a thought")
    text = preview.term("mediation").read_text(encoding="utf-8")
    renamed = text.replace("formerly: []", "formerly: [mediation]")
    for file in (preview.term("negotiation"), preview.content / "talks" / "unit.md"):
        file.write_text(file.read_text(encoding="utf-8").replace("[mediation", "[helping"))

    preview.term("helping").write_text(renamed, encoding="utf-8")
    preview.term("mediation").unlink()

    page.wait_for_url(f"{preview.address}/helping.html")
    wait_for_widgets(page)
    expect(question(page)).to_have_value("half a thought")


def test_an_editor_that_saves_by_rename(lesson: Page, preview: Running) -> None:
    """An editor that writes another file and renames it over the old one is followed."""
    path = preview.term("mediation")
    draft = path.with_name(".mediation.md.swp")
    for number in range(3):
        text = path.read_text(encoding="utf-8")
        draft.write_text(re.sub(r"In \d+ somebody", f"In 200{number} somebody", text))
        draft.replace(path)

        expect(lesson.get_by_text(f"In 200{number} somebody did so.")).to_be_visible()


def test_an_editor_that_keeps_a_backup(lesson: Page, preview: Running) -> None:
    """An editor that renames the old file away before it writes the new one is followed."""
    path = preview.term("mediation")
    text = path.read_text(encoding="utf-8")

    path.rename(path.with_name("mediation.md~"))
    path.write_text(text.replace("In 1999 somebody", "In 2001 somebody"), encoding="utf-8")

    expect(lesson.get_by_text("In 2001 somebody did so.")).to_be_visible()
    expect(lesson.get_by_text("This page is gone")).to_have_count(0)


def test_two_quick_saves(lesson: Page, preview: Running) -> None:
    """Of saves that follow each other at once the last one is shown in the end."""
    path = preview.term("mediation")
    text = path.read_text(encoding="utf-8")
    with path.open("r+", encoding="utf-8") as file:
        for number in range(20):
            file.seek(0)
            file.write(text.replace("In 1999 somebody", f"In 20{number:02} somebody"))
            file.flush()
            os.fsync(file.fileno())

    expect(lesson.get_by_text("In 2019 somebody did so.")).to_be_visible()


def test_a_changed_image(lesson: Page, preview: Running, root: Path) -> None:
    """An image that is drawn anew is shown anew, though no Markdown file has changed."""
    picture = preview.content / "talks" / "map.png"
    shutil.copy(root / "tests/golden/content/talking/talks/table.png", picture)
    preview.change("mediation", "In 1999 somebody", "![A map](map.png)\n\nIn 1999 somebody")
    image = lesson.get_by_role("img", name="A map")
    expect(image).to_be_visible()
    before = image.get_attribute("src")

    with picture.open("ab") as file:
        file.write(b"\0")

    expect(image).not_to_have_attribute("src", str(before))


def test_every_kind_of_page_follows(page: Page, preview: Running) -> None:
    """The guide, the glossary and the first page show a new title."""
    pages = []
    for name in ("guide-talks", "glossary", "index"):
        one = page.context.new_page()
        one.goto(f"{preview.address}/{name}.html")
        wait_for_widgets(one)
        pages.append(one)

    preview.change("mediation", "title: Mediation", "title: Mending")

    for one in pages:
        expect(one.locator("main").get_by_text("Mending").first).to_be_attached()


def test_the_record_of_the_course_goes_on(lesson: Page, preview: Running) -> None:
    """What an author tries in the preview is saved like any student's work."""
    lesson.get_by_label(GUESS).fill("Help")
    press(lesson, "Show the definition", "Got it: definition")
    expect(lesson.locator(".sw-status-line")).to_contain_text("Saved in this browser")

    other = lesson.context.new_page()
    other.goto(f"{preview.address}/mediation.html")

    pressed(other, "Got it: definition")


def test_the_end_is_told(lesson: Page, preview: Running, observed: Observed) -> None:
    """When the preview ends, an open page says so and stays as it is."""
    question(lesson).fill("half a thought")

    preview.process.send_signal(signal.SIGINT)
    preview.process.wait()

    expect(lesson.get_by_text("The preview has ended, or can't be reached.")).to_be_visible()
    expect(question(lesson)).to_have_value("half a thought")
    # The browser notes that nobody answers, which is so.
    observed.console.clear()


def test_the_content_folder_goes_and_comes(lesson: Page, preview: Running) -> None:
    """While the course's files are away the page stays and says so."""
    away = preview.content.with_name("away")
    shutil.copytree(preview.content, away)
    for path in [*preview.content.rglob("*.md")]:
        path.unlink()
    expect(problems(lesson)).to_contain_text("the content can't be read")

    for path in away.rglob("*.md"):
        shutil.copy(path, preview.content / path.relative_to(away))

    expect(lesson.get_by_role("complementary", name="Preview")).to_have_count(0)


def test_another_folder_takes_the_place_of_the_content(lesson: Page, preview: Running) -> None:
    """After the folder was removed and is there again, as with git, pages go on following."""
    again = preview.content.with_name("again")
    shutil.copytree(preview.content, again)
    shutil.rmtree(preview.content)
    expect(problems(lesson)).to_contain_text("the content can't be read")

    again.rename(preview.content)
    expect(lesson.get_by_role("complementary", name="Preview")).to_have_count(0)
    preview.change("mediation", "In 1999 somebody did so.", "In 2001 somebody else did.")

    expect(lesson.get_by_text("In 2001 somebody else did.")).to_be_visible()


def test_a_page_that_is_opened_with_an_error(
    page: Page, preview: Running, observed: Observed
) -> None:
    """A page that is opened while its file has an error shows the page of before with the error."""
    preview.change("mediation", "{#fact-2}", "{fact-2}")
    page.goto(f"{preview.address}/mediation.html")

    expect(problems(page)).to_contain_text("talks/mediation.md:")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mediation")
    assert observed.problems() == []
