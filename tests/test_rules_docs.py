"""The page on the rules, and whether its examples are what it says they are."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from studywidgets.cli.formats import as_json
from studywidgets.model import Location
from studywidgets.reader import read_content
from studywidgets.reader.fixing import fix_content
from studywidgets.rules import RULES, broken
from studywidgets.rules.of_ids import Item, nothing_built
from tests.reader.contents import write
from tests.rule_examples import IN_WORDS, PLACES, listed, put
from tools.rules_docs import PAGE, page

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.rule_examples import Files

NOT_IN_EVERY_CASE = {"SW020"}
"""Fixable rules whose example is none of the cases that have one answer: here, no front matter."""

EXAMPLES = sorted(set(RULES) - {"SW005"})


def last_build(_namespace: str, term: str) -> Mapping[str, Item]:
    """Return what the good content's mediation was built from, as far as an example needs it."""
    fact = Item("fact", "A mediator has **no power** to decide.")
    return {"no-power": fact} if term == "mediation" else {}


def examples(code: str) -> tuple[Files, Files]:
    """Return files that show what a rule calls wrong, and those that show what it calls right."""
    rule = RULES[code]
    if rule.form == "words":
        return IN_WORDS[code]
    if rule.form == "text":
        bad, good = rule.bad.split("\n"), rule.good.split("\n")
        return listed(bad, set(good) - set(bad)), listed(good, set(bad) - set(good))
    return put(code, rule.bad), put(code, rule.good)


def found(folder: Path, files: Files, code: str) -> list[str]:
    """Return the codes of what is found; only the rule about the last build knows of one."""
    built = last_build if code == "SW063" else nothing_built
    _, diagnostics = read_content(write(folder, files), built)
    return [diagnostic.code for diagnostic in diagnostics]


def test_page_is_up_to_date() -> None:
    """docs/rules.md is what the tables of rules say; else run tools.rules_docs."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_page_has_every_rule() -> None:
    """Every rule has a section with both of its examples."""
    text = page()

    for rule in RULES.values():
        assert f"### {rule.code} {rule.name}\n" in text
        assert rule.bad in text
        assert rule.good in text


@pytest.mark.parametrize("code", EXAMPLES)
def test_wrong_example_breaks_the_rule_and_no_other(code: str, tmp_path: Path) -> None:
    """What the page calls wrong gives one diagnostic, of its rule."""
    wrong, _ = examples(code)

    assert found(tmp_path, wrong, code) == [code]


@pytest.mark.parametrize("code", EXAMPLES)
def test_right_example_has_no_problem(code: str, tmp_path: Path) -> None:
    """What the page calls right gives no diagnostic at all."""
    _, right = examples(code)

    assert found(tmp_path, right, code) == []


@pytest.mark.parametrize("code", EXAMPLES)
def test_what_is_called_fixable_is(code: str, tmp_path: Path) -> None:
    """Fixing what the page calls wrong leaves no problem if the rule is fixable, else the same."""
    wrong, _ = examples(code)
    fixable = RULES[code].fixable and code not in NOT_IN_EVERY_CASE

    report = fix_content(write(tmp_path, wrong), last_build if code == "SW063" else nothing_built)

    assert [each.code for each in report.left] == ([] if fixable else [code])
    assert [each.code for each in report.fixed] == ([code] if fixable else [])


def test_every_example_is_tried() -> None:
    """Each rule's example has its place in the content, or files for its words."""
    words = {code for code, rule in RULES.items() if rule.form == "words"}
    lists = {code for code, rule in RULES.items() if rule.form == "text"}

    assert set(IN_WORDS) == words - {"SW005"}
    assert set(PLACES) == set(RULES) - words - lists


def headings(page_text: str) -> set[str]:
    """Return the anchors that a code host gives the headings of a page."""
    titles = re.findall(r"^#+ (.+)$", page_text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("name", ["rules.md", "validate.md"])
def test_links_of_the_pages_lead_somewhere(name: str) -> None:
    """Every link of the pages on content leads to a page, and to a heading that it has."""
    links = re.findall(r"\]\(([^)\s]+)\)", (PAGE.parent / name).read_text(encoding="utf-8"))

    # Those in the examples lead nowhere on purpose.
    for link in {each for each in links if re.match(r"#sw|[a-z]+\.md", each)}:
        file, _, anchor = link.partition("#")
        text = (PAGE.parent / (file or name)).read_text(encoding="utf-8")
        assert not anchor or anchor in headings(text), link


def test_members_of_the_json_are_described() -> None:
    """docs/validate.md describes every member of a problem, in the order in which they come."""
    text = (PAGE.parent / "validate.md").read_text(encoding="utf-8")
    problem = broken("SW050", Location("a.md", 1), "m", "h")

    (printed,) = json.loads(as_json([], [problem], PAGE))

    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) == list(printed)
