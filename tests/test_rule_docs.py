"""The page on the rules says what is so: it is up to date, and its examples do what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studywidgets.rules import RULES
from tests.reader.contents import report
from tests.rule_examples import files
from tools.rule_docs import PAGE, WHERE, page

if TYPE_CHECKING:
    from pathlib import Path

SHOWN = [code for code, rule in RULES.items() if rule.place != "words"]


def test_page_is_up_to_date() -> None:
    """docs/rules.md is what the table of rules says; else run tools.rule_docs."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_rule_has_a_section() -> None:
    """The page has each rule's name, reason and both examples."""
    text = page()

    for rule in RULES.values():
        assert f"\n## {rule.code} {rule.name}\n" in text
        assert rule.why in text
        assert rule.bad in text
        assert rule.good in text


def test_places_have_words() -> None:
    """Every place in which examples stand has a name on the page."""
    assert {rule.place for rule in RULES.values()} == {"words", *WHERE}


@pytest.mark.parametrize("code", SHOWN)
def test_wrong_example_breaks_its_rule_and_no_other(code: str, tmp_path: Path) -> None:
    """Content with a rule's wrong example gives one diagnostic, that of the rule."""
    rule = RULES[code]

    lines = report(tmp_path, files(rule.place, rule.bad)).split("\n")

    problems = [line for line in lines if not line.startswith("    ")]
    assert len(problems) == 1, lines
    assert f": {code} " in problems[0]


@pytest.mark.parametrize("code", SHOWN)
def test_right_example_breaks_no_rule(code: str, tmp_path: Path) -> None:
    """Content with a rule's right example gives no diagnostic."""
    rule = RULES[code]

    assert report(tmp_path, files(rule.place, rule.good)) == ""
