"""What a widget shows without running, read from the cell that makes it."""

from __future__ import annotations

import ast
import inspect
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from studywidgets.markup import fallback

if TYPE_CHECKING:
    from collections.abc import Callable

    from studywidgets.markup.fallback import Fallback

_FORMS: dict[str, Callable[..., Fallback]] = {
    "AnswerBox": fallback.answer_box,
    "Definition": fallback.definition,
    "FactChecklist": fallback.fact_checklist,
    "Glossary": fallback.glossary,
    "Guide": fallback.guide,
    "Home": fallback.home,
    "LessonEnd": fallback.lesson_end,
    "LessonHeader": fallback.lesson_header,
}
_PACKAGE = "studywidgets"

ODD = (
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What is raised on the way through a cell that no build wrote, where literals of any shape stand
for texts, lists and dicts."""


@dataclass(frozen=True, slots=True)
class WidgetCall:
    """A call of a widget with literal arguments.

    Attributes:
        widget: The widget's name.
        positional: The arguments that are given by place.
        named: The arguments that are given by name.
    """

    widget: str
    positional: list[Any]
    named: dict[str, Any]


def widget_call(source: str) -> WidgetCall | None:
    """The one widget that a cell makes.

    Args:
        source: The cell's source; an import of the package may stand before the call.

    Returns:
        None when the cell does anything else or computes an argument.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            statements = ast.parse(source).body
        node = _only_call(statements)
        if node is None:
            return None
        positional = [ast.literal_eval(argument) for argument in node[1].args]
        named = {str(each.arg): ast.literal_eval(each.value) for each in node[1].keywords}
        return WidgetCall(node[0], positional, named)
    except ODD:
        return None


def plain_form(source: str) -> Fallback | None:
    """What the one widget that a cell makes shows where it does not run.

    Args:
        source: The cell's source; an import of the package may stand before the call.

    Returns:
        None when the cell does anything else or computes an argument, or when its widget would
        not take the arguments.
    """
    call = widget_call(source)
    try:
        return _form(call) if call else None
    except ODD:
        return None


def _only_call(statements: list[ast.stmt]) -> tuple[str, ast.Call] | None:
    """The name of a widget and its call, when a cell has nothing else beside imports."""
    *imports, last = statements or [ast.Pass()]
    if not all(map(_imports_the_package, imports)) or not isinstance(last, ast.Expr):
        return None
    call = last.value
    if not isinstance(call, ast.Call):
        return None
    function = call.func
    unpacks = any(keyword.arg is None for keyword in call.keywords)
    if not isinstance(function, ast.Attribute) or function.attr not in _FORMS or unpacks:
        return None
    of_package = isinstance(function.value, ast.Name) and function.value.id in {"sw", _PACKAGE}
    return (function.attr, call) if of_package else None


def _imports_the_package(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Import) and all(
        name.name == _PACKAGE for name in statement.names
    )


def _form(call: WidgetCall) -> Fallback:
    function = _FORMS[call.widget]
    taken = inspect.signature(function).parameters
    given = {key: value for key, value in call.named.items() if key in taken and value is not None}
    if call.widget == "LessonEnd":
        given.setdefault("related", {})
    return function(*call.positional, **given)
