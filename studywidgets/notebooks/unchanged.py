"""A note of the last build, so that a build with nothing to do takes no time.

The note lies in the lessons folder, in a hidden folder that git ignores. It holds a fingerprint of
everything that went into the build, and one of every notebook in the folder. Without it, or when
anything differs, everything is built; the note never changes what is built.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from importlib import metadata
from pathlib import Path

from studywidgets.files import write_atomically
from studywidgets.notebooks.files import notebooks_below

FOLDER = ".studywidgets"
_LIBRARIES = ("markdown-it-py", "PyYAML")
_PACKAGE = Path(__file__).parent.parent


def fingerprint(content: Path) -> str | None:
    """A hash of all that a build reads: the content, this package, and what reads Markdown.

    None when it can't be told, as with a link that leads out of the content folder.
    """
    versions = [sys.version, *(f"{name} {metadata.version(name)}" for name in _LIBRARIES)]
    digest = hashlib.sha256("\n".join(versions).encode())
    inputs = _files(content)
    if inputs is None:
        return None
    for path in [*inputs, *sorted(_PACKAGE.rglob("*.py"))]:
        name = os.fsencode(
            path.name if path.is_relative_to(_PACKAGE) else path.relative_to(content)
        )
        digest.update(b"%d %s %s" % (len(name), name, _hash(path)))
    return digest.hexdigest()


def remember(lessons: Path, inputs: str, built: list[str]) -> None:
    """Note that `built`, paths relative to `lessons`, are what `inputs` give."""
    note = {"inputs": inputs, "built": built, "notebooks": _notebooks(lessons)}
    # Without the note the next build is slower, and that is all.
    with contextlib.suppress(OSError):
        write_atomically(lessons / FOLDER / ".gitignore", b"*\n")
        text = json.dumps(note, indent=1, sort_keys=True)
        write_atomically(lessons / FOLDER / "built.json", text.encode())


def recall(lessons: Path, inputs: str) -> list[str] | None:
    """The paths that a build from `inputs` would find unchanged, or None when it must be run."""
    try:
        note = json.loads((lessons / FOLDER / "built.json").read_bytes())
        same = note["inputs"] == inputs and note["notebooks"] == _notebooks(lessons)
        return list(note["built"]) if same else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _files(content: Path) -> list[Path] | None:
    found: list[Path] = []
    for folder, folders, names in os.walk(content):
        folders.sort()
        here = Path(folder)
        if any((here / name).is_symlink() for name in (*folders, *names)):
            return None
        found += (here / name for name in sorted(names))
    return found


def _notebooks(lessons: Path) -> dict[str, str]:
    return {
        path.relative_to(lessons).as_posix(): _hash(path).hex()
        for path in notebooks_below(lessons)
        if path.is_file()
    }


def _hash(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()
