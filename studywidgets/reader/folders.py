"""Which folders and files of a content folder are content."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

COURSE_FILE = "course.md"
UNIT_FILE = "unit.md"
_IMAGES = frozenset(
    {".avif", ".bmp", ".gif", ".heic", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp"}
)


def folders(folder: Path) -> list[Path]:
    """Return the folders in a folder by name, without hidden ones such as JupyterLab's."""
    return sorted(
        path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")
    )


def markdown_files(folder: Path) -> list[Path]:
    """Return the Markdown files in a folder by name; a link that leads nowhere counts."""
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() == ".md" and not path.name.startswith(".") and not path.is_dir()
    )


def image_files(folder: Path) -> list[Path]:
    """Return the images in a folder and in those below it by name, without hidden ones."""
    found = []
    waiting = [folder]
    while waiting:
        for path in _listed(waiting.pop()):
            if path.name.startswith("."):
                continue
            if path.is_dir():
                # A link could lead round in a circle.
                waiting += [] if path.is_symlink() else [path]
            elif path.suffix.lower() in _IMAGES and path.is_file():
                found.append(path)
    return sorted(found)


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        # Nothing that can't be listed can be shown.
        return []


def unit_folders(course: Path) -> list[Path]:
    """Return the folders of a course that hold Markdown, which its units do and images don't."""
    return [folder for folder in folders(course) if markdown_files(folder)]


def course_folders(content: Path) -> list[Path]:
    """Return the courses' folders: the content folder itself, or those in it.

    Raises:
        FileNotFoundError: There is no such folder, or no course in it.
        NotADirectoryError: It is a file.
    """
    if not content.exists():
        message = f"there is no folder {content}; name the folder that holds the content"
        raise FileNotFoundError(message)
    if not content.is_dir():
        message = f"{content} is a file; name the folder that holds the content"
        raise NotADirectoryError(message)
    if (content / COURSE_FILE).exists():
        return [content]
    courses = [folder for folder in folders(content) if _is_course(folder)]
    if not courses and _has_unit(content):
        # Its course.md is missing, which is better said there than here.
        courses = [content]
    if not courses:
        message = f"{content} holds no course; a course is a folder with a {COURSE_FILE} in it"
        raise FileNotFoundError(message)
    return courses


def _is_course(folder: Path) -> bool:
    return (folder / COURSE_FILE).exists() or _has_unit(folder)


def _has_unit(folder: Path) -> bool:
    return any((unit / UNIT_FILE).exists() for unit in folders(folder))
