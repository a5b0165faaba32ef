"""Edits a notebook as in JupyterLab: `edit.py NOTEBOOK replace OLD NEW`, or `… add TEXT`."""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat


def main() -> None:
    """Do what the arguments say."""
    path, what, *texts = sys.argv[1:]
    notebook = nbformat.read(path, as_version=4)
    if what == "replace":
        old, new = texts
        [cell] = [cell for cell in notebook.cells if old in cell.source]
        cell.source = cell.source.replace(old, new)
    else:
        [added] = texts
        notebook.cells.append(nbformat.v4.new_markdown_cell(added))
    Path(path).write_text(nbformat.writes(notebook), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
