"""For every rule, content that breaks it once and has no other problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.reader.contents import (
    COURSE,
    GOOD,
    MEDIATION,
    NEGOTIATION,
    OTHER_ANSWER,
    TREATY_TEXT,
    UNIT,
    edited,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    Files = Mapping[str, str | bytes]

MISTYPED = "history/conflict/mediatoin.md"
PNG = b"\x89PNG\r\n\x1a\n and so on"


def added(name: str, content: str | bytes) -> Files:
    """Return the good files and one more."""
    return {**GOOD, name: content}


def without(*names: str) -> Files:
    """Return the good files but some."""
    return {name: content for name, content in GOOD.items() if name not in names}


def with_order(order: str, files: Files) -> Files:
    """Return files with another order of the good unit's terms."""
    return {**files, UNIT: GOOD[UNIT].replace("[mediation, negotiation]", order)}


def body(text: str) -> Files:
    """Return the good files with a line of a definition replaced, which is line 11."""
    return edited(MEDIATION, "It may be a state.", text)


def pictured(text: str, name: str, content: bytes) -> Files:
    """Return the good files with a line of a definition replaced, and an image beside it."""
    return {**body(text), f"history/conflict/{name}": content}


def allowing(entry: str, source: str = "Ada Author, A Title (A Publisher, 2015)") -> Files:
    """Return the good files with an entry of `allow`, which is line 8, and another source."""
    text = GOOD[MEDIATION].replace("Ada Author, A Title (A Publisher, 2015), chapter 2", source)
    return {**GOOD, MEDIATION: text.replace("---\n\nA third", f"allow:\n  {entry}\n---\n\nA third")}


def two_ids(first: str, second: str) -> Files:
    """Return the good files with other ids for the two facts, in lines 19 and 20."""
    text = GOOD[MEDIATION].replace("{#no-power}", f"{{#{first}}}")
    return {**GOOD, MEDIATION: text.replace("{#last-word}", f"{{#{second}}}")}


def sourced(source: str) -> Files:
    """Return the good files with another source, which is line 6."""
    return edited(MEDIATION, "Ada Author, A Title (A Publisher, 2015), chapter 2", source)


# What breaks the rule, and the place of the one diagnostic that it must give.
CASES: dict[str, list[tuple[Files, str]]] = {
    "SW001": [
        (
            added(MEDIATION, GOOD[MEDIATION].replace("fence", "café").encode("latin-1")),
            "mediation:15",
        ),
        (added(MEDIATION, GOOD[MEDIATION].encode("utf-16")), "mediation:1"),
    ],
    "SW002": [
        (added(MEDIATION, b"x" * (1024 * 1024 + 1)), "mediation:1"),
        (added(MEDIATION, GOOD[MEDIATION] + "\n" * 5000), "mediation:5001"),
        (pictured("![x](a.png)", "a.png", PNG + b"x" * 1024 * 1024), "mediation:11"),
    ],
    "SW003": [
        (added(MEDIATION, ""), "mediation:1"),
        (added(MEDIATION, " \n\t\n"), "mediation:1"),
        (added(MEDIATION, b"\xef\xbb\xbf"), "mediation:1"),
    ],
    "SW004": [
        (body("a\x00b"), "mediation:11"),
        (body("a\x1b[31mb"), "mediation:11"),
        (body("a\u202eb"), "mediation:11"),
        (body("a\u2066b"), "mediation:11"),
        (body("a\ufeffb"), "mediation:11"),
        (body("a\x0cb"), "mediation:11"),
        (body("a\u2028b"), "mediation:11"),
    ],
    "SW006": [
        (added("history/conflict/Track II.md", TREATY_TEXT), "Track II:1"),
        (added("history/conflict/-a.md", TREATY_TEXT), "-a:1"),
    ],
    "SW007": [
        (
            with_order(
                "[mediation, negotiation, index]",
                added("history/conflict/index.md", TREATY_TEXT),
            ),
            "index:1",
        ),
        (
            with_order(
                "[mediation, negotiation, guide-a]",
                added("history/conflict/guide-a.md", TREATY_TEXT),
            ),
            "guide-a:1",
        ),
    ],
    "SW008": [(without(UNIT), "unit:1")],
    "SW009": [(without(COURSE), "course:1")],
    "SW010": [(added("history/peace.md", TREATY_TEXT), "peace:1")],
    "SW020": [
        (
            edited(UNIT, "---\ntitle: Conflict\norder: [mediation, negotiation]\n---\n", ""),
            "unit:1",
        ),
        (edited(MEDIATION, "---\ntitle", "\n---\ntitle"), "mediation:1"),
    ],
    "SW021": [(edited(MEDIATION, 'chapter 2"\n---\n', 'chapter 2"\n'), "mediation:1")],
    "SW022": [
        (edited(MEDIATION, "title: Mediation", "title Mediation"), "mediation:2"),
        (edited(MEDIATION, "title: Mediation", "title: Mediation\n\tx: y"), "mediation:3"),
        (edited(MEDIATION, "title: Mediation", "title: Mediation\n? [a]\n: b"), "mediation:3"),
        (edited(UNIT, "title: Conflict\norder: [mediation, negotiation]", "- a"), "unit:2"),
        (edited(UNIT, "title: Conflict\norder: [mediation, negotiation]", "words"), "unit:2"),
        (edited(MEDIATION, "title: Mediation", 'title: "Mediation'), "mediation:6"),
        (edited(MEDIATION, "[negotiation]", "[negotiation"), "mediation:3"),
    ],
    "SW023": [
        (edited(MEDIATION, "title: Mediation", "title: !!str Mediation"), "mediation:2"),
        (edited(MEDIATION, "title: Mediation", "title: &a Mediation"), "mediation:2"),
        (edited(MEDIATION, "[negotiation]", "*a"), "mediation:3"),
        (edited(MEDIATION, "[negotiation]", "[*a]"), "mediation:3"),
    ],
    "SW024": [
        (edited(MEDIATION, "title: Mediation", "title: Mediation\ntitle: Other"), "mediation:3")
    ],
    "SW025": [
        (edited(MEDIATION, "sources:", "source:"), "mediation:5"),
        (edited(MEDIATION, "sources:", "__proto__: {a: [b]}\nsources:"), "mediation:5"),
        (edited(UNIT, "order:", "<<: {a: b}\norder:"), "unit:3"),
    ],
    "SW026": [
        (edited(MEDIATION, "[negotiation]", "negotiation"), "mediation:3"),
        (edited(MEDIATION, "title: Mediation", "title: [Mediation]"), "mediation:2"),
        (edited(MEDIATION, "title: Mediation", "title: {a: {b: [c]}}"), "mediation:2"),
        (edited(MEDIATION, "[negotiation]", "[[negotiation]]"), "mediation:3"),
        (edited(UNIT, "[mediation, negotiation]", "{mediation: negotiation}"), "unit:3"),
    ],
    "SW027": [
        (edited(MEDIATION, "title: Mediation", "title: War: a history"), "mediation:2"),
        (edited(MEDIATION, "title: Mediation", "title: *War* and peace"), "mediation:2"),
        (edited(MEDIATION, "title: Mediation", "title: @home"), "mediation:2"),
        (edited(MEDIATION, "title: Mediation", 'title: "War" and peace'), "mediation:2"),
        (edited(MEDIATION, "title: Mediation", "title: Class #1"), "mediation:2"),
        (
            edited(
                MEDIATION,
                '- "Ada Author, A Title (A Publisher, 2015), chapter 2"',
                "- Ada: A Title",
            ),
            "mediation:6",
        ),
    ],
    "SW028": [
        (edited(MEDIATION, "title: Mediation", "title:"), "mediation:2"),
        (edited(MEDIATION, "title: Mediation\n", ""), "mediation:1"),
        (edited(UNIT, "title: Conflict", 'title: " "'), "unit:2"),
    ],
    "SW029": [
        (edited(COURSE, "order:", "mathematics: yes\norder:"), "course:4"),
        (edited(COURSE, "order:", "mathematics: True\norder:"), "course:4"),
    ],
    "SW030": [
        (edited(COURSE, "namespace: history", "namespace: My History"), "course:3"),
        (edited(COURSE, "namespace: history\n", ""), "course:1"),
    ],
    "SW031": [(edited(COURSE, "order:", "language: English\norder:"), "course:4")],
    "SW034": [(edited(COURSE, "order:", 'record: " "\norder:'), "course:4")],
    "SW032": [
        (edited(MEDIATION, "[negotiation]", "[The negotiation]"), "mediation:3"),
        (edited(MEDIATION, "[arbitration]", "[a/b]"), "mediation:4"),
        (edited(UNIT, "[mediation, negotiation]", "[mediation.md]"), "unit:3"),
    ],
    "SW033": [(edited(MEDIATION, "[negotiation]", "[negotiation, negotiation]"), "mediation:3")],
    "SW035": [
        (allowing("SW094:", "https://a.example/"), "mediation:8"),
        (allowing('SW094: " "', "https://a.example/"), "mediation:8"),
    ],
    "SW036": [
        (allowing("SW999: why"), "mediation:8"),
        (allowing("sw094: why"), "mediation:8"),
        (allowing("no-reference: why"), "mediation:8"),
    ],
    "SW037": [
        (allowing("SW050: why"), "mediation:8"),
        (allowing("SW001: why"), "mediation:8"),
        (allowing("SW038: why"), "mediation:8"),
        (allowing("SW050:"), "mediation:8"),
    ],
    "SW038": [
        (allowing("SW094: why"), "mediation:8"),
        (edited(UNIT, "order:", "allow:\n  SW084: why\norder:"), "unit:4"),
        (edited(COURSE, "order:", "allow: {SW078: why}\norder:"), "course:4"),
    ],
    "SW040": [
        (edited(MEDIATION, "## Must-know facts", "## Facts"), "mediation:17"),
        (edited(MEDIATION, "## Example", "# Example"), "mediation:13"),
        (edited(MEDIATION, "## Example", "## See also\n\n### What?\n\n## Example"), "mediation:13"),
        (
            edited(MEDIATION, "Two neighbours", "Text.\n\n### Inner\n\nTwo neighbours"),
            "mediation:17",
        ),
        (edited(MEDIATION, "Then they talk.", "#### Thoughts"), "mediation:28"),
        (edited(MEDIATION, "A third", "# Mediation\n\nA third"), "mediation:9"),
    ],
    "SW041": [
        (edited(MEDIATION, "## Must-know", "## EXAMPLE\n\nx\n\n## Must-know"), "mediation:17"),
        (edited(MEDIATION, "### Why", "#### Key points\n\n- a {#a}\n\n### Why"), "mediation:35"),
    ],
    "SW042": [
        (edited(MEDIATION, "A third party helps.\n\nIt may be a state.\n", ""), "mediation:7")
    ],
    "SW043": [
        (edited(NEGOTIATION, "- Talks need a **channel**. {#channel}\n", ""), "negotiation:9"),
        (
            edited(
                NEGOTIATION, "## Must-know facts\n\n- Talks need a **channel**. {#channel}\n", ""
            ),
            "negotiation:18",
        ),
    ],
    "SW044": [
        (added(NEGOTIATION, GOOD[NEGOTIATION].partition("## Review")[0]), "negotiation:11"),
        (added(NEGOTIATION, GOOD[NEGOTIATION].partition("### Who")[0]), "negotiation:13"),
    ],
    "SW045": [(edited(MEDIATION, "Two neighbours, one fence.\n", ""), "mediation:13")],
    "SW046": [
        (edited(MEDIATION, "1. A mediator", "Learn these:\n\n1. A mediator"), "mediation:19"),
        (edited(MEDIATION, "### When", "Answer these.\n\n### When"), "mediation:24"),
        (
            edited(MEDIATION, "- They talk {#talk}\n", "- They talk {#talk}\n\nAnd so on.\n"),
            "mediation:35",
        ),
        (
            edited(MEDIATION, "- There is no trust", "- One {#one}\n\n1. There is no trust"),
            "mediation:43",
        ),
    ],
    "SW047": [
        (
            edited(MEDIATION, "decide. {#no-power}\n", "decide.\n\n   More. {#no-power}\n"),
            "mediation:19",
        ),
        (
            edited(MEDIATION, "decide. {#no-power}\n", "decide. {#no-power}\n   - More\n"),
            "mediation:19",
        ),
        (edited(MEDIATION, "- They talk {#talk}", "- They talk {#talk}\n-"), "mediation:34"),
    ],
    "SW048": [
        (body("> " * 30 + "deep"), "mediation:11"),
        (body("- " * 30 + "deep"), "mediation:11"),
    ],
    "SW049": [(body("a" * 20_001), "mediation:11")],
    "SW050": [
        (edited(MEDIATION, " {#no-power}", ""), "mediation:19"),
        (edited(MEDIATION, " {#no-power}", " \\{#no-power}"), "mediation:19"),
        (edited(MEDIATION, " {#when}", ""), "mediation:24"),
        (edited(MEDIATION, " {#stalemate}", ""), "mediation:32"),
    ],
    "SW051": [
        (edited(MEDIATION, "{#no-power}", "{#No_Power}"), "mediation:19"),
        (edited(MEDIATION, "{#when}", "{#}"), "mediation:24"),
        (edited(MEDIATION, "{#stalemate}", "{#" + "a" * 61 + "}"), "mediation:32"),
    ],
    "SW052": [
        (edited(MEDIATION, "{#last-word}", "{#no-power}"), "mediation:20"),
        (edited(MEDIATION, "{#why}", "{#no-power}"), "mediation:35"),
        (edited(MEDIATION, "They talk {#talk}", "They talk {#stalemate}"), "mediation:33"),
    ],
    "SW053": [
        (edited(MEDIATION, "{#no-power}", "{#definition}"), "mediation:19"),
        (edited(MEDIATION, "{#when}", "{#example}"), "mediation:24"),
    ],
    "SW054": [
        (edited(MEDIATION, "**no power**", "no power"), "mediation:19"),
        (edited(MEDIATION, "**no power**", "`**no power**`"), "mediation:19"),
    ],
    "SW055": [
        (
            edited(
                MEDIATION, "A mediator has **no power**", "**A** **mediator** **has** **no power**"
            ),
            "mediation:19",
        ),
    ],
    "SW056": [
        (edited(MEDIATION, "has **no power** to", "**has no power to decide**"), "mediation:19")
    ],
    "SW057": [(edited(MEDIATION, f"{OTHER_ANSWER}\n", ""), "mediation:35")],
    "SW058": [
        (
            edited(MEDIATION, "#### Key points\n\n- There is no trust | distrust {#talk}\n", ""),
            "mediation:35",
        ),
        (edited(MEDIATION, "- There is no trust | distrust {#talk}\n", ""), "mediation:35"),
    ],
    "SW059": [(edited(MEDIATION, "Why does it fail? ", ""), "mediation:35")],
    "SW060": [
        (edited(MEDIATION, "| stalemate |", "| |"), "mediation:32"),
        (edited(MEDIATION, "- They talk", "- | They talk"), "mediation:33"),
        (edited(MEDIATION, "distrust {#talk}", "distrust | {#talk}"), "mediation:41"),
    ],
    "SW061": [(edited(MEDIATION, "| stalemate |", "| one two three four five |"), "mediation:32")],
    "SW062": [
        (edited(MEDIATION, "{#last-word}", "{#no-pwoer}"), "mediation:20"),
        (two_ids("distrust-grows", "disstrust-grows"), "mediation:20"),
        (two_ids("distrust", "distrusd"), "mediation:20"),
        (two_ids("distrust", "distrut"), "mediation:20"),
        (edited(MEDIATION, "They talk {#talk}", "They talk {#stalemaet}"), "mediation:33"),
        (
            with_order("[mediation, mediatoin, negotiation]", added(MISTYPED, TREATY_TEXT)),
            "mediatoin:1",
        ),
    ],
    "SW070": [
        (body("[x](javascript:alert(1))"), "mediation:11"),
        (body("a\n<javascript:alert(1)>"), "mediation:12"),
        (body("[x](&#106;avascript:1)"), "mediation:11"),
        (body("[x](data:text/html,y)"), "mediation:11"),
        (body("[x](//evil.example/)"), "mediation:11"),
        (edited(MEDIATION, "**parties**", "**[parties](file:///x)**"), "mediation:20"),
        (edited(UNIT, "What the unit is.", "[x](vbscript:y)"), "unit:6"),
        (body("| a |\n|---|\n| [x](vbscript:y) |"), "mediation:13"),
    ],
    "SW071": [
        (body("![x](https://a.example/b.png)"), "mediation:11"),
        (body("![x](//a.example/b.png)"), "mediation:11"),
        (body("![x](data:image/png;base64,AAAA)"), "mediation:11"),
        (body("a\n![x](HTTP://a.example/b.png)"), "mediation:12"),
    ],
    "SW072": [
        (body("![x](b.png)"), "mediation:11"),
        (body("![x](b%00.png)"), "mediation:11"),
        (body(f"![x]({'b' * 5000}.png)"), "mediation:11"),
        (body("![x](.)"), "mediation:11"),
    ],
    "SW073": [
        (body("![x](../../../b.png)"), "mediation:11"),
        (body("![x](%2e%2e/../../b.png)"), "mediation:11"),
        (body("![x](/etc/hostname)"), "mediation:11"),
    ],
    "SW074": [
        (pictured("![x](a.tiff)", "a.tiff", b"II*"), "mediation:11"),
        (pictured("![x](a.jpg)", "a.jpg", PNG), "mediation:11"),
        (pictured("![x](a.png)", "a.png", b""), "mediation:11"),
        (pictured("![x](a.svg)", "a.svg", b"<html>"), "mediation:11"),
    ],
    "SW075": [
        (pictured("![](a.png)", "a.png", PNG), "mediation:11"),
        (pictured("![ ](a.png)", "a.png", PNG), "mediation:11"),
    ],
    "SW076": [
        (pictured("![x](a.png) and `![x](a.png)`", "a.png", PNG), "mediation:11"),
        (pictured("![x\ny](a.png)", "a.png", PNG), "mediation:11"),
    ],
    "SW077": [(body("[a]: https://b.example"), "mediation:11")],
    "SW078": [
        (added("history/conflict/a.png", PNG), "unit:1"),
        (added("history/conflict/maps/old/A.JPG", b""), "unit:1"),
        (added("history/a.svg", b"<svg>"), "course:1"),
    ],
    "SW080": [
        (
            {
                **edited(COURSE, "[conflict]", "[conflict, peace]"),
                "history/peace/unit.md": "---\ntitle: Peace\norder: [negotiation]\n---\n",
                "history/peace/negotiation.md": GOOD[NEGOTIATION],
            },
            "peace/negotiation:1",
        ),
    ],
    "SW081": [(edited(MEDIATION, "[negotiation]", "[negotiatoin]"), "mediation:3")],
    "SW082": [(edited(MEDIATION, "[negotiation]", "[mediation]"), "mediation:3")],
    "SW083": [
        (edited(UNIT, "[mediation, negotiation]", "[mediation, negotiation, war]"), "unit:3"),
        (edited(COURSE, "[conflict]", "[conflict, peace]"), "course:4"),
    ],
    "SW084": [
        (edited(UNIT, "[mediation, negotiation]", "[negotiation]"), "unit:3"),
        (edited(UNIT, "order: [mediation, negotiation]\n", ""), "unit:1"),
        (edited(COURSE, "order: [conflict]\n", ""), "course:1"),
    ],
    "SW085": [
        (
            {**GOOD, **{name.replace("history/", "second/"): text for name, text in GOOD.items()}},
            "second/course:3",
        ),
    ],
    "SW086": [
        (
            edited(NEGOTIATION, 'sources: ["Ada Author, Another Title (A Publisher, 2016)"]\n', ""),
            "negotiation:6",
        )
    ],
    "SW087": [
        (edited(MEDIATION, "[arbitration]", "[negotiation]"), "mediation:4"),
        (edited(NEGOTIATION, "sources:", "formerly: [arbitration]\nsources:"), "negotiation:4"),
    ],
    "SW088": [
        (with_order("[]", without(MEDIATION, NEGOTIATION)), "unit:1"),
        ({COURSE: GOOD[COURSE].replace("[conflict]", "[]")}, "course:1"),
    ],
    "SW089": [
        (edited(NEGOTIATION, "related: [mediation]", "related: []"), "mediation:3"),
        (edited(MEDIATION, "related: [negotiation]", "related:"), "negotiation:3"),
    ],
    "SW090": [
        (edited(MEDIATION, "| stalemate | cannot win", "| great power"), "mediation:32"),
        (edited(MEDIATION, "distrust {#talk}", "no envoy | rich {#talk}"), "mediation:41"),
        (
            edited(MEDIATION, "| stalemate | cannot win", "| can win"),
            "mediation:32",
        ),
    ],
    "SW091": [
        (
            edited(
                MEDIATION,
                "The **parties** keep the **last word**.",
                "Mediators, no **power**, decide.",
            ),
            "mediation:20",
        ),
        (
            edited(
                MEDIATION,
                "The **parties** keep the **last word**.",
                "To **decide** a quarrel, a mediator has no power.",
            ),
            "mediation:20",
        ),
    ],
    "SW092": [
        (
            edited(MEDIATION, "A third party helps.", "Mediation is what a mediator does."),
            "mediation:9",
        ),
        (edited(MEDIATION, "A third party helps.", "A kind of mediation."), "mediation:9"),
    ],
    "SW093": [
        (edited(MEDIATION, OTHER_ANSWER, "Out of distrust."), "mediation:35"),
        (edited(MEDIATION, OTHER_ANSWER, f"{OTHER_ANSWER} " * 12), "mediation:35"),
    ],
    "SW094": [
        (sourced("https://a.example/b"), "mediation:6"),
        (sourced("Wikipedia"), "mediation:6"),
        (sourced("[here](https://a.example/b)"), "mediation:6"),
    ],
}
