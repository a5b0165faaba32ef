"""What a widget shows without running, read from the cell that makes it."""

from __future__ import annotations

import ast
import inspect
import warnings
from typing import TYPE_CHECKING, Any

from studywidgets.markup import fallback

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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


def plain_form(source: str) -> Fallback | None:
    """What the one widget that a cell makes shows where it does not run.

    Args:
        source: The cell's source; an import of the package may stand before the call.

    Returns:
        None when the cell does anything else or computes an argument, or when its widget would
        not take the arguments.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            statements = ast.parse(source).body
        call = _only_call(statements)
        if call is None:
            return None
        name, node = call
        positional = [ast.literal_eval(argument) for argument in node.args]
        named = {str(each.arg): ast.literal_eval(each.value) for each in node.keywords}
        return _form(name, positional, named)
    # Literals of any shape stand where texts, lists and dicts are expected.
    except (
        ArithmeticError,
        AttributeError,
        LookupError,
        MemoryError,
        RecursionError,
        SyntaxError,
        TypeError,
        ValueError,
    ):
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


def _form(name: str, positional: list[Any], named: Mapping[str, Any]) -> Fallback:
    function = _FORMS[name]
    taken = inspect.signature(function).parameters
    given = {key: value for key, value in named.items() if key in taken and value is not None}
    if name == "LessonEnd":
        given.setdefault("related", {})
    return function(*positional, **given)
