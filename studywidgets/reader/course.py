"""A course's folder to a course: its units, its terms, and whether they fit together."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from studywidgets.diagnostics import quoted
from studywidgets.identifiers import is_identifier, is_reserved_term, suggest
from studywidgets.reader.files import Surroundings, read_course, read_unit
from studywidgets.reader.folders import (
    COURSE_FILE,
    UNIT_FILE,
    image_files,
    markdown_files,
    unit_folders,
)
from studywidgets.reader.problems import Problems
from studywidgets.rules.of_courses import (
    check_formerly,
    check_image,
    check_names,
    check_not_related_to_itself,
    check_order,
    check_order_is_complete,
    check_pointing_back,
    check_related,
)
from studywidgets.rules.of_ids import check_similar, nothing_built

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from studywidgets.diagnostics import Diagnostic
    from studywidgets.model import Course, Location, Unit
    from studywidgets.reader.aside import Aside
    from studywidgets.reader.files import Read
    from studywidgets.reader.memory import Memory
    from studywidgets.rules.of_ids import LastBuild


@dataclass(slots=True)
class _TermFile:
    """A term's file; its id counts for other files, whatever is wrong with it.

    What its value is, is a matter of what has read it.
    """

    id: str
    path: Path
    problems: Problems
    read: Read[Any] | None = None


@dataclass(slots=True)
class _UnitFolder:
    """A unit's folder, with its terms in the order of their names."""

    id: str
    problems: Problems
    read: Read[Unit] | None = None
    terms: list[_TermFile] = field(default_factory=list)

    def assembled(self, reader: Aside | Memory) -> Unit | None:
        """Return the unit with those of its terms that have no error."""
        if self.read is None or self.problems.severe:
            return None
        terms = {t.id: t.read.value for t in self.terms if t.read and not t.problems.severe}
        ordered = [terms[name] for name in _order(self.read, terms)]
        return dataclasses.replace(self.read.value, terms=reader.collected(ordered))


class CourseFolder:
    """A course's folder, read as far as it can be."""

    def __init__(
        self, folder: Path, root: Path, last_build: LastBuild, reader: Aside | Memory, jobs: int
    ) -> None:
        """Read every file of the course.

        Args:
            folder: The course's folder.
            root: The content folder, which diagnostics' paths are relative to.
            last_build: What its lessons were built from last.
            reader: Reads the terms' files.
            jobs: How many processes may read.
        """
        self._folder = folder
        self._root = root
        self._reader = reader
        self._resolved = root.resolve()
        self.problems = self._problems(folder / COURSE_FILE)
        self._strays: list[Problems] = []
        self._read: Read[Course] | None = self._read_head(folder)
        self._units = [self._read_unit(path) for path in unit_folders(folder)]
        terms = [term for unit in self._units for term in unit.terms]
        files = [(term.path, term.problems) for term in terms]
        surroundings = self._surroundings(last_build)
        read = reader.read_terms(files, self._resolved, surroundings, jobs)
        for term, each in zip(terms, read, strict=True):
            term.read = each
        self._check_terms()
        self._check_units()

    def namespace(self) -> tuple[str, Location] | None:
        """Return the course's namespace and its place, whatever else is wrong with the course."""
        if self._read is None or not self._read.value.namespace:
            return None
        return self._read.value.namespace, self._read.places["namespace"]

    def name(self) -> tuple[str, Location] | None:
        """Return the course's id and its file."""
        return (self._read.value.id, self.problems.at(1)) if self._read else None

    def files(self) -> Iterator[Problems]:
        """Yield the problems of every file."""
        yield self.problems
        yield from self._strays
        for unit in self._units:
            yield unit.problems
            yield from (term.problems for term in unit.terms)

    def shown_images(self) -> Iterator[str]:
        """Yield the image files that the course shows, relative to the content folder."""
        units = [unit.read for unit in self._units]
        terms = [term.read for unit in self._units for term in unit.terms]
        for read in (self._read, *units, *terms):
            yield from read.images if read else ()

    def check_images(self, shown: Collection[str]) -> None:
        """Report the images in the course's folder that no file shows.

        Args:
            shown: What the files of all courses show.
        """
        by_folder = {(self._folder / unit.id): unit.problems for unit in self._units}
        for path in image_files(self._folder):
            near = next((by_folder[up] for up in path.parents if up in by_folder), self.problems)
            real = path.resolve()
            inside = real.is_relative_to(self._resolved)
            name = real.relative_to(self._resolved) if inside else path.relative_to(self._root)
            near.extend(check_image(name.as_posix(), near.at(1), shown))

    def assembled(self) -> Course | None:
        """Return the course with all that has no error, or None when its own file has one."""
        if self._read is None or self.problems.severe:
            return None
        units = {unit.id: made for unit in self._units if (made := unit.assembled(self._reader))}
        ordered = [units[name] for name in _order(self._read, units)]
        return dataclasses.replace(self._read.value, units=tuple(ordered))

    def _problems(self, path: Path) -> Problems:
        return Problems(path.relative_to(self._root).as_posix())

    def _read_head(self, folder: Path) -> Read[Course] | None:
        if folder != self._root:
            _check_name(folder.name, "course", self.problems)
        for path in markdown_files(folder):
            if path.name != COURSE_FILE:
                stray = self._problems(path)
                hint = "move the file into the folder of a unit"
                stray.add("SW010", 1, "this file stands outside every unit", hint)
                self._strays.append(stray)
        if not (folder / COURSE_FILE).exists():
            hint = "write the file, with front matter that has title and namespace"
            self.problems.add("SW009", 1, f"there is no {COURSE_FILE} in this folder", hint)
            return None
        return read_course(folder / COURSE_FILE, self._resolved, self.problems)

    def _surroundings(self, last_build: LastBuild) -> Surroundings:
        if self._read is None:
            return Surroundings(None, "", nothing_built)
        course = self._read.value
        language = None if "language" in self._read.doubtful else course.language
        return Surroundings(language, course.namespace, last_build)

    def _read_unit(self, folder: Path) -> _UnitFolder:
        unit = _UnitFolder(folder.name, self._problems(folder / UNIT_FILE))
        _check_name(folder.name, "unit", unit.problems)
        if (folder / UNIT_FILE).exists():
            unit.read = read_unit(folder / UNIT_FILE, self._resolved, unit.problems)
        else:
            hint = "write the file, with front matter that has title and order"
            unit.problems.add("SW008", 1, f"there is no {UNIT_FILE} in this folder", hint)
        for path in markdown_files(folder):
            if path.name != UNIT_FILE:
                problems = self._problems(path)
                _check_name(path.stem, "term", problems)
                unit.terms.append(_TermFile(path.stem, path, problems))
        return unit

    def _check_terms(self) -> None:
        terms = [term for unit in self._units for term in unit.terms]
        known = {term.id for term in terms}
        every = [term.problems for term in terms]
        _hand_out(check_names("term", ((t.id, t.problems.at(1)) for t in terms)), every)
        former = {}
        for term in terms:
            if term.read:
                related = term.read.ids["related"]
                term.problems.extend(check_related(term.id, related, known))
                term.problems.extend(check_not_related_to_itself(term.id, related))
                former[term.id] = term.read.ids["formerly"]
        _hand_out(check_formerly(former, known), every)
        sound = [t for t in terms if t.read and not t.problems.severe]
        names = [(t.id, t.problems.at(1)) for t in sound]
        values = self._reader.collected(t.read.value for t in sound if t.read)
        _hand_out(check_similar(names, values), every)
        pointing = {t.id: t.read.ids["related"] for t in sound if t.read}
        _hand_out(check_pointing_back(pointing), every)

    def _check_units(self) -> None:
        every = [unit.problems for unit in self._units]
        _hand_out(check_names("unit", ((u.id, u.problems.at(1)) for u in self._units)), every)
        for unit in self._units:
            _check_order("term", unit.read, [term.id for term in unit.terms], unit.problems)
        _check_order("unit", self._read, [unit.id for unit in self._units], self.problems)


def _check_order(
    kind: str, read: Read[Unit] | Read[Course] | None, present: list[str], problems: Problems
) -> None:
    if not present:
        hint = f"add a {kind} beside this file"
        problems.add("SW088", 1, f"there is no {kind} in this folder", hint)
    elif read and "order" not in read.doubtful:
        place = read.places.get("order", problems.at(1))
        problems.extend(check_order(kind, read.ids["order"], present))
        problems.extend(check_order_is_complete(read.ids["order"], present, place))


def _order(read: Read[Unit] | Read[Course], present: Iterable[str]) -> list[str]:
    """Return the ids that are present: those in `order` first, then the others by name."""
    remaining = list(present)
    first = [name for name, _ in read.ids["order"] if name in remaining]
    return first + [name for name in remaining if name not in first]


def _check_name(name: str, kind: str, problems: Problems) -> None:
    if not is_identifier(name):
        message = f"the {kind}'s name {quoted(name)} is no id"
        ending = ".md" if kind == "term" else ""
        hint = f"rename it to {suggest(name, fallback=kind)}{ending}"
        problems.add("SW006", 1, message, hint)
    elif kind == "term" and is_reserved_term(name):
        message = f"{quoted(name)} is a name of the course's own notebooks, so no term can have it"
        problems.add("SW007", 1, message, f"rename it to {suggest(name, fallback=kind)}.md")


def _hand_out(diagnostics: Iterable[Diagnostic], problems: Sequence[Problems]) -> None:
    """Add each diagnostic to the problems of its file."""
    by_file = {one.file: one for one in problems}
    for diagnostic in diagnostics:
        by_file[diagnostic.location.file].extend([diagnostic])
