"""Front matter: where it begins and ends, and what is wrong when it can't be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from studywidgets.diagnostics import Fix, quoted
from studywidgets.reader.yaml_subset import KEY_LINE, FrontMatter, Reading, report_unquoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studywidgets.reader.problems import Problems
    from studywidgets.reader.yaml_subset import Shape

_FENCE = re.compile(r"---[ \t]*")
_TAB = re.compile(r"\s*\t")
_COLON = re.compile(r":(?:\s|$)")
_SPECIAL_START = re.compile(r"[!&*@`%|>{}\[\],#?]")
_QUOTED_START = re.compile(r"([\"']).*\1\s*\S")


def read_front_matter(
    lines: Sequence[str], shapes: Mapping[str, Shape], problems: Problems
) -> FrontMatter | None:
    """Read the front matter of a file.

    Args:
        lines: The whole file.
        shapes: The keys that this kind of file has.
        problems: Gets what is wrong.

    Returns:
        What could be read, or None when even the body's beginning is unknown. Where the front
        matter is missing or broken, every key counts as refused.
    """
    if not _FENCE.fullmatch(lines[0]):
        first = next(number for number, line in enumerate(lines, start=1) if line.strip())
        misplaced = _FENCE.fullmatch(lines[first - 1]) is not None
        hint = (
            "delete the empty lines before ---"
            if misplaced
            else "begin the file with\n---\ntitle: The title\n---"
        )
        empty = "\n".join([*lines[: first - 1], ""])
        fix = Fix((1, 0), (first, 0), empty, "", "deleted the empty lines before ---")
        message = "this file does not begin with front matter"
        problems.add("SW020", 1, message, hint, fix if misplaced else None)
        return None if misplaced else FrontMatter(refused=set(shapes))
    end = next((n for n, line in enumerate(lines[1:], start=1) if _FENCE.fullmatch(line)), None)
    if end is None:
        hint = "write a line --- after the last key"
        problems.add("SW021", 1, "the front matter has no closing line ---", hint)
        return None
    front_matter = FrontMatter(body=end + 1)
    tab = next((n for n, line in enumerate(lines[:end], start=1) if _TAB.match(line)), None)
    if tab:
        hint = "use spaces instead of tabs"
        problems.add("SW022", tab, "this line of the front matter begins with a tab", hint)
        front_matter.refused.update(shapes)
        return front_matter
    try:
        Reading(front_matter, shapes, problems).read(lines[1:end])
    except yaml.YAMLError as error:
        _report_broken(lines, min(_line(error), end), problems)
        front_matter.refused.update(shapes)
    return front_matter


def _line(error: yaml.YAMLError) -> int:
    """Return the line in which an error begins: of a quotation or a bracket that never ends too."""
    context = getattr(error, "context", None) or ""
    opened = context.startswith("while scanning") or "flow" in context
    marks = [getattr(error, "context_mark", None) if opened else None]
    marks.append(getattr(error, "problem_mark", None))
    return next((mark.line + 2 for mark in marks if mark), 2)


def _report_broken(lines: Sequence[str], number: int, problems: Problems) -> None:
    match = KEY_LINE.fullmatch(lines[number - 1])
    if match and _needs_quotes(match):
        report_unquoted(number, match["text"], lines, problems)
    else:
        message = f"the front matter can't be read at {quoted(lines[number - 1])}"
        hint = "write lines such as\ntitle: The title\nrelated: [first-term, second-term]"
        problems.add("SW022", number, message, hint)


def _needs_quotes(match: re.Match[str]) -> bool:
    text = match["text"]
    if match["before"].startswith("title") and _SPECIAL_START.match(text):
        return True
    if text.startswith(("[", "{")):
        return False
    return bool(_COLON.search(text) or _QUOTED_START.match(text))
