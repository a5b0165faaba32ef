"""Interactive lesson widgets for Jupyter: definitions, must-know facts and review questions."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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


def __getattr__(name: str) -> object:
    """Import the widgets when the first one is used: the command line does without them."""
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module("studywidgets.widgets"), name)


def __dir__() -> list[str]:
    """The public names, also those that are not imported yet."""
    return sorted({*globals(), *__all__})
