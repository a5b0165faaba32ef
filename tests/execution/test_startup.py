"""What a command does first."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import psutil  # type: ignore[import-untyped]

from studywidgets.execution.startup import start_server
from tests.execution.samples import run, write

if TYPE_CHECKING:
    from pathlib import Path


def test_nbformat_without_what_it_has_no_use_for() -> None:
    """Nbformat is imported without the packages for other formats, which stay importable."""
    program = (
        "import sys; from studywidgets.execution.startup import UNUSED, import_all;"
        "import_all(); print('nbformat' in sys.modules, *(set(UNUSED) & sys.modules.keys()));"
        "import rfc3987_syntax, isoduration"
    )

    printed = subprocess.check_output([sys.executable, "-c", program], text=True)

    assert printed == "True\n"


def test_lessons_use_the_server_that_was_started(tmp_path: Path) -> None:
    """The server that is started beforehand forks the lessons' kernels; there is no other."""
    write(tmp_path / "a.ipynb", "1")
    start_server()
    before = psutil.Process().children()

    (result,) = run(tmp_path)

    assert result.passed
    assert psutil.Process().children() == before
    assert before
