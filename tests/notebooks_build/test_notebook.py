"""The bytes of a notebook."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studywidgets.notebooks.pages import notebooks
from studywidgets.notebooks.reading import to_bytes
from tests.notebooks_build.content import course, question, term, unit

if TYPE_CHECKING:
    from studywidgets.notebooks.notebook import Notebook

# What somebody may have put into the metadata of a notebook.
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)
HOSTILE = "\"\"\"\n%%html\n<script>alert(1)</script>\u2028\x0b\x85 ${x} ''' \\"


def hostile() -> list[Notebook]:
    """The notebooks of a course with hostile text in every place."""
    each = term(title=HOSTILE, definition=HOSTILE, example=HOSTILE, sources=(HOSTILE,))
    asked = question(text=HOSTILE, answer=HOSTILE)
    content = course(
        unit("u", each, term("b", questions=(asked,)), title=HOSTILE, overview=HOSTILE),
        title=HOSTILE,
        description=HOSTILE,
    )
    return list(notebooks(content))


def parsed(notebook: Notebook) -> dict[str, Any]:
    """A notebook's JSON."""
    shown: dict[str, Any] = json.loads(notebook.to_bytes())
    return shown


class TestBytes:
    """The file as a whole."""

    @pytest.mark.parametrize("notebook", [*notebooks(course()), *hostile()], ids=lambda n: n.name)
    def test_valid(self, notebook: Notebook) -> None:
        """Every notebook is valid by nbformat, version 4.5."""
        read = nbformat.reads(notebook.to_bytes().decode(), as_version=nbformat.NO_CONVERT)

        nbformat.validate(read)

        assert (read.nbformat, read.nbformat_minor) == (4, 5)

    @pytest.mark.parametrize("notebook", [*notebooks(course()), *hostile()], ids=lambda n: n.name)
    def test_canonical(self, notebook: Notebook) -> None:
        """The bytes are those that nbformat itself would write."""
        text = notebook.to_bytes().decode()

        assert nbformat.writes(nbformat.reads(text, as_version=4)) + "\n" == text

    def test_sources(self) -> None:
        """What nbformat reads from the file are the sources that were built."""
        for notebook in hostile():
            read = nbformat.reads(notebook.to_bytes().decode(), as_version=4)
            built = [str(each.source) for each in notebook.cells]

            assert [each.source for each in read.cells] == built

    def test_readable(self) -> None:
        """Letters of any script stand in the file as themselves, and lines end with a newline."""
        content = notebooks(course(title="Géographie 地理"))
        whole = b"".join(notebook.to_bytes() for notebook in content)

        assert "Géographie 地理".encode() in whole
        assert b"\r" not in whole

    def test_half_character(self) -> None:
        """Half of a surrogate pair does not stop a build."""
        notebook = next(notebooks(course(title="a\ud800b")))

        assert "a\\ud800b" in notebook.to_bytes().decode()

    @given(metadata=JSON)
    def test_layout(self, metadata: object) -> None:
        """Any JSON is laid out as the standard library does it, as nbformat tells it."""
        notebook = {"cells": [], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
        text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True)

        assert to_bytes(notebook) == f"{text}\n".encode(errors="backslashreplace")


class TestMetadata:
    """What the notebook says about itself."""

    def test_kernel(self) -> None:
        """Every notebook names the python3 kernel."""
        for notebook in notebooks(course()):
            assert parsed(notebook)["metadata"]["kernelspec"]["name"] == "python3"

    def test_about(self) -> None:
        """A notebook says of which course and of which term or unit it is."""
        about = {
            notebook.name: {
                key: value
                for key, value in parsed(notebook)["metadata"]["studywidgets"].items()
                if key not in {"built", "items"}
            }
            for notebook in notebooks(course())
        }

        common = {"course": "talking", "format": 1}
        assert about == {
            "index.ipynb": {**common, "kind": "index"},
            "glossary.ipynb": {**common, "kind": "glossary"},
            "guide-talks.ipynb": {**common, "kind": "guide", "unit": "talks"},
            "mediation.ipynb": {**common, "kind": "lesson", "term": "mediation"},
        }

    def test_items(self) -> None:
        """A notebook lists the items of each cell that shows any."""
        lesson = next(each for each in notebooks(course()) if each.kind == "lesson")

        assert parsed(lesson)["metadata"]["studywidgets"]["items"] == {
            "mediation--definition": ["mediation/definition"],
            "mediation_facts": ["mediation/third"],
            "mediation--why-help": ["mediation/why-help"],
        }

    def test_built(self) -> None:
        """A notebook remembers id, type and source of each cell as it was built."""
        for notebook in notebooks(course()):
            read = nbformat.reads(notebook.to_bytes().decode(), as_version=4)

            assert read.metadata.studywidgets.built == [
                {"id": each.id, "type": each.cell_type, "source": each.source}
                for each in read.cells
            ]

    def test_cells(self) -> None:
        """A code cell hides its input and has not been run; each cell knows its origin."""
        for notebook in notebooks(course()):
            for each in parsed(notebook)["cells"]:
                assert each["metadata"]["studywidgets"] == {"origin": each["id"]}
                if each["cell_type"] == "code":
                    assert each["metadata"]["jupyter"] == {"source_hidden": True}
                    assert each["metadata"]["tags"] == ["hide-input"]
                    assert each["execution_count"] is None

    def test_outputs(self) -> None:
        """A code cell holds one output, with HTML and plain text and nothing else."""
        for notebook in notebooks(course()):
            for each in parsed(notebook)["cells"]:
                if each["cell_type"] == "code":
                    (output,) = each["outputs"]
                    assert output["output_type"] == "display_data"
                    assert set(output["data"]) == {"text/html", "text/plain"}
