"""What may happen to a page, its tabs, its clock and its browser's storage."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from tests.faults.record_pages import DRAFT, ENTRIES, TYPE, VALUES, open_record, reload
from tests.faults.tries import fault
from tests.frontend.record_page import SAVED, TEXTS
from tests.record.samples import of_a_newer_version

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

    from tests.faults.tries import Tries

NOW = datetime(2026, 5, 3, 12, 1, tzinfo=timezone.utc)
WORDS = "Private citizens meet where officials can't, and find out what both sides could accept. "
WRITE = """async ({ item, value }) => {
    record.write({ item, kind: "answer", value });
    await sw.reached(record, "saved");
}"""
WRITE_SOON = "({ item, value }) => { record.write({ item, kind: 'answer', value }); }"


@fault("A page is reloaded in the middle of a word", few=10, full=500)
def test_reload(tries: Tries, context: BrowserContext, record_address: str) -> None:
    """Every letter is there after a reload, of which none needs to have been shown as saved."""
    page, text = open_record(context, record_address), ""
    for _ in tries:
        page.evaluate(DRAFT)
        for _ in range(tries.chance.randint(1, 8)):
            text = text[-500:] + tries.chance.choice(WORDS)
            page.evaluate(TYPE, text)
        reload(page)
        tries.expect([text], page.evaluate(TEXTS))

    assert tries.lost == []


@fault("Two tabs write at once, and either may be reloaded meanwhile", few=5, full=200)
def test_two_tabs(tries: Tries, context: BrowserContext, record_address: str) -> None:
    """Every answer is there, and both hold where both tabs answered one question at once."""
    tabs = [open_record(context, record_address) for _ in range(2)]
    written: list[str] = []
    for number in tries:
        for step in range(6):
            value = f"{number}-{step}"
            what = {"item": f"t/{step % 2}", "value": value}
            tries.chance.choice(tabs).evaluate(WRITE_SOON, what)
            written.append(value)
            if tries.chance.random() < 0.2:
                reload(tries.chance.choice(tabs))
        # At once: neither tab can have heard of the other's answer when it writes its own.
        both = [f"{number}-left", f"{number}-right"]
        item = f"t/both-{number}"
        for tab, value in zip(tabs, both, strict=True):
            tab.evaluate(
                """({ item, value }) => {
                    const options = { kind: "answer", value, item, replaces: [] };
                    record.write(options);
                }""",
                {"item": item, "value": value},
            )
        written += both
        for tab in tabs:
            tab.evaluate(SAVED)
        for tab in tabs:
            reload(tab)
            tries.expect(written, tab.evaluate(VALUES))
            tries.expect(both, tab.evaluate("(item) => sw.texts(record, item)", item))

    assert tries.lost == []


@fault("The computer's clock is set back a day", few=5, full=200)
def test_clock(tries: Tries, context: BrowserContext, record_address: str) -> None:
    """What was written last holds, whatever the clock said when it was written."""
    page, now = context.new_page(), NOW
    page.clock.set_fixed_time(now)
    page.goto(record_address)
    page.wait_for_function("globalThis.sw !== undefined")
    for number in tries:
        reload(page)
        values = [f"{number}-before", f"{number}-after"]
        page.evaluate(WRITE, {"item": "t/q", "value": values[0]})
        now -= timedelta(days=1)
        page.clock.set_fixed_time(now)
        if tries.chance.random() < 0.5:
            reload(page)
        page.evaluate(WRITE, {"item": "t/q", "value": values[1]})
        reload(page)
        tries.expect(values, page.evaluate(VALUES))

        assert page.evaluate(TEXTS) == [values[1]]

    assert tries.lost == []


def clear(page: Page, types: str) -> None:
    """Clear the browser's storage under a page, and wait until the page has noticed."""
    origin = page.evaluate("() => location.origin")
    session = page.context.new_cdp_session(page)
    session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": types})
    session.detach()
    page.evaluate("() => sw.reached(record, 'failed')")


@fault("The browser's storage is cleared under an open page", few=6, full=200)
def test_cleared(tries: Tries, context: BrowserContext, record_address: str) -> None:
    """The page has all that was saved, and stores it again when it writes or is reloaded."""
    page, written = open_record(context, record_address), []
    for number in tries:
        for step in range(2):
            written.append(f"{number}-{step}")
            page.evaluate(WRITE, {"item": "t/q", "value": written[-1]})
        clear(page, tries.chance.choice(["indexeddb", "indexeddb,local_storage", "all"]))
        if tries.chance.random() < 0.5:
            written.append(f"{number}-after")
            page.evaluate(WRITE, {"item": "t/q", "value": written[-1]})
        reload(page)
        tries.expect(written, page.evaluate(VALUES))
        page.evaluate(SAVED)
        page.close(run_before_unload=True)
        page = open_record(context, record_address)
        tries.expect(written, page.evaluate(VALUES))

    assert tries.lost == []


@fault("Entries of kinds and with fields of a newer version, in the browser", few=5, full=200)
def test_newer_version(tries: Tries, context: BrowserContext, record_address: str) -> None:
    """What a newer version stored is kept as it is, and changes nothing else."""
    newer = of_a_newer_version()
    page = open_record(context, record_address)
    page.evaluate("(entry) => record.add([sw.readEntry(entry)])", newer.to_json())
    for number in tries:
        page.evaluate(WRITE, {"item": newer.item, "value": f"{number}"})
        reload(page)
        tries.expect([newer.id], page.evaluate(ENTRIES))

        assert page.evaluate("(id) => record.entry(id)", newer.id) == newer.to_json()
        assert page.evaluate("(item) => sw.texts(record, item)", newer.item) == [f"{number}"]

    assert tries.lost == []
