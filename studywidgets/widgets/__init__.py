"""The widgets of a lesson: one module each, on the base class in `base`."""

from studywidgets.widgets.answer_box import AnswerBox
from studywidgets.widgets.definition import Definition
from studywidgets.widgets.fact_checklist import FactChecklist
from studywidgets.widgets.glossary import Glossary
from studywidgets.widgets.guide import Guide
from studywidgets.widgets.home import Home
from studywidgets.widgets.lesson_end import LessonEnd
from studywidgets.widgets.lesson_header import LessonHeader

__all__ = [
    "AnswerBox",
    "Definition",
    "FactChecklist",
    "Glossary",
    "Guide",
    "Home",
    "LessonEnd",
    "LessonHeader",
]
