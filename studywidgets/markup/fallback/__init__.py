"""Layer 2: every widget as plain HTML and plain text, for places that run no widgets.

The functions take the arguments of the widgets, so that a built and an executed lesson show the
same. The HTML reveals on click through `<details>`; it keeps to what JupyterLab's sanitizer lets
through, and reads well where a code host takes the styles away. It holds no ids, no names and no
scripts, so that the same item may stand twice in a page.
"""

from studywidgets.markup.fallback.course import (
    glossary,
    guide,
    home,
    long_glossary,
    long_home,
)
from studywidgets.markup.fallback.lesson import (
    answer_box,
    definition,
    fact_checklist,
    lesson_end,
    lesson_header,
)
from studywidgets.markup.fallback.pieces import Fallback, LongFallback, is_plain

__all__ = [
    "Fallback",
    "LongFallback",
    "answer_box",
    "definition",
    "fact_checklist",
    "glossary",
    "guide",
    "home",
    "is_plain",
    "lesson_end",
    "lesson_header",
    "long_glossary",
    "long_home",
]
