"""A note of the last build, so that a build with nothing to do takes no time.

The note lies in the folder of what is built, in a hidden folder that git ignores. It holds a
fingerprint of everything that went into the build, and one of every file that came of it. Without
it, or when anything differs, everything is built; the note never changes what is built.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from studywidgets.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = ".studywidgets"
_LIBRARIES = ("markdown-it-py", "PyYAML", "snowballstemmer", "Jinja2")
_PACKAGE = Path(__file__).parent


def fingerprint(content: Path, options: str = "", own: Iterable[Path] = ()) -> str | None:
    """A hash of all that a build reads: the content, this package, and the libraries it works with.

    Args:
        content: The content folder.
        options: What else the build is told.
        own: Files of this package that it reads, besides the modules.

    Returns:
        None when it can't be told, as with a link that leads out of the content folder.
    """
    versions = [f"{name} {metadata.version(name)}" for name in _LIBRARIES]
    digest = hashlib.sha256("\n".join([sys.version, *versions, options]).encode())
    inputs = _files(content)
    if inputs is None:
        return None
    start = len(os.fspath(content)) + 1
    files: list[tuple[str, str | Path]] = [(path[start:], path) for path in inputs]
    files += [(path.name, path) for path in (*sorted(_PACKAGE.rglob("*.py")), *own)]
    for text, path in files:
        name = os.fsencode(text)
        digest.update(b"%d %s %s" % (len(name), name, _hash(path)))
    return digest.hexdigest()


def remember(folder: Path, inputs: str, built: list[str], files: Iterable[Path]) -> None:
    """Note what `inputs` give.

    Args:
        folder: The folder of what is built.
        inputs: What went into it, from `fingerprint`.
        built: The paths of what was built, relative to the folder.
        files: The files that must be as they are for a build to have nothing to do.
    """
    note = {"inputs": inputs, "built": built, "files": _hashes(folder, files)}
    # Without the note the next build is slower, and that is all.
    with contextlib.suppress(OSError):
        write_atomically(folder / FOLDER / ".gitignore", b"*\n")
        text = json.dumps(note, indent=1, sort_keys=True)
        write_atomically(folder / FOLDER / "built.json", text.encode())


def recall(folder: Path, inputs: str, files: Iterable[Path]) -> list[str] | None:
    """The paths that a build would find unchanged, or None when it must be run.

    The arguments are as for `remember`.
    """
    try:
        note = json.loads((folder / FOLDER / "built.json").read_bytes())
        same = note["inputs"] == inputs and note["files"] == _hashes(folder, files)
        return list(note["built"]) if same else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _files(content: Path) -> list[str] | None:
    found: list[str] = []
    waiting = [os.fspath(content)]
    while waiting:
        with os.scandir(waiting.pop()) as listed:
            entries = sorted(listed, key=lambda entry: entry.name)
        if any(entry.is_symlink() for entry in entries):
            return None
        waiting += [entry.path for entry in entries if entry.is_dir()]
        found += [entry.path for entry in entries if not entry.is_dir()]
    return found


def _hashes(folder: Path, files: Iterable[Path]) -> dict[str, str]:
    start = len(os.fspath(folder)) + 1
    return {str(path)[start:]: _hash(path).hex() for path in files if path.is_file()}


def _hash(path: str | Path) -> bytes:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a Path is slow to make
        return hashlib.sha256(file.read()).digest()
