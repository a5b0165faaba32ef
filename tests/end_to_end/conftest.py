"""Executed lessons, the servers that show them, and the browser that opens them."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from playwright.sync_api import expect

from studywidgets.execution.capacity import default_jobs
from studywidgets.execution.lessons import find_lessons
from studywidgets.execution.run import run_lessons
from studywidgets.execution.trust import trust_notebooks
from studywidgets.notebooks.build import build
from tests.end_to_end.notebook_page import APPLICATIONS, Application, OpenNotebook
from tests.end_to_end.server import JupyterServer, private_jupyter
from tests.end_to_end.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from tests.end_to_end.server import Program

LESSON = "track-ii-diplomacy.ipynb"
NEXT_LESSON = "track-i-diplomacy.ipynb"
PAGES = (
    LESSON,
    NEXT_LESSON,
    "index.ipynb",
    "glossary.ipynb",
    "guide-international-relations.ipynb",
)

PATIENCE = 20_000
"""Milliseconds for what a student waits for, on a machine that is busy with other tests."""


class Course(NamedTuple):
    """The course's own content as notebooks.

    Attributes:
        lessons: The built, unexecuted notebooks.
        copies: Executed and trusted copies of some of them.
        home: The folder of the Jupyter that trusts them.
    """

    lessons: Path
    copies: Path
    home: Path


@pytest.fixture(scope="session")
def course(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The repository's content, built, and some of it executed and trusted."""
    folder = tmp_path_factory.mktemp("course")
    course = Course(folder / "lessons", folder / "copies", tmp_path_factory.mktemp("home"))
    build(root / "content", course.lessons)
    wanted = [lesson for lesson in find_lessons([course.lessons]) if lesson.name in PAGES]
    results = run_lessons(wanted, jobs=default_jobs(), timeout=60, write=course.copies)
    assert [result.name for result in results if not result.passed] == []
    with pytest.MonkeyPatch.context() as patch:
        for name, value in private_jupyter(course.home).items():
            patch.setenv(name, value)
        trust_notebooks(course.copies.iterdir())
    return course


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all servers serve; each test has a folder of its own in it."""
    # JupyterLab remembers what was opened last, and asks every server of this home for it.
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="session")
def servers(course: Course, served: Path) -> Iterator[Callable[[Program], JupyterServer]]:
    """A function that gives the running server of a program, started when first asked for."""
    running: dict[Program, JupyterServer] = {}
    with ExitStack() as stack:

        def server(program: Program) -> JupyterServer:
            if program not in running:
                running[program] = JupyterServer(program, served, course.home)
                stack.callback(running[program].stop)
                running[program].start()
            return running[program]

        yield server


each_program = pytest.mark.parametrize("application", ["doc", "notebook"], indirect=True)
"""For what is the same in both forms of JupyterLab: the notebook by itself, and Notebook 7."""


@pytest.fixture(scope="session", params=APPLICATIONS)
def application(request: pytest.FixtureRequest) -> Application:
    """Each of the ways to open a notebook."""
    return APPLICATIONS[request.param]


@pytest.fixture
def observed() -> Watch:
    """What the test's pages did that nobody asked for."""
    return Watch()


@pytest.fixture(autouse=True)
def _patience() -> Iterator[None]:
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def server(application: Application, servers: Callable[[Program], JupyterServer]) -> JupyterServer:
    """The running server of the application."""
    return servers(application.program)


@pytest.fixture
def folder(served: Path, course: Course, tmp_path: Path) -> Path:
    """The test's own copies of the executed lessons."""
    return Path(shutil.copytree(course.copies, served / tmp_path.name))


@pytest.fixture
def notebook(
    application: Application, server: JupyterServer, folder: Path, page: Page
) -> Iterator[Callable[[str], OpenNotebook]]:
    """A function that opens one of the test's notebooks by its file name."""

    def open_notebook(name: str) -> OpenNotebook:
        opened = OpenNotebook(page, server, application, folder.name, name)
        opened.open()
        return opened

    yield open_notebook
    server.end_kernels(folder.name)


@pytest.fixture
def lesson(notebook: Callable[[str], OpenNotebook]) -> OpenNotebook:
    """A lesson that was just opened, with its widgets restored."""
    lesson = notebook(LESSON)
    expect(lesson.hosts).to_have_count(7)
    return lesson
