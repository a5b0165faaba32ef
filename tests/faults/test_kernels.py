"""What may happen to a lesson's kernel and to its disk, in JupyterLab."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import threading
from functools import partial
from typing import TYPE_CHECKING

from tests.end_to_end.watch import Watch
from tests.faults.jupyter import open_lesson
from tests.faults.tries import fault

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.faults.jupyter import Served
    from tests.faults.lesson import Lesson
    from tests.faults.tries import Tries

OFTEN = 20
"""After so many tries a reload and another browser show what has come together."""


def check_elsewhere(tries: Tries, lesson: Lesson, chromium: Browser) -> None:
    """Note what the kernel has called stored and does not come to a browser that has nothing."""
    context = chromium.new_context()
    Watch(_may_leave=True).watch(context)
    there = open_lesson(context, lesson.notebook.server, lesson.notebook.folder)
    there.check_page(tries, lesson.traffic.stored)
    context.close()


@fault("kill -9 of the kernel while somebody studies, in JupyterLab", few=2, full=200)
def test_killed(tries: Tries, lesson: Lesson, chromium: Browser) -> None:
    """What was shown as saved, and what the kernel has called stored, is there afterwards."""
    lesson.wait_for_kernel()
    for number in tries:
        kernel = lesson.traffic.kernel
        kill = partial(os.kill, lesson.kernel_process(), signal.SIGKILL)
        if number % 2:
            killer = threading.Timer(5 * tries.chance.random(), kill)
            killer.start()
        else:
            # In the middle of what the kernel does with a request.
            killer = threading.Timer(tries.chance.random() / 50, kill)
            lesson.traffic.sending = killer.start
        for _ in range(tries.chance.randint(1, 6)):
            lesson.study(tries.chance)
        lesson.traffic.wait(killer.finished.is_set)
        lesson.wait_for_kernel(but=kernel)
        if number % OFTEN == OFTEN - 1 or number == tries.count - 1:
            lesson.reload()
            lesson.check(tries)
            check_elsewhere(tries, lesson, chromium)

    assert tries.lost == []


@fault("The kernel is restarted and every cell run, in JupyterLab", few=1, full=20)
def test_restarted(tries: Tries, lesson: Lesson) -> None:
    """What was shown as saved, and what the kernel has called stored, is there afterwards."""
    lesson.wait_for_kernel()
    for _ in tries:
        for _ in range(tries.chance.randint(1, 4)):
            lesson.study(tries.chance)
        kernel = lesson.traffic.kernel
        lesson.notebook.restart_and_run_all()
        lesson.wait_for_kernel(but=kernel)
        lesson.check(tries)

    assert tries.lost == []


@fault("Files on disk are removed under a lesson's kernel, in JupyterLab", few=1, full=20)
def test_removed(tries: Tries, lesson: Lesson, chromium: Browser) -> None:
    """What the kernel has called stored is stored again when the student goes on."""
    lesson.study(tries.chance)
    lesson.wait_until_stored()
    for number in tries:
        for path in [*lesson.place.iterdir()]:
            path.unlink()
        if tries.chance.random() < 0.5:
            lesson.place.rmdir()
        lesson.study(tries.chance)
        lesson.write_down(f"after removal {number}")
        lesson.wait_until_stored()
        lesson.check(tries)
    check_elsewhere(tries, lesson, chromium)

    assert tries.lost == []


@fault("No file of a lesson's kernel may grow, and may again later, in JupyterLab", few=1, full=20)
def test_full_disk(tries: Tries, lesson: Lesson) -> None:
    """The work is saved in the browser meanwhile, and is stored when there is room again."""
    lesson.wait_for_kernel()
    for number in tries:
        process = lesson.kernel_process()
        unlimited = resource.prlimit(process, resource.RLIMIT_FSIZE)
        limit = tries.chance.randrange(100), unlimited[1]
        resource.prlimit(process, resource.RLIMIT_FSIZE, limit)
        lesson.write_down(f"on a full disk {number}")
        lesson.traffic.wait(lambda: not lesson.traffic.replies[-1]["stored"])
        lesson.wait_until_saved()
        error = lesson.traffic.replies[-1]["error"]
        resource.prlimit(process, resource.RLIMIT_FSIZE, unlimited)
        lesson.write_down(f"with room again {number}")
        lesson.wait_until_stored()
        lesson.check(tries)

        assert error == "File too large."

    assert tries.lost == []


@fault("Two kernels write at once for two browsers, in JupyterLab", few=1, full=20)
def test_two_kernels(tries: Tries, lesson: Lesson, served: Served, chromium: Browser) -> None:
    """Each browser is given what the other has saved, and both versions of an answer hold."""
    context = chromium.new_context()
    Watch(_may_leave=True).watch(context)
    folder = lesson.notebook.folder
    shutil.copy(served.copy, served.server.root / folder / "again.ipynb")
    there = open_lesson(context, served.server, folder, "again.ipynb")
    both = (lesson, there)
    for number in tries:
        for _ in range(tries.chance.randint(1, 6)):
            tries.chance.choice(both).study(tries.chance)
        for name, one in zip(("here", "there"), both, strict=True):
            one.write_down(f"{name} {number}")
        for one in both:
            one.wait_until_stored()
        for one, other in (both, both[::-1]):
            one.reload()
            one.check(tries)
            one.check_page(tries, other.traffic.stored)
    context.close()

    assert tries.lost == []
