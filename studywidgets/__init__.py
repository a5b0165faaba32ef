"""Interactive lesson widgets for Jupyter: definitions, must-know facts and review questions."""

from studywidgets.widgets import (
    AnswerBox,
    Definition,
    FactChecklist,
    Glossary,
    Guide,
    Home,
    LessonEnd,
    LessonHeader,
)

__version__ = "0.1.0"

__all__ = [
    "AnswerBox",
    "Definition",
    "FactChecklist",
    "Glossary",
    "Guide",
    "Home",
    "LessonEnd",
    "LessonHeader",
    "__version__",
]
