"""Executed copies: the same bytes from every run."""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from nbformat.reader import reads

from studywidgets.execution.checks import WIDGET_STATE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nbformat import NotebookNode

    from studywidgets.execution.lessons import Lesson

RANDOM_ID = re.compile(r"[0-9a-f]{32}")

CELL_FILE = re.compile(r"""(?<![^\s"'<>])[^\s"'<>]*[/\\]ipykernel_\d+[/\\]+(?=\d+\.py)""")
"""Where a kernel says that a cell's code stands, up to the file's name: that is the code's hash.

A match begins where a word does. Otherwise one would be looked for from each letter on, and in an
image, which is one word, that takes minutes.
"""


ADDRESS = re.compile(r"(?<= at 0x)[0-9a-f]{6,16}(?=>)")
"""Where an object is in memory, as Python shows one that has no other form."""


class CopiesOverLessonsError(ValueError):
    """The folder for the copies is where the lessons are."""


def refuse_lessons_folder(lessons: Iterable[Lesson], folder: Path) -> None:
    """Make sure that no copy in `folder` would land among the lessons.

    Raises:
        CopiesOverLessonsError: A copy would replace a lesson or be taken for one later.
    """
    target = folder.resolve()
    for lesson in lessons:
        source = lesson.source.resolve()
        root = Path(os.path.abspath(lesson.source)).parents[lesson.name.count("/")].resolve()  # noqa: PTH100
        if target == root or root in target.parents:
            message = f"{folder} is inside the lessons folder {root}"
            raise CopiesOverLessonsError(message)
        copy = target / lesson.name
        if copy == source or (copy.exists() and copy.samefile(source)):
            message = f"the copy of {lesson.name} in {folder} would replace the lesson itself"
            raise CopiesOverLessonsError(message)


def executed_text(notebook: NotebookNode, name: str) -> str:
    """The text of an executed notebook, the same for every run.

    Widgets that choose no model id get a random one; these are replaced by ids derived from the
    lesson's name and the order in which the widgets were made. Buffers come in the order of
    their paths. What nobody has set of a layout is left out. Warnings and tracebacks name no
    process and no folder of the machine, and objects no place in memory.
    """
    models = notebook.metadata.get("widgets", {}).get(WIDGET_STATE, {}).get("state", {})
    for model in models.values():
        if "buffers" in model:
            # A path has numbers and words, which can't be compared.
            model["buffers"].sort(key=lambda buffer: json.dumps(buffer["path"]))
        if model.get("model_name") == "LayoutModel":
            # Its defaults are all null; JupyterLab leaves them out as well when it saves.
            state = model["state"].items()
            model["state"] = {name: value for name, value in state if value is not None}
    for cell in notebook.cells:
        for data in (output.get("data", {}) for output in cell.get("outputs", ())):
            if isinstance(shown := data.get("text/plain"), str):
                data["text/plain"] = ADDRESS.sub("…", shown)
    steady = {
        model_id: hashlib.sha256(f"{name}\n{number}".encode(errors="surrogateescape")).hexdigest()[
            :32
        ]
        for number, model_id in enumerate(models)
        if RANDOM_ID.fullmatch(model_id)
    }
    text = CELL_FILE.sub("ipykernel/", str(nbformat.writes(notebook)))
    if steady:
        text = RANDOM_ID.sub(lambda found: steady.get(found[0], found[0]), text)
        # Once more, because a notebook's keys are sorted and some of them have just changed.
        text = str(nbformat.writes(reads(text)))
    return text + "\n"
