"""Hostile content, all the way from the content file to the notebook on the screen."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from studywidgets.execution.trust import trust_notebooks
from studywidgets.notebooks.build import build
from tests.end_to_end.notebook_page import APPLICATIONS, OpenNotebook
from tests.end_to_end.server import private_jupyter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.end_to_end.conftest import Course
    from tests.end_to_end.server import JupyterServer, Program
    from tests.end_to_end.watch import Watch

HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(2)> <b onclick=alert(3)>bold</b> "
    '<a data-commandlinker-command="notebook:delete-cell" id="jp-main" name="body">x</a> '
    "javascript:alert(4) &lt;svg onload=alert(5)&gt; {{7*7}} ${7*7} `alert(6)` "
    "\\\"\\\"\\\" ''' )} ]] $5 million to $10 million `__proto__` <!-- -->"
)
TERM = f"""---
title: "Title <script>alert(7)</script> $1 and $2 <img src=x onerror=alert(8)>"
sources:
  - "Author, <script>alert(9)</script> $3 to $4 (Press, 2001)"
  - "Another, A Book (Press, 2002)"
---

Definition. {HOSTILE}

!rm -rf and %%bash and ?help stand in the text.

## Example

%%javascript

{HOSTILE}

## Must-know facts

1. A fact with **key <b>words</b>** and {HOSTILE} {{#one-fact}}

## Review questions

### A question {HOSTILE} {{#one-question}}

An answer. {HOSTILE}

#### Key points

- A point <script>alert(10)</script> $5 to $6 | key words | $7 {{#one-point}}
"""


@pytest.fixture
def hostile_lesson(
    course: Course,
    servers: Callable[[Program], JupyterServer],
    page: Page,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> OpenNotebook:
    """The lesson of a hostile term, open in JupyterLab; trusted unless the parameter says no."""
    content = tmp_path / "content" / "bad"
    (content / "unit").mkdir(parents=True)
    (content / "course.md").write_text(f'---\ntitle: "{"<i>C</i>"}"\nnamespace: bad\n---\n\nC.\n')
    (content / "unit" / "unit.md").write_text(f"---\ntitle: U\n---\n\n{HOSTILE}\n")
    (content / "unit" / "a-term.md").write_text(TERM)
    report = build(tmp_path / "content", tmp_path / "lessons")
    assert [str(found) for found in report.diagnostics if found.severity == "error"] == []
    server = servers("jupyterlab")
    copies = server.root / tmp_path.name
    if request.param == "untrusted":
        shutil.copytree(tmp_path / "lessons", copies)
    else:
        # In a process of its own: this one's event loop belongs to Playwright by now.
        command = [sys.executable, "-m", "studywidgets", "execute", "lessons"]
        subprocess.run([*command, "--write", str(copies)], check=True, cwd=tmp_path)
        with pytest.MonkeyPatch.context() as patch:
            for name, value in private_jupyter(course.home).items():
                patch.setenv(name, value)
            trust_notebooks(copies.glob("*.ipynb"))
    lesson = OpenNotebook(page, server, APPLICATIONS["doc"], tmp_path.name, "a-term.ipynb")
    lesson.open()
    return lesson


@pytest.mark.parametrize("hostile_lesson", ["trusted"], indirect=True)
def test_hostile_content_is_shown_as_text(hostile_lesson: OpenNotebook, observed: Watch) -> None:
    """Hostile content is text on the screen: no dialog, no request, no error, no formula."""
    panel = hostile_lesson.panel
    expect(hostile_lesson.hosts).to_have_count(5)
    panel.get_by_role("button", name="Show the definition").click()
    panel.get_by_role("button", name="Missing words 1 of 1, show").click()
    panel.get_by_role("textbox").last.fill("<script>alert(11)</script> key words $5 to $6")

    panel.get_by_role("button", name="Compare with a model answer").click()
    panel.get_by_role("button", name="Check my ticks").click()

    expect(panel.get_by_text("Your words seem to mention this")).to_be_visible()
    expect(panel.get_by_role("heading", level=1)).to_contain_text(
        "<script>alert(7)</script> $1 and $2"
    )
    expect(panel.locator(".sw-definition-text")).to_contain_text("<img src=x onerror=alert(2)>")
    expect(
        panel.locator(".jp-MarkdownOutput").get_by_text("$5 million to $10 million")
    ).to_be_visible()
    expect(panel.locator("mjx-container, .MathJax")).to_have_count(0)
    expect(panel.locator("[data-commandlinker-command='notebook:delete-cell']")).to_have_count(0)
    assert observed.problems() == []


@pytest.mark.parametrize("hostile_lesson", ["untrusted"], indirect=True)
def test_hostile_content_in_plain_html(hostile_lesson: OpenNotebook, observed: Watch) -> None:
    """The plain-HTML form shows hostile content as text too."""
    panel = hostile_lesson.panel

    panel.get_by_text("Show the definition").click()

    expect(panel.get_by_text("<img src=x onerror=alert(2)>").first).to_be_visible()
    expect(panel.get_by_text("$5 million to $10 million").first).to_be_visible()
    expect(panel.locator("mjx-container, .MathJax")).to_have_count(0)
    assert observed.problems() == []
