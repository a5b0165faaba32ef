"""What the lessons in a folder were built from last: the ids and texts of each term.

They stand in a notebook's own metadata, where no edit of its cells reaches them.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from studywidgets.identifiers import is_identifier
from studywidgets.markup.keypoints import split_key_point
from studywidgets.notebooks.calls import ODD, widget_call
from studywidgets.rules.of_ids import Item

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path


class LastBuild:
    """Reads lessons as they are asked for; one that is missing or can't be read has no items.

    A notebook that can't be read is no matter of the content: a build names it.
    """

    def __init__(self, lessons: Path) -> None:
        """Begin.

        Args:
            lessons: The folder of the lessons, which need not exist.
        """
        self._folders = [lessons]
        with suppress(OSError):
            self._folders += sorted(path for path in lessons.iterdir() if path.is_dir())

    def __call__(self, namespace: str, term: str) -> Mapping[str, Item]:
        """Return what a term's lesson was built from.

        Args:
            namespace: The namespace of its course.
            term: The term's id.

        Returns:
            By local id, that of a key point with its question's and a slash before it.
        """
        if not is_identifier(term):
            return {}
        for folder in self._folders:
            with suppress(OSError, *ODD):
                notebook = json.loads((folder / f"{term}.ipynb").read_bytes())
                ours = notebook["metadata"]["studywidgets"]
                if (ours["course"], ours["kind"], ours["term"]) == (namespace, "lesson", term):
                    return items_of(ours["built"], term)
        return {}


def items_of(built: Iterable[Mapping[str, str]], term: str) -> dict[str, Item]:
    """Return what a lesson shows, from what a build noted in it.

    Args:
        built: The cells as they were built, each with its type and its source.
        term: The id of the lesson's term.
    """
    items: dict[str, Item] = {}
    for cell in built:
        if cell["type"] == "code":
            with suppress(*ODD):
                items.update(_items_of_cell(cell["source"], term))
    return {name: item for name, item in items.items() if _is_built(name, item)}


def _is_built(name: str, item: Item) -> bool:
    """Whether a build could have written this: an id can be typed into a file again."""
    return all(isinstance(text, str) for text in item) and all(map(is_identifier, name.split("/")))


def _items_of_cell(source: str, term: str) -> Iterator[tuple[str, Item]]:
    """Yield the items that a cell's widget shows, as the builder wrote the call."""
    call = widget_call(source)
    if call is None:
        return
    if call.widget == "Definition":
        title, definition = call.positional
        yield "definition", Item("definition", definition, title)
    elif call.widget == "FactChecklist":
        for name, text in call.positional[1].items():
            yield name, Item("fact", text)
    elif call.widget == "AnswerBox":
        question = call.named["id"].removeprefix(f"{term}/")
        text, answer = call.positional
        yield question, Item("question", text, answer)
        for name, line in call.named["key_points"].items():
            shown, variants = split_key_point(line)
            yield f"{question}/{name}", Item("key point", shown, "\n".join(variants))
