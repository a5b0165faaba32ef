"""A course's record on disk, as several kernels see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studywidgets.record.folder import RecordFolder
from tests.record.samples import COURSE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Look = Callable[[], RecordFolder]


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """The folder of all records, which is not there yet."""
    return tmp_path / "record"


@pytest.fixture
def look(records: Path) -> Iterator[Look]:
    """A function that gives one more kernel's view of the course's record."""
    folders: list[RecordFolder] = []

    def look_() -> RecordFolder:
        folders.append(RecordFolder(records, COURSE))
        return folders[-1]

    yield look_
    for folder in folders:
        folder.close()


@pytest.fixture
def folder(look: Look) -> RecordFolder:
    """A kernel's view of the course's record."""
    return look()
