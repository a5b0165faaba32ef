"""Whether an executed lesson shows what it was built from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import nbformat
import pytest

from studywidgets.execution.checks import items_of_cell, missing_items

if TYPE_CHECKING:
    from nbformat import NotebookNode

FACTS = ["mediation/neutral-helper", "mediation/parties-decide"]


def lesson(
    data: dict[str, Any], *, shows: list[str], cells: dict[str, list[str]] | None = None
) -> NotebookNode:
    """Return an executed lesson whose one cell, `facts`, has `data` as its output.

    Its one widget, `model-1`, shows the items `shows`.
    """
    output = {"output_type": "display_data", "data": data, "metadata": {}}
    cell = nbformat.v4.new_code_cell("sw.FactChecklist(…)", id="facts", outputs=[output])
    state = {"state": {"model-1": {"state": {"items": shows}}}}
    executed: NotebookNode = nbformat.v4.new_notebook(
        cells=[cell],
        metadata={
            "studywidgets": {"items": cells or {"facts": FACTS}},
            "widgets": {"application/vnd.jupyter.widget-state+json": state},
        },
    )
    return executed


def view(model: str = "model-1", **forms: str) -> dict[str, Any]:
    """Return the output data of a widget with its plain forms, which `forms` replace."""
    return {
        "application/vnd.jupyter.widget-view+json": {"model_id": model},
        "text/html": "<ol><li>A fact.</li></ol>",
        "text/plain": "1. A fact.",
        **{f"text/{kind}": text for kind, text in forms.items()},
    }


def test_a_lesson_that_shows_all_its_items_is_complete() -> None:
    """missing_items returns nothing if a widget shows every item in all forms."""
    assert missing_items(lesson(view(), shows=FACTS)) == []


def test_an_item_that_no_widget_shows_is_named() -> None:
    """missing_items names the one item that the widget leaves out, and its cell's source."""
    problems = missing_items(lesson(view(), shows=FACTS[:1]))

    assert [problem.items for problem in problems] == [("mediation/parties-decide",)]
    assert problems[0].message == "no widget shows mediation/parties-decide"
    assert problems[0].source == "sw.FactChecklist(…)"


def test_plain_html_alone_is_no_widget() -> None:
    """missing_items does not take an output of the built, unexecuted lesson for a widget."""
    built = {"text/html": "<ol></ol>", "text/plain": "1."}

    problems = missing_items(lesson(built, shows=FACTS))

    assert len(problems) == len(FACTS)


def test_a_widget_whose_state_was_not_kept_does_not_count() -> None:
    """missing_items does not count a view of a model that the notebook does not hold."""
    problems = missing_items(lesson(view("model-2"), shows=FACTS))

    assert len(problems) == len(FACTS)


@pytest.mark.parametrize("shows", [None, 3, "text", [{"id": 1}], [3]])
def test_what_others_call_items_does_not_count(shows: Any) -> None:
    """missing_items passes over a widget of somebody else that has something called items."""
    problems = missing_items(lesson(view(), shows=shows))

    assert len(problems) == len(FACTS)


@pytest.mark.parametrize("shown", [None, "text", [], {}, {"model_id": []}, {"model_id": None}])
def test_a_view_that_is_none_does_not_count(shown: Any) -> None:
    """missing_items passes over an output that calls itself a widget's view and is none."""
    data = {**view(), "application/vnd.jupyter.widget-view+json": shown}

    assert len(missing_items(lesson(data, shows=FACTS))) == len(FACTS)


@pytest.mark.parametrize("noted", ["text", {"items": []}, {"items": {"facts": 5}}, {"items": None}])
def test_notes_that_mean_nothing_ask_for_nothing(noted: Any) -> None:
    """missing_items takes a notebook with other notes for one that the builder did not make."""
    notebook = lesson(view(), shows=FACTS)
    notebook.metadata["studywidgets"] = noted

    assert missing_items(notebook) == []


def test_a_missing_html_form_is_reported() -> None:
    """missing_items reports items that are shown without their plain-HTML form."""
    problems = missing_items(lesson(view(html=" \n"), shows=FACTS))

    assert problems[0].message == "mediation/neutral-helper is shown without its plain-HTML form"


def test_both_missing_forms_are_reported_in_one_line() -> None:
    """missing_items names both plain forms when neither is there."""
    problems = missing_items(lesson(view(html="", plain=""), shows=FACTS))

    assert problems[0].message.endswith("without its plain-HTML and plain-text form")


def test_items_of_a_deleted_cell_are_not_asked_for() -> None:
    """missing_items leaves out the items of cells that an instructor has deleted."""
    cells = {"facts": FACTS, "question": ["mediation/fair-helper"]}

    assert missing_items(lesson(view(), shows=FACTS, cells=cells)) == []


def test_a_notebook_of_somebody_else_lacks_nothing() -> None:
    """missing_items returns nothing for a notebook that the builder did not make."""
    plain = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")])

    assert missing_items(plain) == []


def test_a_cells_items_come_in_the_order_of_the_lesson() -> None:
    """items_of_cell returns a cell's items in order, and none for a cell that has none."""
    built = lesson(view(), shows=FACTS)

    assert items_of_cell(built, "facts") == tuple(FACTS)
    assert items_of_cell(built, "another") == ()
    assert items_of_cell(built, None) == ()
