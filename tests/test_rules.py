"""Tests of the table of rules, and of the checks that need no file."""

from __future__ import annotations

import re

import pytest

from studywidgets.model import Fact, KeyPoint, Location, Question
from studywidgets.rules import RULES, broken
from studywidgets.rules.of_courses import (
    check_formerly,
    check_names,
    check_namespaces,
    check_not_related_to_itself,
    check_order,
    check_order_is_complete,
    check_related,
)
from studywidgets.rules.of_terms import check_fact, check_key_point, check_question

PLACE = Location("a.md", 3)
OTHER = Location("b.md", 4)


@pytest.mark.parametrize("code", RULES)
def test_rule_is_documented(code: str) -> None:
    """Every rule has a code, a name, sentences on what and why, and content both bad and good."""
    rule = RULES[code]

    assert rule.code == code
    assert re.fullmatch(r"SW\d{3}", code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    assert rule.what[0].isupper() or rule.what.startswith("`")
    assert rule.what.endswith(".")
    assert rule.why.endswith(".")
    assert rule.bad
    assert rule.good
    assert rule.bad != rule.good


def test_names_of_rules_differ() -> None:
    """No two rules have the same name or say the same."""
    assert len({rule.name for rule in RULES.values()}) == len(RULES)
    assert len({rule.what for rule in RULES.values()}) == len(RULES)


def test_rules_come_by_code() -> None:
    """The table is sorted by code."""
    assert list(RULES) == sorted(RULES)


def test_severity_is_the_rules() -> None:
    """A diagnostic has the severity of its rule."""
    error = broken("SW050", PLACE, "m", "h")
    warning = broken("SW086", PLACE, "m", "h")

    assert (error.severity, warning.severity) == ("error", "warning")


def test_unknown_code_is_a_mistake_of_the_program() -> None:
    """There is no diagnostic without a rule."""
    with pytest.raises(KeyError):
        broken("SW999", PLACE, "m", "h")


@pytest.mark.parametrize(
    ("bold", "expected"),
    [
        ([], ["SW054"]),
        (["one"], []),
        (["one", "two", "three words here"], []),
        (["one", "two", "three", "four"], ["SW055"]),
        (["one two three four"], []),
        (["one two three four five"], ["SW056"]),
        (["a b c d e", "1", "2", "v w x y z"], ["SW055", "SW056", "SW056"]),
    ],
)
def test_bold_phrases(bold: list[str], expected: list[str]) -> None:
    """A fact has one to three phrases in bold, each of at most four words."""
    fact = Fact("a", "…", PLACE)

    assert [found.code for found in check_fact(fact, bold)] == expected


@pytest.mark.parametrize(
    ("text", "variants", "expected"),
    [
        ("a", (), []),
        ("a", ("b", "c d e f"), []),
        ("a", ("b c d e f",), ["SW061"]),
        ("a", ("", "b"), ["SW060"]),
        ("", ("b",), ["SW060"]),
    ],
)
def test_key_points(text: str, variants: tuple[str, ...], expected: list[str]) -> None:
    """A key point has a text, and variants of one to four words."""
    point = KeyPoint("a", text, variants, PLACE)

    assert [found.code for found in check_key_point(point)] == expected


def test_empty_question_has_every_problem() -> None:
    """A question without text, answer and key points has three problems."""
    question = Question("a", "", "", (), PLACE)

    assert [found.code for found in check_question(question)] == ["SW059", "SW057", "SW058"]


def test_related_terms() -> None:
    """Related terms must exist; a near miss is proposed."""
    related = [("mediation", PLACE), ("negotiaton", PLACE), ("x", PLACE), ("negotiation", PLACE)]

    found = check_related("mediation", related, {"mediation", "negotiation"})

    assert [(one.code, one.hint) for one in found] == [
        ("SW081", "did you mean negotiation?"),
        ("SW081", "write one of: mediation, negotiation"),
    ]


def test_term_related_to_itself() -> None:
    """A related term must be another one."""
    found = check_not_related_to_itself("mediation", [("negotiation", PLACE), ("mediation", OTHER)])

    assert [(one.code, one.location, one.hint) for one in found] == [
        ("SW082", OTHER, "name only other terms")
    ]


def test_order_of_nothing() -> None:
    """An order that names something where nothing is says to take it out."""
    (found,) = check_order("term", [("a", PLACE)], [])

    assert (found.code, found.location, found.hint) == ("SW083", PLACE, "take it out")


def test_order_proposes_the_whole() -> None:
    """What an order leaves out is proposed behind what it has, at the place of the order."""
    (found,) = check_order_is_complete([("b", PLACE)], ["a", "b", "c"], OTHER)

    assert (found.code, found.location, found.hint) == ("SW084", OTHER, "order: [b, a, c]")


def test_names_are_compared_without_case() -> None:
    """The second of two names that differ in case only is reported, and names the first's file."""
    (found,) = check_names("term", [("Peace", PLACE), ("war", PLACE), ("peace", OTHER)])

    assert found.location == OTHER
    assert "a.md" in found.message


def test_namespaces_differ() -> None:
    """The second of two equal namespaces is reported."""
    (found,) = check_namespaces([("a", PLACE), ("b", PLACE), ("a", OTHER)])

    assert (found.code, found.location) == ("SW085", OTHER)


@pytest.mark.parametrize(
    ("formerly", "places"),
    [
        ({"a": [("old", PLACE)]}, []),
        ({"a": [("b", PLACE)]}, [PLACE]),
        ({"a": [("a", PLACE)]}, [PLACE]),
        ({"a": [("old", PLACE)], "b": [("old", OTHER)]}, [OTHER]),
    ],
)
def test_former_ids(
    formerly: dict[str, list[tuple[str, Location]]], places: list[Location]
) -> None:
    """A former id is no term's id now, and belonged to one term alone."""
    found = check_formerly(formerly, {"a", "b"})

    assert [one.location for one in found] == places
