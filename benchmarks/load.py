"""What a student waits for when a lesson is opened in JupyterLab: python -m benchmarks.load.

From the navigation to a lesson, executed and trusted, until its first widget does what it is for: a
click on "Show the definition" shows it. The kernel is a fresh one, as jupyter_client starts it, or
forked. The browser has JupyterLab in its cache, as after the course's home page; all kinds of
kernels and of copies take turns.

The script time of each kind of widget is what the page's main thread spends in its module and in
all that this calls, by Chromium's own profiler, in runs of their own since profiling slows a page
down. What the profiler can't attribute, such as compiling, is in no row.
"""

# ruff: noqa: T201 - a script, which prints
from __future__ import annotations

import argparse
import json
import re
import shutil
import tempfile
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from benchmarks.course import executed_course
from benchmarks.jupyter import running_jupyterlab
from studywidgets.bundles import STATIC
from studywidgets.execution.checks import WIDGET_STATE
from tests.browser import CHROMIUM_FLAGS
from tools.chromium import find_chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from benchmarks.jupyter import JupyterLab

HOME = "index.ipynb"
LESSON = "track-ii-diplomacy.ipynb"
NOTEBOOKS = (LESSON, "guide-international-relations.ipynb", "glossary.ipynb", HOME)

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
    browser: Browser, copies: dict[str, Path], *, forked: bool
) -> Iterator[tuple[BrowserContext, JupyterLab]]:
    """A browser profile that has seen its own JupyterLab, which has a folder for each version."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for version, notebooks in copies.items():
            shutil.copytree(notebooks, folder / "study" / version)
        with running_jupyterlab(folder / "study", folder, forked=forked) as server:
            context = browser.new_context()
            context.add_init_script(WATCH)
            for version in copies:
                page = context.new_page()
                opened(page, server, f"{version}/{HOME}", "rendered")
                page.close()
                server.end_kernel()
            yield context, server
            context.close()


def waited(context: BrowserContext, server: JupyterLab, version: str) -> dict[str, float]:
    """Milliseconds until a lesson with a fresh kernel is ready."""
    page = context.new_page()
    seen = opened(page, server, f"{version}/{LESSON}", "interactive")
    page.close()
    server.end_kernel()
    return {
        "kernel idle": seen["idle"],
        "first widget interactive": seen["interactive"],
        "from the one to the other": seen["interactive"] - seen["idle"],
    }


def script_times(
    context: BrowserContext, server: JupyterLab, version: str, names: dict[str, str]
) -> dict[str, float]:
    """Milliseconds of script by kind of widget while a lesson is opened."""
    page = context.new_page()
    page.add_init_script(SOURCES)
    # The profiler follows a page only as long as it stays with one host.
    page.goto(server.address("api"))
    session = context.new_cdp_session(page)
    session.send("Profiler.enable")
    session.send("Profiler.setSamplingInterval", {"interval": 100})
    session.send("Profiler.start")
    opened(page, server, f"{version}/{LESSON}", "rendered")
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
            shared = state["libraries"].get("widget")
            kind = state["_anywidget_id"].rpartition(".")[2]
            named[state["_esm"]] = "the module of every widget" if shared else kind
            if shared:
                named[models[shared]["state"]["source"]] = kind
        elif "source" in state:
            named.setdefault(state["source"], name.removeprefix("studywidgets-"))
    return named


def by_module(profile: dict[str, Any], names: dict[str, str]) -> dict[str, float]:
    """Milliseconds of a profile by module: that of a widget, if one is on the stack."""
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
            widgets = [name for name in ours if name[0].isupper()]
            times[(widgets or ours)[-1]] += spent / 1000
    return times


def sizes(copies: Path) -> dict[str, float]:
    """Bytes of every module and style sheet, and of some executed notebooks."""
    bundles = (path for path in STATIC.rglob("*.*s") if path.parent.name != "site")
    found = {path.relative_to(STATIC).as_posix(): path.stat().st_size for path in sorted(bundles)}
    notebooks = {name: (copies / name).stat().st_size for name in NOTEBOOKS}
    return {**found, **notebooks}


def spread(values: list[float]) -> str:
    """A median with the least and the most."""
    return f"{median(values):,.1f} ({min(values):,.1f} to {max(values):,.1f})"


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure what students wait for.")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--copies", type=Path, help="copies of this version, already executed")
    parser.add_argument("--against", type=Path, help="copies that another version has executed")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        # First, since it needs an event loop of its own, as Playwright does.
        own = options.copies or executed_course(Path(folder))
        copies = {**({"before": options.against} if options.against else {}), "now": own}
        times: dict[str, list[float]] = defaultdict(list)
        names = {version: modules(notebooks / LESSON) for version, notebooks in copies.items()}
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=find_chromium(), args=list(CHROMIUM_FLAGS)
            )
            with (
                student(browser, copies, forked=False) as usual,
                student(browser, copies, forked=True) as forking,
            ):
                for _ in range(options.runs):
                    for version in copies:
                        for kernel, place in (("usual", usual), ("forked", forking)):
                            for what, value in waited(*place, version).items():
                                times[f"{what}, {kernel} kernel, {version}, ms"].append(value)
                        found = script_times(*forking, version, names[version])
                        for what, value in found.items():
                            times[f"script of {what}, {version}, ms"].append(value)
            browser.close()
        for what, values in times.items():
            print(f"{what}: {spread(values)}")
        for version, notebooks in copies.items():
            for what, size in sizes(notebooks).items():
                print(f"{what}, {version}: {size:,} bytes")


if __name__ == "__main__":
    main()
