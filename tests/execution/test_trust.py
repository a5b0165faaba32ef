"""Trusting executed copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import nbformat
import pytest
from nbformat.sign import NotebookNotary

from studywidgets.execution.trust import trust_notebooks
from tests.execution.samples import write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def notary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[NotebookNotary]:
    """A notary with an empty store, such as JupyterLab would use."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    notary = NotebookNotary()
    yield notary
    notary.store.close()


def test_trusted_notebooks_are_known_to_jupyter(tmp_path: Path, notary: NotebookNotary) -> None:
    """trust_notebooks signs each notebook in the store that JupyterLab asks."""
    lesson = write(tmp_path / "a.ipynb", "1")
    before = notary.check_signature(nbformat.read(lesson, as_version=4))

    trust_notebooks([lesson])

    assert not before
    assert notary.check_signature(nbformat.read(lesson, as_version=4))


def test_a_changed_notebook_is_not_trusted(tmp_path: Path, notary: NotebookNotary) -> None:
    """A notebook that was changed after it was trusted is not trusted any more."""
    lesson = write(tmp_path / "a.ipynb", "1")
    trust_notebooks([lesson])

    write(lesson, "print('something else')")

    assert not notary.check_signature(nbformat.read(lesson, as_version=4))
