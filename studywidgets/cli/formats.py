"""The forms in which problems of the content are printed."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from studywidgets.diagnostics import printable, render
from studywidgets.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studywidgets.diagnostics import Diagnostic


def as_text(fixed: Sequence[Diagnostic], left: Sequence[Diagnostic], _content: Path) -> str:
    """Write problems as lines to read, and how many there are as the last."""
    done = [f"{each.location}: {each.code} fixed: {_done(each)}" for each in fixed]
    lines = [*map(printable, done), *([render(left)] if left else [])]
    number = [f"{len(fixed)} fixed"] if fixed else []
    return "\n".join([*lines, ", ".join([*number, counted(left)])])


def as_json(fixed: Sequence[Diagnostic], left: Sequence[Diagnostic], _content: Path) -> str:
    """Write problems as a JSON list; docs/validate.md says what is in it."""
    problems = [_record(each, fixed=True) for each in fixed]
    problems += [_record(each, fixed=False) for each in left]
    return json.dumps(problems, indent=2)


def as_github(fixed: Sequence[Diagnostic], left: Sequence[Diagnostic], content: Path) -> str:
    """Write problems as workflow commands, which GitHub shows beside the lines of the files.

    The form is that of
    https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands: in the
    message `%` and line ends are escaped, in a property `:` and `,` too.

    Args:
        fixed: Problems that are gone.
        left: Problems that are there.
        content: The content folder. GitHub wants paths from the repository's root, which
            `GITHUB_WORKSPACE` names where its runners are at work.
    """
    lines = [_command("notice", each, f"fixed: {_done(each)}", content) for each in fixed]
    lines += [
        _command(each.severity, each, f"{each.message}\n{each.hint}", content) for each in left
    ]
    return "\n".join([*lines, counted(left)])


def counted(diagnostics: Sequence[Diagnostic]) -> str:
    """How many errors and warnings there are, in words."""
    errors = sum(diagnostic.severity == "error" for diagnostic in diagnostics)
    warnings = len(diagnostics) - errors
    return f"{_plural(errors, 'error')}, {_plural(warnings, 'warning')}"


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _done(diagnostic: Diagnostic) -> str:
    return diagnostic.fix.done if diagnostic.fix else ""


def _record(diagnostic: Diagnostic, *, fixed: bool) -> dict[str, str | int | bool]:
    return {
        "file": diagnostic.location.file,
        "line": diagnostic.location.line,
        "code": diagnostic.code,
        "name": RULES[diagnostic.code].name,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "fixable": diagnostic.fix is not None,
        "fixed": fixed,
    }


def _command(kind: str, diagnostic: Diagnostic, message: str, content: Path) -> str:
    properties: Mapping[str, object] = {
        "file": _from_root(content / diagnostic.location.file),
        "line": diagnostic.location.line,
        "title": f"{diagnostic.code} {RULES[diagnostic.code].name}",
    }
    named = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    text = "\n".join(map(printable, message.split("\n")))
    return f"::{kind} {named}::{_escaped(text)}"


def _from_root(path: Path) -> str:
    root = os.environ.get("GITHUB_WORKSPACE") or Path.cwd()
    try:
        return Path(os.path.relpath(path, root)).as_posix()
    except ValueError:  # on another drive of Windows
        return path.resolve().as_posix()


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(printable(text)).replace(":", "%3A").replace(",", "%2C")
