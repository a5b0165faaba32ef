"""How often the faults are tried, and the table of what came of it."""

from __future__ import annotations

import itertools
import secrets
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.end_to_end.watch import Watch
from tests.faults.jupyter import Served, open_lesson, serve
from tests.faults.table import rows, table
from tests.faults.traffic import PATIENCE
from tests.faults.tries import Tries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext

    from tests.faults.lesson import Lesson


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of the full run; pytest knows them when it is given this folder."""
    parser.addoption(
        "--faults", type=Path, help="try every fault many times, and write the table to this file"
    )
    parser.addoption("--seed", type=int, help="the seed that a failed test printed")


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark of a fault's test known."""
    config.addinivalue_line("markers", "fault(what, few, full): a fault and how often it is tried")


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Show and write the table of the full run."""
    path: Path | None = config.getoption("--faults", None)
    if path is None:
        return
    reports = [report for reports in terminalreporter.stats.values() for report in reports]
    made = rows(report for report in reports if isinstance(report, pytest.TestReport))
    terminalreporter.write_line(table(made))
    path.write_text(table(made), encoding="utf-8")


@pytest.fixture
def tries(
    request: pytest.FixtureRequest, record_property: Callable[[str, object], None]
) -> Iterator[Tries]:
    """How often the test's fault is tried."""
    mark = request.node.get_closest_marker("fault")
    is_full = request.config.getoption("--faults", None) is not None
    seed = request.config.getoption("--seed", None) or secrets.randbits(32)
    print(f"The random points come from --seed={seed}")  # noqa: T201 -- pytest shows it of a failed test
    tries = Tries(mark.kwargs["full" if is_full else "few"], seed)
    yield tries
    record_property("fault", mark.args[0])
    record_property("tries", tries.made)
    record_property("lost", len(tries.lost))


@pytest.fixture
def roots(tmp_path: Path) -> Iterator[Path]:
    """Folders for records, a new one for each try; what earlier tries left is removed."""

    def each() -> Iterator[Path]:
        for number in itertools.count():
            yield tmp_path / f"{number}"
            shutil.rmtree(tmp_path / f"{number}", ignore_errors=True)

    return each()


@pytest.fixture(scope="session")
def served(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An executed lesson and a running server."""
    served = serve(root, tmp_path_factory.mktemp("faults"))
    served.server.start()
    yield served
    served.server.stop()


@pytest.fixture
def lesson(served: Served, context: BrowserContext, tmp_path: Path) -> Iterator[Lesson]:
    """The lesson, in a folder of the test's own, open in JupyterLab."""
    served.new_folder(tmp_path.name)
    yield open_lesson(context, served.server, tmp_path.name)
    served.server.end_kernels(tmp_path.name)


@pytest.fixture
def observed() -> Watch:
    """What the test's pages did; they may be left with unsaved notebooks."""
    return Watch(_may_leave=True)


@pytest.fixture(autouse=True)
def _patience() -> Iterator[None]:
    expect.set_options(timeout=PATIENCE * 1000)
    yield
    expect.set_options(timeout=5_000)
