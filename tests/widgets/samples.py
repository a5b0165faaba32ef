"""Small widgets for the tests, all of one made-up lesson."""

from __future__ import annotations

from typing import Any

import studywidgets as sw

COURSE = "a-course"
FACTS = {
    "first": "Talks began in **March 1993** in **Moscow**.",
    "second": "The host was **Norway**.",
}
POINTS = {
    "no-office": "They hold no office | hold no office | private citizens",
    "ideas": "They try out ideas | try ideas | new ideas",
}


def definition(**changes: Any) -> sw.Definition:
    """A definition."""
    given = {"id": "quiet-talks/definition", "course": COURSE, **changes}
    term = given.pop("term", "Quiet talks")
    text = given.pop("text", "Meetings of people *without* office.")
    return sw.Definition(term, text, **given)


def facts(**changes: Any) -> sw.FactChecklist:
    """Two facts, the first with two blanks."""
    given = {"id": "quiet-talks", "course": COURSE, **changes}
    return sw.FactChecklist("Quiet talks", given.pop("facts", FACTS), **given)


def answer_box(**changes: Any) -> sw.AnswerBox:
    """A question with two key points."""
    given = {
        "key_points": POINTS,
        "id": "quiet-talks/who-takes-part",
        "course": COURSE,
        **changes,
    }
    question = given.pop("question", "Who takes part, and why does it help?")
    answer = given.pop("answer", "People who hold no office. They can try out new ideas.")
    return sw.AnswerBox(question, answer, **given)


def header(**changes: Any) -> sw.LessonHeader:
    """The head of the lesson."""
    given = {
        "id": "quiet-talks",
        "course": COURSE,
        "course_title": "A course",
        "home": "index.ipynb",
        "unit": "Talks",
        "guide": "guide-talks.ipynb",
        **changes,
    }
    return sw.LessonHeader(given.pop("title", "Quiet talks"), **given)


def end(**changes: Any) -> sw.LessonEnd:
    """The end of the lesson."""
    given = {
        "id": "quiet-talks",
        "course": COURSE,
        "related": {"Mediation": "mediation.ipynb"},
        "sources": ["A. Writer, *A Book* (A Press, 2001)"],
        "previous": ("Envoys", "envoys.ipynb"),
        "next": ("Mediation", "mediation.ipynb"),
        **changes,
    }
    return sw.LessonEnd(**given)


def glossary(**changes: Any) -> sw.Glossary:
    """A glossary of two terms."""
    terms = {
        "quiet-talks": ("Quiet talks", "Meetings of people without office.", "quiet-talks.ipynb"),
        "mediation": ("Mediation", "Help from a *third* party, as in Málaga.", "mediation.ipynb"),
    }
    given = {"course": COURSE, **changes}
    return sw.Glossary("A course", given.pop("terms", terms), **given)


def home(**changes: Any) -> sw.Home:
    """A course of one unit with two terms."""
    units = [
        {
            "id": "talks",
            "title": "Talks",
            "guide": "guide-talks.ipynb",
            "terms": [
                {
                    "id": "quiet-talks",
                    "title": "Quiet talks",
                    "lesson": "quiet-talks.ipynb",
                    "facts": list(FACTS),
                    "questions": ["who-takes-part"],
                },
                {
                    "id": "mediation",
                    "title": "Mediation",
                    "lesson": "mediation.ipynb",
                    "facts": ["third-party"],
                    "questions": ["why-help"],
                },
            ],
        }
    ]
    given = {"course": COURSE, "glossary": "glossary.ipynb", **changes}
    return sw.Home("A course", given.pop("units", units), **given)


def guide(**changes: Any) -> sw.Guide:
    """A self-test of two terms with six cards in all."""
    terms = [
        {
            "id": "quiet-talks",
            "title": "Quiet talks",
            "lesson": "quiet-talks.ipynb",
            "definition": "Meetings of people without office.",
            "facts": {"second": FACTS["second"]},
            "questions": {"who-takes-part": ("Who takes part?", "People without office.")},
        },
        {
            "id": "mediation",
            "title": "Mediation",
            "lesson": "mediation.ipynb",
            "definition": "Help from a third party.",
            "facts": {"third-party": "A **third party** helps."},
            "questions": {"why-help": ("Why help?", "Because it works.")},
        },
    ]
    given = {"id": "talks", "course": COURSE, **changes}
    return sw.Guide("Talks", given.pop("terms", terms), **given)


def lesson() -> list[Any]:
    """A whole lesson, in the order of its cells."""
    return [header(), definition(), facts(), answer_box(), end()]
