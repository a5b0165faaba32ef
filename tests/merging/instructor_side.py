"""What an instructor may do to a lesson's notebook, in the way of JupyterLab."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from studywidgets.notebooks.calls import plain_form
from studywidgets.notebooks.cells import plain_output

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from tests.merging.content_side import Words

    Edit = Callable[[random.Random, list[dict[str, Any]], Words], None]

Cells = list[dict[str, Any]]
HEX = "0123456789abcdef"


def new_id(chance: random.Random) -> str:
    """An id as JupyterLab gives it to a new cell."""
    return "".join(chance.choice(HEX) for _ in range(8))


def rewrite(chance: random.Random, cells: Cells, words: Words) -> None:
    """Write other words in place of a line, or of the whole text."""
    cell = chance.choice(cells)
    lines = cell["source"].split("\n")
    lines[chance.randrange(len(lines))] = words.line(chance)
    cell["source"] = words.line(chance) if chance.random() < 0.1 else "\n".join(lines)


def add_line(chance: random.Random, cells: Cells, words: Words) -> None:
    """Write a line somewhere into a cell."""
    cell = chance.choice(cells)
    lines = cell["source"].split("\n")
    mark = "# " if cell["cell_type"] == "code" else ""
    lines.insert(chance.randint(0, len(lines)), mark + words.line(chance))
    cell["source"] = "\n".join(lines)


def cut_line(chance: random.Random, cells: Cells, _: Words) -> None:
    """Delete a line of a cell."""
    cell = chance.choice(cells)
    lines = cell["source"].split("\n")
    del lines[chance.randrange(len(lines))]
    cell["source"] = "\n".join(lines)


def add_cell(chance: random.Random, cells: Cells, words: Words) -> None:
    """Write a cell of one's own, and perhaps run it."""
    cell: dict[str, Any] = {"cell_type": "markdown", "id": new_id(chance), "metadata": {}}
    cell["source"] = words.line(chance)
    if chance.random() < 0.4:
        shown = {"output_type": "stream", "name": "stdout", "text": [words.line(chance)]}
        cell |= {"cell_type": "code", "execution_count": 1, "outputs": [shown]}
        cell["source"] = f"print('{cell['source']}')"
    cells.insert(chance.randint(0, len(cells)), cell)


def delete(chance: random.Random, cells: Cells, _: Words) -> None:
    """Delete a cell."""
    if len(cells) > 1:
        del cells[chance.randrange(len(cells))]


def move(chance: random.Random, cells: Cells, _: Words) -> None:
    """Move a cell, by dragging or by cutting and pasting it."""
    cell = cells.pop(chance.randrange(len(cells)))
    cells.insert(chance.randint(0, len(cells)), cell)


def duplicate(chance: random.Random, cells: Cells, _: Words) -> None:
    """Copy a cell and paste it: it has a new id and the same metadata."""
    pasted = copy.deepcopy(chance.choice(cells)) | {"id": new_id(chance)}
    cells.insert(chance.randint(0, len(cells)), pasted)


def split(chance: random.Random, cells: Cells, _: Words) -> None:
    """Split a cell: the second part keeps the id, the first has the same metadata."""
    at = chance.randrange(len(cells))
    cell, text = cells[at], cells[at]["source"]
    place = chance.randint(0, len(text))
    if chance.random() < 0.7:
        place = text.find("\n", place) if "\n" in text[place:] else len(text)
    first = copy.deepcopy(cell) | {"id": new_id(chance), "source": text[:place].strip("\n")}
    if cell["cell_type"] == "code":
        first |= {"outputs": [], "execution_count": None}
    cell["source"] = text[place:].strip("\n")
    cells.insert(at, first)


def join(chance: random.Random, cells: Cells, _: Words) -> None:
    """Join neighbours: the result has a new id, and the metadata of the selected one."""
    at = chance.randrange(len(cells))
    some = cells[at : at + chance.randint(2, 3)]
    chosen = chance.choice([some[0], some[0], some[-1]])
    joined = copy.deepcopy(chosen) | {
        "id": new_id(chance),
        "source": "\n\n".join(cell["source"] for cell in some),
    }
    if joined["cell_type"] == "code":
        joined |= {"outputs": [], "execution_count": None}
    cells[at : at + len(some)] = [joined]


def retype(chance: random.Random, cells: Cells, _: Words) -> None:
    """Turn a cell into one of another type."""
    cell = chance.choice(cells)
    cell["cell_type"] = "raw" if cell["cell_type"] == "markdown" else "markdown"
    cell.pop("outputs", None)
    cell.pop("execution_count", None)


def tag(chance: random.Random, cells: Cells, _: Words) -> None:
    """Tag a cell, make it a slide, and show its source."""
    metadata = chance.choice(cells)["metadata"]
    metadata["tags"] = sorted({*metadata.get("tags", ()), f"own-{chance.randrange(3)}"})
    metadata["slideshow"] = {"slide_type": "slide"}
    metadata.pop("jupyter", None)


def attach(chance: random.Random, cells: Cells, _: Words) -> None:
    """Paste an image into a Markdown cell."""
    cell = chance.choice(cells)
    if cell["cell_type"] == "markdown":
        cell["attachments"] = {"own.png": {"image/png": "AAAA"}}


def run(chance: random.Random, cells: Cells, _: Words) -> None:
    """Run every cell and save."""
    for count, cell in enumerate(cells):
        if cell["cell_type"] == "code":
            view = {"version_major": 2, "version_minor": 0, "model_id": f"{chance.random()}"}
            form = plain_form(cell["source"])
            shown = plain_output(form)["data"] if form else {"text/plain": ["1"]}
            shown["application/vnd.jupyter.widget-view+json"] = view
            cell["execution_count"] = count
            cell["metadata"]["execution"] = {"iopub.status.idle": "2024-05-03T12:01:00Z"}
            cell["outputs"] = [
                {
                    "output_type": "execute_result",
                    "execution_count": count,
                    "data": shown,
                    "metadata": {},
                }
            ]


def lose_id(chance: random.Random, cells: Cells, _: Words) -> None:
    """Take a cell's id away, as a way through another format does."""
    chance.choice(cells)["id"] = new_id(chance)


def lose_origin(chance: random.Random, cells: Cells, _: Words) -> None:
    """Take our note in a cell's metadata away."""
    chance.choice(cells)["metadata"].pop("studywidgets", None)


def lose_both(chance: random.Random, cells: Cells, _: Words) -> None:
    """Take all away by which a cell is known, except what it says."""
    cell = chance.choice(cells)
    cell |= {"id": new_id(chance), "metadata": {}}


def repeat_id(chance: random.Random, cells: Cells, _: Words) -> None:
    """Give a cell the id of another."""
    chance.choice(cells)["id"] = chance.choice(cells)["id"]


EDITS: tuple[Edit, ...] = (
    *(rewrite, rewrite, rewrite, add_line, add_line, cut_line, add_cell, add_cell),
    *(delete, move, duplicate, split, join, retype, tag, attach, run),
    *(lose_id, lose_origin, lose_both, repeat_id),
)
"""What may be done to a notebook, each in place."""

STEADY_EDITS: tuple[Edit, ...] = (rewrite, add_line, cut_line, add_cell, delete, move, tag, attach)
"""Those after which each cell is still known by its id."""
