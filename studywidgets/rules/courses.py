"""Rules about how terms, units and courses fit together, and about what a term lists."""

from __future__ import annotations

from studywidgets.rules.rule import Rule

RULES = (
    Rule(
        "SW080",
        "duplicate-term",
        "Two terms of a course, two units or two courses have the same id, small and capital "
        "letters not told apart.",
        "Their notebooks and their students' work would be one.",
        "`war/mediation.md` and `peace/mediation.md`",
        "`war/mediation.md` and `peace/peer-mediation.md`",
    ),
    Rule(
        "SW081",
        "unknown-related-term",
        "`related` names a term that the course does not have.",
        "The link would lead nowhere.",
        "related: [meditation]",
        "related: [mediation]",
    ),
    Rule(
        "SW082",
        "related-to-itself",
        "A term is related to itself.",
        "The link would lead to the page that it stands on.",
        "related: [mediation]  # in mediation.md",
        "related: [negotiation]",
    ),
    Rule(
        "SW083",
        "unknown-in-order",
        "`order` names a term that the unit lacks, or a unit that the course lacks.",
        "Somebody looks forward to a lesson that will never come.",
        "order: [meditation]",
        "order: [mediation]",
    ),
    Rule(
        "SW084",
        "missing-in-order",
        "`order` leaves a term or a unit out; it is put at the end.",
        "Its place may not be the one that was meant.",
        "order: [mediation]  # and negotiation.md stands beside it",
        "order: [mediation, negotiation]",
        "warning",
    ),
    Rule(
        "SW085",
        "duplicate-namespace",
        "Two courses have the same namespace.",
        "A student's work of one would turn up in the other.",
        "namespace: history  # in two files course.md",
        "namespace: history-1\nnamespace: history-2",
    ),
    Rule(
        "SW086",
        "no-sources",
        "A term names no source.",
        "Nobody can check what it says.",
        "sources: []",
        'sources:\n  - "Ada Author, A Title (A Publisher, 2015), chapter 2"',
        "warning",
    ),
    Rule(
        "SW087",
        "retired-id-in-use",
        "`formerly` names an id that a term of the course has, or that another term had.",
        "Students' work would be handed to the wrong term.",
        "formerly: [negotiation]  # and negotiation.md exists",
        "formerly: [bargaining]",
    ),
    Rule(
        "SW088",
        "empty-folder",
        "A course has no unit, or a unit no term.",
        "There would be nothing to study.",
        "a folder with `unit.md` alone",
        "a folder with `unit.md` and `mediation.md`",
    ),
)
