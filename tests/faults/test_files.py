"""Files on disk that are cut, removed, damaged, or written by a newer version."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from studywidgets.record.folder import SUFFIX, RecordFolder
from studywidgets.record.mirror import Mirror
from tests.faults.page import Page
from tests.faults.tries import fault
from tests.faults.writers import found
from tests.record.samples import COURSE, answer, answers, line, of_a_newer_version, write_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.faults.tries import Tries

NAME = f"other{SUFFIX}"


@fault("A file on disk is truncated, at every byte offset in turn", few=200, full=1200)
def test_truncated(tries: Tries, roots: Iterator[Path]) -> None:
    """Every whole line before the cut is read; an open page or a kernel's memory has the rest."""
    entries = answers(6)
    content = b"".join(line(entry) for entry in entries)
    offsets = range(len(content) + 1)
    step = max(1, len(offsets) // tries.count)

    for number in tries:
        root = next(roots)
        cut = offsets[number * step % len(offsets)]
        write_lines(root / COURSE / NAME, entries)
        kernel, page = Mirror(RecordFolder(root, COURSE)), Page()
        page.write(*entries)
        page.sync(kernel.sync)
        (root / COURSE / NAME).write_bytes(content[:cut])
        whole = [entry.id for entry in entries[: content[:cut].count(b"\n")]]
        tries.expect(whole, found(root))
        if number % 2:
            kernel.folder.close()
            kernel = Mirror(RecordFolder(root, COURSE))
            page.reconnect()
            page.sync(kernel.sync)
        page.write(answer(9))
        reply = page.sync(kernel.sync)
        kernel.folder.close()

        assert reply["stored"]
        tries.expect(page.needed(), found(root))

    assert tries.lost == []


@fault("Files on disk are removed while a kernel holds them", few=50, full=1000)
def test_removed(tries: Tries, roots: Iterator[Path]) -> None:
    """What a kernel has called stored is stored again, whichever files are gone meanwhile."""
    for _ in tries:
        root = next(roots)
        kernels = [Mirror(RecordFolder(root, COURSE)) for _ in range(2)]
        pages = [Page(), Page()]
        for number in range(4):
            which = tries.chance.randrange(2)
            pages[which].write(answer(number, "ab"[which]))
            pages[which].sync(kernels[which].sync)
            for path in [*(root / COURSE).iterdir()]:
                if tries.chance.random() < 0.3:
                    path.unlink()
            if tries.chance.random() < 0.2:
                shutil.rmtree(root)
        replies = [page.sync(kernel.sync) for page, kernel in zip(pages, kernels, strict=True)]
        for kernel in kernels:
            kernel.folder.close()

        assert all(reply["stored"] for reply in replies)
        for page in pages:
            tries.expect(page.needed(), found(root))

    assert tries.lost == []


@fault("A file on disk is overwritten with other bytes at a random place", few=50, full=1000)
def test_damaged(tries: Tries, roots: Iterator[Path]) -> None:
    """Lines that are as they were are read, the file is kept, an open page has the rest."""
    entries = answers(6)
    for _ in tries:
        root, path = (where := next(roots)), where / COURSE / NAME
        write_lines(path, entries)
        content = bytearray(path.read_bytes())
        start = tries.chance.randrange(len(content))
        length = tries.chance.randint(1, 300)
        content[start : start + length] = tries.chance.randbytes(
            len(content[start : start + length])
        )
        path.write_bytes(content)
        whole = [one.id for one in entries if line(one).strip() in content.split(b"\n")]
        tries.expect(whole, found(root))
        kernel, page = Mirror(RecordFolder(root, COURSE)), Page()
        page.write(*entries)
        page.sync(kernel.sync)
        page.sync(kernel.sync)
        kernel.folder.close()

        tries.expect(page.needed(*entries), found(root))
        assert content in [one.read_bytes() for one in (root / COURSE).iterdir()]

    assert tries.lost == []


@fault("Entries of kinds and with fields of a newer version, on disk", few=20, full=1000)
def test_newer_version(tries: Tries, roots: Iterator[Path]) -> None:
    """What a newer version stored is given to the page and kept, and changes nothing else."""
    newer = of_a_newer_version()
    for _ in tries:
        root = next(roots)
        write_lines(root / COURSE / NAME, [newer])
        kernel, page = Mirror(RecordFolder(root, COURSE)), Page()
        page.write(answer(1))
        reply = page.sync(kernel.sync)
        (root / COURSE / NAME).unlink()
        page.write(answer(2))
        page.sync(kernel.sync)
        kernel.folder.close()

        assert reply["entries"] == [newer.to_json()]
        tries.expect(page.needed(newer), found(root))
        stored = RecordFolder(root, COURSE).entries()
        assert [one.to_json() for one in stored if one == newer] == [newer.to_json()]

    assert tries.lost == []
