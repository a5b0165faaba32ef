"""How many lessons this machine can run at once."""

from __future__ import annotations

import sys
from pathlib import Path

from studywidgets.execution.memory import available_memory
from studywidgets.processes import processors

MEMORY_OF_LESSON = 100_000_000
"""Bytes that a lesson's kernel needs for itself, with some room for what the lesson does."""

FILES_OF_LESSON = 12
"""Open files that this process needs for a lesson: ten, sockets for the most part, and two more."""

OTHER_FILES = 32
"""Open files that this process needs whatever it runs."""


def default_jobs() -> int:
    """How many lessons to run at once: what processors, memory and open files allow.

    One more than there are processors to use, since a lesson waits now and then.
    """
    fitting = available_memory() // MEMORY_OF_LESSON
    return possible_jobs(max(1, min(processors() + 1, fitting)))


def possible_jobs(wanted: int) -> int:
    """As many lessons as are wanted, or as this process may open files for."""
    limit = file_limit()
    if limit is None:
        return wanted
    return max(1, min(wanted, (limit - OTHER_FILES) // FILES_OF_LESSON))


def file_limit() -> int | None:
    """How many more files this process may open; None if that is not known or has no limit."""
    if sys.platform != "linux":
        return None
    import resource  # noqa: PLC0415 - Windows has none

    limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if limit == resource.RLIM_INFINITY:
        return None
    return limit - len([*Path("/proc/self/fd").iterdir()])
