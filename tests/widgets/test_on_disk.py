"""The record's copy on the disk of the notebook's kernel, with a real Python behind the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from studywidgets.record.folder import RecordFolder
from tests.widgets import samples
from tests.widgets.student import (
    ANSWER,
    answer,
    button,
    compare,
    expect_status,
    press,
    study,
    wait_until_saved,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Locator, Page

    from tests.widgets.conftest import Stage

    Lend = Callable[[BrowserContext], Path]

STORED = """value => harness.asked.some(({ reply, answer }) =>
    answer?.["application/json"].stored && reply.includes(value))"""
"""Whether the kernel has confirmed that an entry with this text is on disk."""

FORGET = "Forget my work on this device"


def texts(root: Path) -> set[str]:
    """The texts that a new reader finds on disk."""
    return {str(entry.value) for entry in RecordFolder(root, "a-course").entries()}


def tried(page: Page, count: int) -> Locator:
    """The header's progress, when so many of the four items are tried."""
    return page.locator(".sw-header").get_by_text(f"{count} of 4 tried")


def open_my_work(page: Page) -> None:
    """Open the disclosure unless it is open."""
    if button(page, "My work").get_attribute("aria-expanded") == "false":
        press(page, "My work")


@pytest.fixture
def root(stage: Stage, lend_python: Lend) -> Path:
    """The folder of the records of a stage whose pages have a kernel."""
    return lend_python(stage.page.context)


def test_what_is_typed_reaches_the_disk(stage: Stage, root: Path) -> None:
    """An answer is on disk once the kernel has said so, and the page says where."""
    page = stage.show(samples.lesson())

    answer(page)
    page.wait_for_function(STORED, arg=ANSWER)

    assert ANSWER in texts(root)
    open_my_work(page)
    expect(page.get_by_text("Your work stays on this computer")).to_have_text(
        "Your work stays on this computer: in this browser, and soon after in the folder "
        f"{root}/a-course."
    )


def test_a_cleared_browser_gets_its_work_back(
    stage: Stage, root: Path, elsewhere: BrowserContext, lend_python: Lend
) -> None:
    """A browser that has nothing shows what is on disk, without a reload."""
    page = stage.show(samples.lesson())
    study(page)
    page.wait_for_function(STORED, arg="ticked")
    lend_python(elsewhere)

    other = stage.tab(elsewhere)

    expect(other.locator(".sw-own-answer")).to_have_text(ANSWER)
    expect(tried(other, 4)).to_be_visible()
    wait_until_saved(other)
    assert ANSWER in texts(root)


def test_what_is_on_its_way_is_not_on_disk_yet(stage: Stage, lend_python: Lend) -> None:
    """Work that the kernel has just asked for is called the browser's only, until it is stored."""
    page = stage.show(samples.lesson())
    study(page)
    root = lend_python(page.context)
    page.clock.install()
    stage.reload()

    page.clock.run_for(1000)
    page.wait_for_function("harness.asked.length === 1 && harness.asked[0].answer")
    open_my_work(page)
    first = page.get_by_text("Your work stays on this computer").inner_text()
    page.clock.run_for(5000)

    assert first == "Your work stays on this computer, in this browser only."
    expect(page.get_by_text(f"soon after in the folder {root}/a-course.")).to_be_visible()
    assert ANSWER in texts(root)


def test_a_closed_notebook_asks_no_more(stage: Stage, root: Path) -> None:
    """A reply that comes after the notebook was closed starts nothing."""
    page = stage.page
    page.clock.install()
    stage.show(samples.lesson())
    page.evaluate("harness.hold()")
    answer(page)
    page.clock.run_for(5000)
    page.wait_for_function("harness.asked.length === 2")

    page.evaluate("harness.close()")
    page.evaluate("harness.release()")
    page.wait_for_function("harness.asked[1].answer")
    page.clock.run_for("05:00")
    page.mouse.wheel(0, 50)
    page.clock.run_for(5000)

    assert page.evaluate("harness.asked.length") == 2
    assert ANSWER in texts(root)


def test_the_disk_gets_what_the_browser_has(stage: Stage, lend_python: Lend) -> None:
    """Work done without a kernel is on disk as soon as there is one."""
    page = stage.show(samples.lesson())
    study(page)
    count = page.evaluate("globalThis[Symbol.for('studywidgets/record/1')].get('a-course').size")

    root = lend_python(page.context)
    stage.reload()
    page.wait_for_function(STORED, arg=ANSWER)

    assert len(RecordFolder(root, "a-course").entries()) == count


def test_a_removed_file_is_written_again(stage: Stage, root: Path) -> None:
    """What somebody removes from the disk comes back from the kernel's memory."""
    page = stage.show(samples.lesson())
    compare(page)
    page.wait_for_function(STORED, arg=ANSWER)
    for file in (root / "a-course").iterdir():
        file.unlink()

    press(page, "Check my ticks", "Keep writing")
    answer(page, "A later answer")
    page.wait_for_function(STORED, arg="A later answer")

    assert {ANSWER, "A later answer"} <= texts(root)


def test_a_disk_that_fails_is_told(stage: Stage, root: Path) -> None:
    """When the disk takes nothing the student is told, and goes on in the browser."""
    root.write_text("a file where the folder should be", encoding="utf-8")
    page = stage.show(samples.lesson())

    compare(page)

    expect(page.get_by_role("alert")).to_have_text(
        re.compile(
            r"^No copy on disk: .+\. Your work is saved in this browser; keep working here\.$"
        )
    )
    wait_until_saved(page)
    stage.reload()
    expect(page.locator(".sw-own-answer")).to_have_text(ANSWER)


def test_without_a_kernel_only_the_browser_has_it(stage: Stage) -> None:
    """Where no kernel answers, "My work" says that the browser alone has the work."""
    page = stage.show(samples.lesson())

    press(page, "My work")

    expect(
        page.get_by_text("Your work stays on this computer, in this browser only.")
    ).to_be_visible()


def test_a_course_chooses_the_folder(stage: Stage, root: Path) -> None:
    """The folder that the course's own file names is the one that is used."""
    chosen = root.parent / "chosen"
    stage.about = {"record": str(chosen)}
    page = stage.show(samples.lesson())

    answer(page)
    page.wait_for_function(STORED, arg=ANSWER)

    assert ANSWER in texts(chosen)
    assert not root.exists()


def test_forgetting(stage: Stage, root: Path) -> None:
    """Forgetting asks, offers the download, and empties the browser, other tabs and the disk."""
    page = stage.show(samples.lesson())
    study(page)
    page.wait_for_function(STORED, arg=ANSWER)
    other = stage.tab()
    expect(other.locator(".sw-own-answer")).to_have_text(ANSWER)

    open_my_work(page)
    press(page, FORGET)
    expect(button(page, "Download my work first")).to_be_visible()
    press(page, "Forget my work")

    expect(page.get_by_text("Your work was removed")).to_be_focused()
    expect(page.get_by_text("Your work was removed")).to_have_text(
        "Your work was removed from this browser. "
        f"It was removed from the folder {root}/a-course, too."
    )
    for tab in (page, other):
        expect(tried(tab, 0)).to_be_visible()
        expect_status(tab, "No work found in this browser. Studied before? Load my work")
    assert texts(root) == set()
    assert [path.name for path in (root / "a-course").iterdir()] == ["forgotten"]
    stage.reload()
    expect(tried(page, 0)).to_be_visible()


def test_forgetting_can_be_left(stage: Stage, root: Path) -> None:
    """Nothing is removed before the second button, and a third one leaves."""
    page = stage.show(samples.lesson())
    study(page)
    page.wait_for_function(STORED, arg=ANSWER)

    open_my_work(page)
    press(page, FORGET, "Keep my work")

    expect(button(page, "Forget my work")).to_have_count(0)
    expect(button(page, "My work")).to_be_focused()
    expect(tried(page, 4)).to_be_visible()
    assert ANSWER in texts(root)


def test_forgetting_without_the_kernel(stage: Stage, root: Path) -> None:
    """When the kernel can't be reached, the student is told which files may still have the work."""
    page = stage.show(samples.lesson())
    study(page)
    page.wait_for_function(STORED, arg=ANSWER)
    page.evaluate("harness.setKernel({ connectionStatus: 'disconnected' })")

    open_my_work(page)
    press(page, FORGET, "Forget my work")

    expect(page.get_by_text("Your work was removed from this browser")).to_have_text(
        "Your work was removed from this browser. A notebook's kernel could not be reached: "
        f"files in {root}/a-course may still hold your work, and would bring it back. "
        "Remove them, or choose this again when the kernel runs."
    )
    expect(tried(page, 0)).to_be_visible()


BLOCKED = """addEventListener("block", () => {
    IDBFactory.prototype.open = () => { throw new DOMException("", "SecurityError"); };
    IDBDatabase.prototype.transaction = () => { throw new DOMException("", "InvalidStateError"); };
});"""
"""Takes the browser's storage away when a test says so."""

STALLED = """addEventListener("block", () => {
    Object.defineProperty(IDBTransaction.prototype, "oncomplete", { set() {} });
});"""
"""Lets storage take everything, and never say so."""


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (BLOCKED, "This browser does not let the page save."),
        (STALLED, "The storage of this browser does not answer."),
    ],
    ids=["blocked", "stalled"],
)
def test_forgetting_without_the_browsers_storage(
    stage: Stage, root: Path, harm: str, reason: str
) -> None:
    """When the browser's storage fails, the disk is emptied all the same, and both are told."""
    stage.page.add_init_script(harm)
    page = stage.show(samples.lesson())
    study(page)
    page.wait_for_function(STORED, arg=ANSWER)
    page.evaluate("dispatchEvent(new Event('block'))")

    open_my_work(page)
    press(page, FORGET, "Forget my work")

    expect(page.get_by_text("Your work could not be removed")).to_have_text(
        f"Your work could not be removed from this browser. {reason} "
        f"It was removed from the folder {root}/a-course, too.",
        timeout=15_000,
    )
    assert texts(root) == set()


def test_forgotten_work_can_be_loaded(stage: Stage, root: Path) -> None:
    """What was downloaded before the forgetting is loaded like any file, also onto the disk."""
    page = stage.show(samples.lesson())
    study(page)
    open_my_work(page)
    press(page, FORGET)
    with page.expect_download() as started:
        press(page, "Download my work first")
    started.value.save_as(stage.folder / "work.json")
    press(page, "Forget my work", "Close")

    with page.expect_file_chooser() as chooser:
        page.locator(".sw-work").get_by_role("button", name="Load my work", exact=True).click()
    chooser.value.set_files(stage.folder / "work.json")
    # What the kernel has stored before the forgetting counts no more.
    page.evaluate("harness.asked.length = 0")
    press(page, "Add")

    expect(tried(page, 4)).to_be_visible()
    page.wait_for_function(STORED, arg=ANSWER)
    assert ANSWER in texts(root)


def test_what_was_missed_is_sent_on_reconnection(stage: Stage, root: Path) -> None:
    """Work done while the connection is lost reaches the disk when it is back."""
    page = stage.show(samples.lesson())
    page.wait_for_function("harness.asked.length > 0")
    page.evaluate("harness.setKernel({ connectionStatus: 'disconnected' })")
    compare(page)
    wait_until_saved(page)

    page.evaluate("harness.setKernel({ connectionStatus: 'connected' })")
    page.wait_for_function(STORED, arg=ANSWER)

    assert ANSWER in texts(root)


def test_typing_sends_at_most_one_message_a_second(stage: Stage, root: Path) -> None:
    """In half a minute of typing the kernel gets at most thirty messages, with those of traits."""
    page = stage.page
    page.clock.install()
    stage.show(samples.lesson())
    page.wait_for_function("harness.asked.length > 0 && harness.asked.every((one) => one.answer)")
    box = page.get_by_role("textbox", name="Who takes part")
    box.focus()
    messages = """() => harness.asked.length
        + harness.mounted.reduce((sum, { model }) => sum + model.changes, 0)"""
    before = page.evaluate(messages)

    for second in range(30):
        page.keyboard.type(f"word{second} ")
        page.clock.run_for(1000)

    sent = page.evaluate(messages) - before
    page.clock.run_for(5000)
    page.wait_for_function(STORED, arg="word29")
    assert 0 < sent <= 30
    assert any("word29" in text for text in texts(root))


def test_an_active_student_keeps_the_kernel(stage: Stage, root: Path) -> None:
    """Scrolling sends the kernel a small message now and then, although it leaves no entry."""
    page = stage.page
    page.clock.install()
    stage.show(samples.lesson())
    page.wait_for_function("harness.asked.length === 1 && harness.asked[0].answer")

    page.clock.run_for("09:00")
    idle = page.evaluate("harness.asked.length")
    page.mouse.move(200, 200)
    page.mouse.wheel(0, 50)
    page.clock.run_for(5000)

    assert idle == 1
    page.wait_for_function("harness.asked.length === 2")
    assert root.parent.exists()
