"""How many lessons run at once."""

from __future__ import annotations

import os
import resource
import subprocess
import sys

import pytest

from studywidgets.execution import capacity
from studywidgets.execution.capacity import default_jobs, possible_jobs


@pytest.fixture
def _processors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four processors to use."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2, 3}, raising=False)


@pytest.mark.usefixtures("_processors")
@pytest.mark.parametrize(
    ("available", "expected"),
    [(sys.maxsize, 5), (310_000_000, 3), (10_000_000, 1), (0, 1)],
)
def test_jobs(monkeypatch: pytest.MonkeyPatch, available: int, expected: int) -> None:
    """By default one lesson more runs than there are processors, or as many as the memory holds."""
    monkeypatch.setattr(capacity, "available_memory", lambda: available)

    assert default_jobs() == expected


def test_no_more_than_open_files_allow() -> None:
    """So many lessons run as this process may open files for, and one at least."""
    allowed = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    program = (
        "import resource, sys; limit = int(sys.argv[1]);"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit));"
        "from studywidgets.execution.capacity import possible_jobs; print(possible_jobs(200))"
    )

    jobs = [
        int(subprocess.check_output([sys.executable, "-c", program, str(limit)]))
        for limit in (allowed, 256, 40)
    ]

    assert possible_jobs(2) == 2
    assert jobs[0] == min(200, (allowed - 36) // 12) or jobs[0] == 200
    assert 10 <= jobs[1] <= 18
    assert jobs[2] == 1
