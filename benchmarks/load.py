"""What a student waits for when a lesson is opened in JupyterLab.

From the navigation to a lesson, executed and trusted, until its first widget does what it is for: a
click on "Show the definition" shows it. The kernel is a fresh one, as jupyter_client starts it, or
forked, in turns. The browser has JupyterLab in its cache, as after the course's home page.

The script time of each library, which holds one or more kinds of widgets, is what the page's main
thread spends in it and in all that it calls, by Chromium's own profiler, in runs of their own since
profiling slows a page down. What the profiler can't attribute, such as compiling, is in no row.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from benchmarks.course import executed_course
from benchmarks.jupyter import running_jupyterlab
from benchmarks.rows import Figure, Row
from studywidgets.execution.checks import WIDGET_STATE
from tests.browser import CHROMIUM_FLAGS
from tools.chromium import find_chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from benchmarks.jupyter import JupyterLab
    from benchmarks.runs import Effort

HOME = "index.ipynb"
LESSON = "track-ii-diplomacy.ipynb"
MODULE = "the module of every widget"
LATE = 300
"""Microseconds between two samples, when the browser has the processor: at most."""

WATCH = """(() => {
    const seen = globalThis.studywidgetsSeen = {};
    let asked = false;
    const look = () => {
        const status = document.querySelector("[data-status]")?.dataset.status;
        asked ||= status !== undefined && status !== "idle";
        // Before there is a kernel, JupyterLab calls it idle.
        if (asked && status === "idle") seen.idle ??= performance.now();
        if (document.querySelector(".sw-host .sw")) seen.rendered ??= performance.now();
        const show = document.querySelector(".sw-definition .sw-primary");
        if (!show || seen.interactive) return;
        show.click();
        if (document.querySelector(".sw-definition-text")?.checkVisibility()) {
            seen.interactive = performance.now();
        }
    };
    new MutationObserver(look).observe(document, {
        attributes: true, childList: true, subtree: true,
    });
})();"""
"""In ms since the navigation: a widget is there; the kernel is idle; a click does something."""

SOURCES = """(() => {
    const create = URL.createObjectURL;
    const sources = globalThis.studywidgetsSources = {};
    URL.createObjectURL = (blob) => {
        const url = create.call(URL, blob);
        blob.text().then((text) => { sources[url] = text; });
        return url;
    };
})();"""
"""Modules are loaded from Blob URLs: which is which."""


def opened(page: Page, server: JupyterLab, notebook: str, until: str) -> dict[str, float]:
    """Open a notebook; what was seen when, in ms since the navigation."""
    page.goto(server.address(f"doc/tree/{notebook}"), timeout=120_000)
    page.wait_for_function(f"studywidgetsSeen.{until} && studywidgetsSeen.idle", timeout=120_000)
    return dict(page.evaluate("studywidgetsSeen"))


@contextmanager
def student(
    browser: Browser, copies: Path, *, forked: bool
) -> Iterator[tuple[BrowserContext, JupyterLab]]:
    """A browser profile that has seen its own JupyterLab."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        shutil.copytree(copies, folder / "study")
        with running_jupyterlab(folder / "study", folder, forked=forked) as server:
            context = browser.new_context()
            context.add_init_script(WATCH)
            page = context.new_page()
            opened(page, server, HOME, "rendered")
            page.close()
            server.end_kernel()
            yield context, server
            context.close()


def waited(context: BrowserContext, server: JupyterLab) -> dict[str, float]:
    """Milliseconds until a lesson with a fresh kernel is ready."""
    page = context.new_page()
    seen = opened(page, server, LESSON, "interactive")
    page.close()
    server.end_kernel()
    return {
        "opened to kernel idle": seen["idle"],
        "opened to first widget interactive": seen["interactive"],
        "kernel idle to first widget interactive": seen["interactive"] - seen["idle"],
    }


def script_times(
    context: BrowserContext, server: JupyterLab, names: dict[str, str]
) -> dict[str, float]:
    """Milliseconds of script by library while a lesson is opened."""
    page = context.new_page()
    page.add_init_script(SOURCES)
    # The profiler follows a page only as long as it stays with one host.
    page.goto(server.address("api"))
    session = context.new_cdp_session(page)
    session.send("Profiler.enable")
    session.send("Profiler.setSamplingInterval", {"interval": 100})
    session.send("Profiler.start")
    opened(page, server, LESSON, "rendered")
    profile = session.send("Profiler.stop")["profile"]
    sources = page.evaluate("studywidgetsSources")
    page.close()
    server.end_kernel()
    # A library is loaded with the core's address in place of its name.
    known = {url: re.sub('blob:[^"]+', "studywidgets:core", text) for url, text in sources.items()}
    return by_module(profile, {url: names[text] for url, text in known.items() if text in names})


def modules(notebook: Path) -> dict[str, str]:
    """The names of the modules that an executed notebook holds, by their sources."""
    content = json.loads(notebook.read_text(encoding="utf-8"))
    models = content["metadata"]["widgets"][WIDGET_STATE]["state"]
    named = {}
    for name, model in models.items():
        state = model["state"]
        if "_esm" in state:
            named[state["_esm"]] = MODULE
        elif "source" in state:
            named[state["source"]] = name.removeprefix("studywidgets-library_")
    return named


def by_module(profile: dict[str, Any], names: dict[str, str]) -> dict[str, float]:
    """Milliseconds of a profile by module: one that uses the core, if there is one on the stack."""
    nodes = {node["id"]: node for node in profile["nodes"]}
    callers = {child: node["id"] for node in nodes.values() for child in node.get("children", ())}
    times: dict[str, float] = defaultdict(float)
    for sample, spent in zip(profile["samples"], profile["timeDeltas"], strict=True):
        stack = []
        node = sample
        while node is not None:
            stack.append(names.get(nodes[node]["callFrame"]["url"], ""))
            node = callers.get(node)
        ours = [name for name in stack if name]
        if ours:
            users = [name for name in ours if name not in {"core", MODULE}]
            times[(users or ours)[-1]] += min(spent, LATE) / 1000
    return times


def rows(effort: Effort) -> list[Row]:
    """Open the lesson with both kernels in turns, and profile it."""
    waits: dict[str, dict[str, list[float]]] = {}
    scripts: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        # First, since it needs an event loop of its own, as Playwright does.
        copies = executed_course(Path(folder))
        names = modules(copies / LESSON)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=find_chromium(), args=list(CHROMIUM_FLAGS)
            )
            with (
                student(browser, copies, forked=False) as usual,
                student(browser, copies, forked=True) as forking,
            ):
                for _ in range(effort.of(max(effort.runs, 5), 1)):
                    for kernel, place in (("usual", usual), ("forked", forking)):
                        for what, wait in waited(*place).items():
                            waits.setdefault(what, defaultdict(list))[kernel].append(wait)
                    for name, spent in script_times(*forking, names).items():
                        scripts[name].append(spent)
            browser.close()
    return [
        *(
            Row(
                f"{what}, forked kernel",
                "ms",
                Figure.median(found["forked"]),
                Figure.median(found["usual"]),
                "usual kernel",
            )
            for what, found in waits.items()
        ),
        *(
            Row(f"script at load, {name}", "ms", Figure.median(found))
            for name, found in sorted(scripts.items())
        ),
    ]
