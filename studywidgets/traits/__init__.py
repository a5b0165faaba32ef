"""What each widget shows, worked out from its arguments without a widget or a kernel.

A widget in a notebook and a page of the site both take it from here, so that they show the same.
"""

from studywidgets.traits.answer_box import answer_box
from studywidgets.traits.course import glossary, home
from studywidgets.traits.definition import definition
from studywidgets.traits.fact_checklist import fact_checklist
from studywidgets.traits.guide import guide
from studywidgets.traits.lesson_end import lesson_end
from studywidgets.traits.lesson_header import lesson_header
from studywidgets.traits.state import State

__all__ = [
    "State",
    "answer_box",
    "definition",
    "fact_checklist",
    "glossary",
    "guide",
    "home",
    "lesson_end",
    "lesson_header",
]
