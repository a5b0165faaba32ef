"""What a build makes of a lesson that was edited while its content changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import nbformat
from nbformat import v4

from tests.merging.conftest import LESSON, named

if TYPE_CHECKING:
    from tests.merging.conftest import Desk

DEFINITION = "mediation--definition"
FACTS = "mediation_facts"
EXAMPLE = "mediation_example"
OLD = "What mediation is, in one sentence."
NEW = "Help from a third party."
OWN = "What I say mediation is."


class TestTexts:
    """The texts of cells."""

    def test_untouched(self, desk: Desk) -> None:
        """A cell that nobody edited gets its new text, beside one that was edited."""
        desk.edit(EXAMPLE, "In 1999", "In 1998")
        desk.reword(OLD, NEW)

        report = desk.build()

        assert LESSON in report.written
        assert NEW in desk.sources()[DEFINITION]
        assert "In 1998" in desk.sources()[EXAMPLE]

    def test_edited(self, desk: Desk) -> None:
        """An edited cell whose content has not changed stays as it was edited."""
        desk.edit(DEFINITION, OLD, OWN)
        edited = desk.sources()[DEFINITION]
        desk.reword("In 1999", "In 1998")

        report = desk.build()

        assert report.conflicts == {}
        assert desk.sources()[DEFINITION] == edited

    def test_different_lines(self, desk: Desk) -> None:
        """Edits of different lines of one cell are both there."""
        desk.edit(FACTS, "began in **1914**", "began about **1914**")
        desk.reword("**mediation 4** began in **1944**", "**mediation 4** ended in **1944**")

        report = desk.build()

        assert report.conflicts == {}
        assert "began about **1914**" in desk.sources()[FACTS]
        assert "**mediation 4** ended" in desk.sources()[FACTS]

    def test_neighbouring_lines(self, desk: Desk) -> None:
        """Edits of lines that touch are both there."""
        desk.edit(FACTS, "began in **1914**", "began about **1914**")
        desk.reword("**mediation 2** began in **1924**", "**mediation 2** ended in **1924**")

        report = desk.build()

        assert report.conflicts == {}
        assert "began about **1914**" in desk.sources()[FACTS]
        assert "**mediation 2** ended" in desk.sources()[FACTS]

    def test_same_edit(self, desk: Desk) -> None:
        """The same edit on both sides is no conflict."""
        desk.edit(DEFINITION, OLD, NEW)
        desk.reword(OLD, NEW)

        report = desk.build()

        assert report.conflicts == {}
        assert desk.sources()[DEFINITION].count(NEW) == 1

    def test_no_python_any_more(self, desk: Desk) -> None:
        """Two facts that were added under one id are a conflict, for Python would drop one."""
        fact = '"fact-5": "The **mediation 5** began in **1954**.",\n'
        desk.edit(FACTS, fact, f'{fact}        "fact-6": "**Mine**.",\n')
        desk.reword(
            "1. The **mediation 1**",
            "1. **Theirs** is first. {#fact-6}\n1. The **mediation 1**",
        )

        report = desk.build()

        assert [one.cell for one in report.conflicts[LESSON]] == [FACTS]
        assert '"fact-6": "**Mine**."' in desk.sources()[FACTS]
        assert "**Theirs** is first." not in desk.sources()[FACTS]

    def test_twice(self, desk: Desk) -> None:
        """Edits and new content come together build after build."""
        desk.edit(FACTS, "began in **1914**", "began about **1914**")
        desk.reword("**mediation 4** began in **1944**", "**mediation 4** ended in **1944**")
        desk.build()
        desk.edit(FACTS, "The **mediation 2** began", "That **mediation 2** began")
        desk.reword("**mediation 5** began in **1954**", "**mediation 5** ended in **1954**")

        report = desk.build()

        said = desk.sources()[FACTS]
        assert report.conflicts == {}
        assert all(
            part in said
            for part in ("about **1914**", "That **mediation 2**", "4** ended", "5** ended")
        )

    def test_second_build(self, desk: Desk) -> None:
        """A second build changes no byte of a merged lesson."""
        desk.edit(FACTS, "began in **1914**", "began about **1914**")
        desk.reword(OLD, NEW)
        desk.build()
        merged = desk.lesson.read_bytes()

        report = desk.build()

        assert report.written == []
        assert desk.lesson.read_bytes() == merged


class TestCells:
    """Whole cells: added, deleted, moved, copied, split and joined."""

    def test_own(self, desk: Desk) -> None:
        """Cells of the instructor's own stay behind the cells that they were put behind."""
        notebook = desk.read()
        notebook.cells.insert(3, v4.new_markdown_cell("My words.", id="my-words"))
        notebook.cells.insert(6, v4.new_code_cell("my_code = 1", id="my-code"))
        desk.save(notebook)
        desk.reword(OLD, NEW)
        desk.reword("## Example\n\nIn 1999 somebody did so. (Author 2001)\n", "")

        desk.build()

        ids = list(desk.sources())
        assert ids[ids.index(DEFINITION) + 1] == "my-words"
        assert ids[ids.index(FACTS) + 1] == "my-code"
        assert desk.sources()["my-words"] == "My words."

    def test_deleted(self, desk: Desk) -> None:
        """A deleted cell stays deleted, and that its content has changed is said once."""
        notebook = desk.read()
        notebook.cells.remove(named(notebook.cells, DEFINITION))
        desk.save(notebook)
        desk.reword(OLD, NEW)

        first, second = desk.build(), desk.build()

        assert DEFINITION not in desk.sources()
        assert "was deleted here and has changed in the content" in first.notes[LESSON][0]
        assert second.notes == {}

    def test_moved(self, desk: Desk) -> None:
        """A moved cell stays where it was put, and gets its new text."""
        notebook = desk.read()
        notebook.cells.insert(1, notebook.cells.pop(-2))
        desk.save(notebook)
        order = list(desk.sources())
        desk.reword("### Why does mediation matter, 3?", "### What for, 3?")

        desk.build()

        assert list(desk.sources()) == order
        assert order[1] == "mediation--why-3"
        assert "What for, 3?" in desk.sources()["mediation--why-3"]

    def test_moved_by_the_content(self, desk: Desk) -> None:
        """Cells follow a new order of the content, an edited cell too."""
        desk.edit("mediation--why-2", '"Why does mediation matter, 2?"', '"What for?"')
        first, second, third = desk.questions()
        desk.write_questions(second, first, third)

        desk.build()

        questions = [name for name in desk.sources() if "--why" in name]
        assert questions == ["mediation--why-2", "mediation--why-1", "mediation--why-3"]
        assert "What for?" in desk.sources()["mediation--why-2"]

    def test_new_cell(self, desk: Desk) -> None:
        """A new question comes where the content has it, behind own cells at that place."""
        notebook = desk.read()
        own = v4.new_markdown_cell("My words.", id="my-words")
        notebook.cells.insert(8, own)
        desk.save(notebook)
        first, second, third = desk.questions()
        new = second.replace("matter, 2?", "help?").replace("why-2", "why-4")
        desk.write_questions(first, new, second, third)

        report = desk.build()

        assert report.diagnostics == []
        ids = list(desk.sources())
        at = ids.index("mediation--why-1")
        assert ids[at : at + 4] == [
            "mediation--why-1",
            "my-words",
            "mediation--why-4",
            "mediation--why-2",
        ]

    def test_removed_by_the_content(self, desk: Desk) -> None:
        """A cell that the content has no more goes if nobody edited it."""
        desk.edit(DEFINITION, OLD, OWN)
        desk.reword("## Example\n\nIn 1999 somebody did so. (Author 2001)\n", "")

        report = desk.build()

        assert EXAMPLE not in desk.sources()
        assert report.notes == {}

    def test_removed_by_the_content_and_edited(self, desk: Desk) -> None:
        """An edited cell that the content has no more stays, and is named."""
        desk.edit(EXAMPLE, "somebody", "my uncle")
        desk.reword("## Example\n\nIn 1999 somebody did so. (Author 2001)\n", "")

        report = desk.build()

        assert "my uncle" in desk.sources()[EXAMPLE]
        assert "is no longer in the content, but was edited here" in report.notes[LESSON][0]

    def test_copied(self, desk: Desk) -> None:
        """The original follows the content, its copy stays as it was pasted."""
        notebook = desk.read()
        pasted = nbformat.from_dict(named(notebook.cells, DEFINITION) | {"id": "a1b2c3d4"})
        notebook.cells.insert(2, pasted)
        notebook.cells[2].source = pasted.source.replace(OLD, OWN)
        desk.save(notebook)
        desk.reword(OLD, NEW)

        report = desk.build()

        assert report.conflicts == {}
        assert NEW in desk.sources()[DEFINITION]
        assert OWN in desk.sources()["a1b2c3d4"]

    def test_split(self, desk: Desk) -> None:
        """A split cell stays split, and new text comes into the half that it belongs to."""
        notebook = desk.read()
        second = named(notebook.cells, EXAMPLE)
        first = nbformat.from_dict(second | {"id": "a1b2c3d4", "source": "## Example"})
        second.source = "In 1999 somebody did so. (Author 2001)"
        notebook.cells.insert(notebook.cells.index(second), first)
        desk.save(notebook)
        desk.reword("In 1999 somebody", "In 1998 nobody")

        report = desk.build()

        assert report.conflicts == {}
        assert desk.sources()["a1b2c3d4"] == "## Example"
        assert desk.sources()[EXAMPLE] == "In 1998 nobody did so. (Author 2001)"

    def test_joined(self, desk: Desk) -> None:
        """Joined cells stay joined, and new text comes into its part."""
        notebook = desk.read()
        example = named(notebook.cells, EXAMPLE)
        heading = named(notebook.cells, "mediation_questions-heading")
        source = f"{example.source}\n\n{heading.source}"
        joined = nbformat.from_dict(example | {"id": "a1b2c3d4", "source": source})
        notebook.cells[notebook.cells.index(example)] = joined
        notebook.cells.remove(heading)
        desk.save(notebook)
        desk.reword("In 1999 somebody", "In 1998 nobody")

        report = desk.build()

        assert report.conflicts == {}
        assert desk.sources()["a1b2c3d4"] == (
            "## Example\n\nIn 1998 nobody did so. (Author 2001)\n\n## Review questions"
        )
        assert EXAMPLE not in desk.sources()
        assert "mediation_questions-heading" not in desk.sources()

    def test_lost_ids(self, desk: Desk) -> None:
        """Cells that another program gave new ids and no metadata still follow the content."""
        notebook = desk.read()
        for number, cell in enumerate(notebook.cells):
            cell.id = f"new-{number}"
            cell.metadata.clear()
        desk.save(notebook)
        desk.reword(OLD, NEW)

        report = desk.build()

        assert report.conflicts == {}
        assert len(desk.read().cells) == len(notebook.cells)
        assert NEW in desk.sources()["new-2"]


class TestAround:
    """What stands around the texts: metadata, attachments and types."""

    def test_tags(self, desk: Desk) -> None:
        """Tags and slides of the instructor's stay when the text is new."""
        notebook = desk.read()
        metadata = named(notebook.cells, DEFINITION).metadata
        metadata.tags.append("mine")
        metadata.slideshow = {"slide_type": "slide"}
        del metadata["jupyter"]
        desk.save(notebook)
        desk.reword(OLD, NEW)

        desk.build()

        merged = named(desk.read().cells, DEFINITION)
        assert NEW in merged.source
        assert merged.metadata.tags == ["hide-input", "mine"]
        assert merged.metadata.slideshow == {"slide_type": "slide"}
        assert "jupyter" not in merged.metadata

    def test_attachment(self, desk: Desk) -> None:
        """A pasted image stays when the text is new."""
        notebook = desk.read()
        image = {"a.png": {"image/png": "AAAA"}}
        named(notebook.cells, EXAMPLE)["attachments"] = image
        desk.save(notebook)
        desk.reword("In 1999", "In 1998")

        desk.build()

        merged = named(desk.read().cells, EXAMPLE)
        assert "In 1998" in merged.source
        assert merged.attachments == image

    def test_title(self, desk: Desk) -> None:
        """What an instructor notes in the notebook's metadata stays."""
        notebook = desk.read()
        notebook.metadata["title"] = "My lesson"
        desk.save(notebook)
        desk.reword(OLD, NEW)

        desk.build()

        assert desk.read().metadata["title"] == "My lesson"

    def test_type(self, desk: Desk) -> None:
        """A heading that was turned into raw text stays raw, with no outputs left over."""
        notebook = desk.read()
        cell = named(notebook.cells, FACTS)
        notebook.cells[notebook.cells.index(cell)] = v4.new_raw_cell(
            cell.source, id=cell.id, metadata=cell.metadata
        )
        desk.save(notebook)
        desk.reword(OLD, NEW)

        report = desk.build()

        merged = named(desk.read().cells, FACTS)
        assert report.conflicts == {}
        assert merged.cell_type == "raw"
        assert "outputs" not in merged
