"""What a cell has printed is put together as nbclient would, in a time that lines can have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import nbformat

from studywidgets.execution.copies import executed_text
from studywidgets.execution.streams import joined
from tests.execution.samples import printed, run, write

if TYPE_CHECKING:
    from pathlib import Path

    from nbformat import NotebookNode


def stream(text: str, name: str = "stdout") -> NotebookNode:
    """A part of what a cell has printed."""
    made: NotebookNode = nbformat.v4.new_output("stream", name=name, text=text)
    return made


def figure() -> NotebookNode:
    """Something that a cell has shown."""
    made: NotebookNode = nbformat.v4.new_output("display_data", {"text/plain": "a figure"})
    return made


def test_each_stream_is_one_output_where_its_first_part_was() -> None:
    """Joined puts together what belongs together, and stays in order."""
    outputs = [stream("a"), figure(), stream("b"), stream("x", "stderr"), stream("c\n")]

    assert joined(outputs) == [stream("abc\n"), figure(), stream("x", "stderr")]


def test_stdout_comes_before_stderr_beside_it() -> None:
    """Joined gives two streams that nothing parts in one order, whichever came first."""
    assert joined([stream("x", "stderr"), stream("a")]) == [stream("a"), stream("x", "stderr")]
    apart = [stream("x", "stderr"), figure(), stream("a")]
    assert joined(apart) == apart


def test_a_line_that_was_written_anew_is_the_last_one() -> None:
    """Joined drops what a line held before a carriage return, also over parts, but at its end."""
    outputs = [stream("10%\r"), stream("20%\rdone\r\nnext\r")]

    assert joined(outputs) == [stream("done\r\nnext\r")]


def test_long_lines_and_large_images(tmp_path: Path) -> None:
    """A line or an image without any space takes no longer than others of its size.

    Patterns that look on from each letter of it would take hours.
    """
    image = "display({'image/png': 'iVBO' * 500_000}, raw=True)"
    write(tmp_path / "lessons" / "a.ipynb", "print('x' * 2_000_000)", image)

    (result,) = run(tmp_path / "lessons", write_to=tmp_path / "copies", timeout=60)

    assert result.passed
    assert len(printed(tmp_path / "copies" / "a.ipynb")[0]) == 2_000_001


def test_the_place_of_a_cells_code_beside_other_words() -> None:
    """executed_text takes the machine's folder from each place of a cell's code."""
    text = "at /tmp/ipykernel_12/3.py:1, in</tmp/a/ipykernel_4//5.py> C:\\x\\ipykernel_6\\7.py"
    cell = nbformat.v4.new_code_cell("1", id="one", outputs=[stream(text)])

    executed = executed_text(nbformat.v4.new_notebook(cells=[cell]), "a.ipynb")

    assert "at ipykernel/3.py:1, in<ipykernel/5.py> ipykernel/7.py" in executed
