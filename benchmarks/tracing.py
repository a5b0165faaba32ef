"""Main-thread time of what a page does, from Chromium's own trace."""

from __future__ import annotations

from contextlib import contextmanager
from operator import itemgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

WORK = {"EventDispatch", "UpdateLayoutTree", "Layout", "PrePaint", "Paint", "Layerize"}


@contextmanager
def traced(page: Page) -> Iterator[list[dict[str, Any]]]:
    """Record a trace of what happens in the context; its events are there after it."""
    session = page.context.new_cdp_session(page)
    events: list[dict[str, Any]] = []
    session.on("Tracing.dataCollected", lambda data: events.extend(data["value"]))
    ended: list[object] = []
    session.on("Tracing.tracingComplete", lambda data: ended.extend([data]))
    session.send(
        "Tracing.start", {"categories": "devtools.timeline", "transferMode": "ReportEvents"}
    )
    yield events
    session.send("Tracing.end")
    while not ended:
        page.evaluate("new Promise(requestAnimationFrame)")


def until_painted(events: list[dict[str, Any]], kind: str) -> Iterator[float]:
    """Milliseconds of main-thread work for every event of a kind, such as "click".

    It begins with the event's dispatch and ends when the frame that shows its effect is painted:
    handler, style, layout and paint. What the display's frames add is not counted: no page can
    change that.
    """
    work = sorted((e for e in events if e["name"] in WORK and e["ph"] == "X"), key=itemgetter("ts"))
    for event in (e for e in work if e["name"] == "EventDispatch" and _kind(e) == kind):
        own = [e for e in work if e["tid"] == event["tid"] and e["pid"] == event["pid"]]
        handled = event["ts"] + event["dur"]
        painted = next((e for e in own if e["name"] == "Layerize" and e["ts"] >= handled), None)
        if painted is None:
            continue
        spans = [
            (e["ts"], e["ts"] + e["dur"]) for e in own if event["ts"] <= e["ts"] <= painted["ts"]
        ]
        yield _covered(spans) / 1000


def _kind(dispatch: dict[str, Any]) -> str:
    """The type of a dispatched event."""
    return str(dispatch["args"]["data"]["type"])


def _covered(spans: list[tuple[int, int]]) -> int:
    """How much time a sorted list of spans covers, overlaps counted once."""
    total = end = 0
    for first, last in spans:
        total += max(0, last - max(first, end))
        end = max(end, last)
    return total
