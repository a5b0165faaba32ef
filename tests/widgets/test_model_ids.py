"""Which model ids widgets get."""

from __future__ import annotations

import pytest

from studywidgets.widgets.model_ids import Execution, ModelIds


@pytest.fixture
def ids() -> ModelIds:
    """The ids of a fresh kernel."""
    return ModelIds()


def test_an_id_derives_from_the_item(ids: ModelIds) -> None:
    """The first widget of an item has the plain id."""
    taken = ids.take("mediation/definition", Execution("cell-a", 1))

    assert taken == "studywidgets-mediation--definition"


def test_running_a_cell_again_gives_the_same_id(ids: ModelIds) -> None:
    """A second run of the same cell keeps the id."""
    first = ids.take("mediation/definition", Execution("cell-a", 1))

    again = ids.take("mediation/definition", Execution("cell-a", 2))

    assert again == first


def test_another_cell_with_the_same_item_gets_a_suffix(ids: ModelIds) -> None:
    """A copied cell has an id of its own, and keeps it when it is run again."""
    ids.take("mediation/definition", Execution("cell-a", 1))

    copied = ids.take("mediation/definition", Execution("cell-b", 2))
    again = ids.take("mediation/definition", Execution("cell-b", 3))

    assert copied == again == "studywidgets-mediation--definition-2"


def test_two_of_an_item_in_one_cell_have_two_ids(ids: ModelIds) -> None:
    """The same item twice in one cell gets two ids, the same at the next run."""
    first = [ids.take("a/b", Execution("cell", 1)) for _ in range(2)]

    second = [ids.take("a/b", Execution("cell", 2)) for _ in range(2)]

    assert first == second == ["studywidgets-a--b", "studywidgets-a--b-2"]


def test_without_cell_ids_each_run_is_a_place(ids: ModelIds) -> None:
    """Where the client sends no cell id, two runs can't be told from two cells."""
    first = ids.take("a/b", Execution(None, 1))

    second = ids.take("a/b", Execution(None, 2))

    assert first != second
