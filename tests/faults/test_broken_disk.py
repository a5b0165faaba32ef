"""A disk that fails in any call, and a power cut at any moment."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from studywidgets.record.folder import RecordFolder
from studywidgets.record.mirror import Mirror
from tests.faults.disk import BrokenDisk
from tests.faults.page import Page
from tests.faults.tries import fault
from tests.faults.writers import found
from tests.record.samples import COURSE, answers, draft, line, write_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.faults.tries import Tries

CODES = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS)


def study(root: Path, disk: BrokenDisk) -> tuple[Page, Mirror]:
    """Study beside another kernel's file, half of it damaged, on a disk that fails at some time."""
    write_lines(root / COURSE / "other.jsonl", answers(2, "other"))
    with (root / COURSE / "bad.jsonl").open("wb") as file:
        file.write(line(answers(4, "bad")[3]) + b"damage\n")
    page, mirror = Page(), Mirror(RecordFolder(root, COURSE))
    with disk.mounted():
        for number, entry in enumerate(answers(4)):
            page.write(entry, draft(number + 1))
            page.sync(mirror.sync)
        # So that even what needs a second try, such as setting a file aside, comes to its end.
        page.sync(mirror.sync)
    return page, mirror


@fault(
    "A call of the disk fails (full, broken, quota, read-only), each in turn", few=150, full=2000
)
def test_failing_calls(tries: Tries, roots: Iterator[Path]) -> None:
    """Whatever call fails, once or for good, what was called stored is there; then all is."""
    whole = BrokenDisk(0, -1, for_good=False, chance=tries.chance)
    study(next(roots), whole)[1].folder.close()
    others = [*answers(2, "other"), answers(4, "bad")[3]]

    for number in tries:
        root = next(roots)
        code, for_good = CODES[number % 4], number // 4 % 2 == 0
        disk = BrokenDisk(code, number // 8 % whole.calls, for_good=for_good, chance=tries.chance)
        page, mirror = study(root, disk)
        tries.expect(page.needed(*others), found(root))
        disk.repair()
        with disk.mounted():
            page.sync(mirror.sync)
            reply = page.sync(mirror.sync)
        mirror.folder.close()
        assert reply["stored"]
        assert page.stored == {entry.id for entry in page.all}
        tries.expect(page.needed(*others), found(root))

    assert tries.lost == []


@fault("The power is cut, also after a call of the disk has failed", few=100, full=2000)
def test_power_cut(tries: Tries, roots: Iterator[Path]) -> None:
    """What was called stored is there when all that was not synced is gone."""
    whole = BrokenDisk(0, -1, for_good=False, chance=tries.chance)
    study(next(roots), whole)[1].folder.close()

    for number in tries:
        root = next(roots)
        disk = BrokenDisk(
            errno.EIO, number % whole.calls, for_good=number % 2 == 0, chance=tries.chance
        )
        page, mirror = study(root, disk)
        mirror.folder.close()
        disk.cut_power(root / COURSE)
        tries.expect(page.needed(), found(root))

    assert tries.lost == []
