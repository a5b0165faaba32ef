"""The browser is killed at any moment and started again on the same profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.faults.record_pages import VALUES, WRITE_ON, newest_draft, open_record, promised
from tests.faults.tries import fault
from tests.own_browser import OwnBrowser, own_browser

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.faults.tries import Tries


def write_and_die(own: OwnBrowser, address: str, name: str, saves: int) -> tuple[list[str], int]:
    """Write until so many savings were told, and die the moment the last of them is.

    Returns:
        The values that were there at the start, and how many had been saved at the end.
    """
    told: list[int] = []

    def hear(number: int) -> None:
        told.append(number)
        if len(told) == saves:
            own.kill()

    page = open_record(own.context, address)
    before: list[str] = page.evaluate(VALUES)
    page.expose_function("told", hear)
    with page.expect_event("close"):
        page.evaluate(WRITE_ON, name)
    return before, told[-1]


@fault(
    "kill -9 of the browser, at the moment of a random saving while more is written",
    few=4,
    full=100,
)
def test_killed(
    tries: Tries, chromium: Browser, chromium_path: str, record_address: str, tmp_path: Path
) -> None:
    """What was told as saved is there when the browser is started again."""
    saved: dict[str, int] = {}

    def check(values: list[str]) -> None:
        for name, count in saved.items():
            tries.expect(promised(name, count), values)
        # Of the drafts only the last of all is worth its space.
        if saved:
            name, count = [*saved.items()][-1]
            if newest_draft(values, name) < count - 1:
                tries.lost.append(f"try {tries.made}: the draft of {name}-{count}")

    for number in tries:
        saves = tries.chance.randint(1, 20)
        with own_browser(chromium.browser_type, chromium_path, tmp_path) as own:
            values, count = write_and_die(own, record_address, f"try{number}", saves)
        check(values)
        saved[f"try{number}"] = count
    with own_browser(chromium.browser_type, chromium_path, tmp_path) as own:
        check(open_record(own.context, record_address).evaluate(VALUES))

    assert tries.lost == []
