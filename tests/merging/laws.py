"""What holds of every merge, for the tests of properties and for the run of many faults."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from nbformat.validator import iter_validate

from studywidgets.notebooks.calls import plain_form
from studywidgets.notebooks.cells import plain_output
from studywidgets.notebooks.kept import built_cells
from studywidgets.notebooks.merge.cell import origin
from studywidgets.notebooks.merge.notebook import merge_copy, merge_lesson
from studywidgets.notebooks.merge.notices import without_notices
from studywidgets.notebooks.reading import parse, to_bytes
from tests.merging.cases import words, words_in_force

if TYPE_CHECKING:
    from studywidgets.notebooks.merge.three_way import Merged
    from tests.merging.cases import Case

Notebook = dict[str, Any]
RESTORED = {"execution", "studywidgets"}
"""What a build takes out of a cell's metadata, or puts back, whenever it writes the notebook."""

VIEW = "application/vnd.jupyter.widget-view+json"


def build_merge(mine: Notebook, theirs: Notebook) -> tuple[Notebook, Merged]:
    """Merge as a build does."""
    return merge_lesson(built_cells(mine), mine, theirs)


def copy_merge(case: Case) -> tuple[Notebook, Merged]:
    """Merge as `open` does with a copy: `mine` is the copy, `theirs` the lesson."""
    return merge_copy(_noted(case.base), case.mine, case.theirs)


def missing(case: Case, merged: Notebook) -> set[str]:
    """The words of either side that should be in a merged notebook and are not."""
    there, in_force = words(merged["cells"]), words_in_force(merged["cells"])
    return (case.own | case.common) - in_force | case.news - there


def check_sound(case: Case, merged: Notebook) -> None:
    """A merged notebook is valid, its ids are unique, and no deleted text has come back."""
    ids = [cell["id"] for cell in merged["cells"]]

    assert next(iter_validate(merged, None, 4, 5), None) is None
    assert len(ids) == len(set(ids))
    assert case.dropped & words_in_force(merged["cells"]) == set()


def check_built(case: Case, merged: Notebook, result: Merged) -> None:
    """Building again changes nothing, and an untouched lesson is just what is built."""
    saved = parse(to_bytes(merged))
    again, told = build_merge(saved, case.theirs)

    assert to_bytes(again) == to_bytes(merged)
    assert told.conflicts == result.conflicts
    assert told.notes == ()
    if case.mine == case.base:
        assert merged == case.theirs


def check_unchanged(case: Case) -> None:
    """With no new content, everything but outputs and repeated ids is as it was.

    Where none of these had to be changed, the notebook is the same altogether.
    """
    before = copy.deepcopy(case.mine)
    merged, result = build_merge(case.mine, case.base)
    kept, was = merged["cells"], case.mine["cells"]

    assert case.mine == before
    assert result.conflicts == ()
    assert result.notes == ()
    assert list(map(_content, kept)) == list(map(_content, was))
    assert [cell["id"] for cell in kept if _is_single(cell, was)] == [
        cell["id"] for cell in was if _is_single(cell, was)
    ]
    if list(map(_shown, kept)) == list(map(_shown, was)):
        assert merged == case.mine


def check_order(case: Case, merged: Notebook) -> None:
    """Where the content was not put in another order, the cells stay in that on disk."""
    order = [cell["id"] for cell in case.base["cells"]]
    known = [cell["id"] for cell in case.theirs["cells"] if cell["id"] in order]
    if known == sorted(known, key=order.index):
        on_disk = [
            cell["id"] for cell in case.mine["cells"] if _is_single(cell, case.mine["cells"])
        ]
        shown = [cell["id"] for cell in merged["cells"]]
        assert [name for name in shown if name in on_disk] == [
            name for name in on_disk if name in shown
        ]


def check_around(case: Case, merged: Notebook) -> None:
    """What an instructor put around a text stays, and outputs show what their cells say."""
    after = {cell["id"]: cell for cell in merged["cells"]}
    built = {cell["id"] for cell in case.base["cells"]}
    for cell in case.mine["cells"]:
        if not _is_single(cell, case.mine["cells"]) or cell["id"] not in after:
            continue
        now = after[cell["id"]]
        own = {name for name in cell["metadata"].get("tags", ()) if name.startswith("own-")}
        assert own <= set(now["metadata"].get("tags", ()))
        assert cell["metadata"].get("slideshow") == now["metadata"].get("slideshow")
        assert cell.get("attachments") == now.get("attachments")
        own_words = bool(words([cell])) and words([cell]) <= case.own
        if cell["id"] not in built and origin(now) is None and own_words:
            assert cell.get("outputs") == now.get("outputs")
    for cell in without_notices(merged["cells"]):
        form = plain_form(cell["source"]) if cell["cell_type"] == "code" else None
        if form is not None and origin(cell) is not None:
            assert cell["outputs"] == [plain_output(form)]
            assert cell["execution_count"] is None


def check_no_views(merged: Notebook) -> None:
    """No output of a lesson shows a live widget."""
    outputs = [output for cell in merged["cells"] for output in cell.get("outputs", ())]

    assert not any(VIEW in output.get("data", {}) for output in outputs)


def _noted(notebook: Notebook) -> list[dict[str, Any]]:
    """Cells as a copy's stamp has them."""
    return [
        {
            **{key: cell[key] for key in ("id", "cell_type", "source")},
            **({"attachments": cell["attachments"]} if cell.get("attachments") else {}),
            "metadata": {k: v for k, v in cell["metadata"].items() if k != "jupyter"},
        }
        for cell in notebook["cells"]
    ]


def _content(cell: dict[str, Any]) -> tuple[str, str, dict[str, Any], object]:
    metadata = {key: value for key, value in cell["metadata"].items() if key not in RESTORED}
    return cell["cell_type"], cell["source"], metadata, cell.get("attachments")


def _shown(cell: dict[str, Any]) -> tuple[str, object, object]:
    return cell["id"], cell.get("outputs"), cell.get("execution_count")


def _is_single(cell: dict[str, Any], cells: list[dict[str, Any]]) -> bool:
    return [each["id"] for each in cells].count(cell["id"]) == 1
