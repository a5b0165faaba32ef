"""Rules about files and folders: what keeps a file from being read, and where it must stand."""

from __future__ import annotations

from studywidgets.rules.rule import Rule

RULES = (
    Rule(
        "SW001",
        "not-utf-8",
        "A content file is not encoded as UTF-8.",
        "Other encodings can't be told apart, so letters would come out wrong.",
        "`café` saved as Latin-1 or UTF-16",
        "`café` saved as UTF-8",
        form="words",
    ),
    Rule(
        "SW002",
        "file-too-large",
        "A content file or an image is larger than 1 MiB, or a file has more than 5,000 lines.",
        "Every lesson carries its text and its images; a student waits for each byte.",
        "a photograph of 8 MB, straight from the camera",
        "the same photograph, 1,200 pixels wide, as JPEG",
        form="words",
    ),
    Rule(
        "SW003",
        "empty-file",
        "A content file holds nothing but white space.",
        "A lesson without content would be built, or the term would vanish without a word.",
        "a file of 0 bytes",
        "a file with front matter and a definition",
        form="words",
    ),
    Rule(
        "SW004",
        "control-character",
        "A content file holds an invisible control character, or one that reverses the text.",
        "The text would not be what it looks like, neither in review nor on the screen.",
        "a NUL byte, an escape sequence, U+202E RIGHT-TO-LEFT OVERRIDE",
        "plain letters, spaces, tabs and line ends",
        form="words",
    ),
    Rule(
        "SW005",
        "unreadable-file",
        "A content file can't be opened, or is a link to a file outside the content folder.",
        "What is in it can't be taught, and files from elsewhere must not get into a lesson.",
        "`mediation.md`, a symbolic link to `/home/someone/notes.md`",
        "`mediation.md`, a file",
        form="words",
    ),
    Rule(
        "SW006",
        "file-name-no-id",
        "The name of a course, unit or term is no id: small letters, digits and single hyphens, "
        "at most 60 characters.",
        "The name becomes the id on which students' work hangs, and a notebook's file name.",
        "history/conflict/Peace Treaty.md",
        "history/conflict/peace-treaty.md",
        form="text",
    ),
    Rule(
        "SW007",
        "reserved-file-name",
        "A term is named `index`, `glossary` or `guide-…`.",
        "The course's own notebooks have these names.",
        "history/conflict/glossary.md",
        "history/conflict/glossary-of-maps.md",
        form="text",
    ),
    Rule(
        "SW008",
        "missing-unit-file",
        "A folder with terms has no `unit.md`.",
        "The unit has no title, and its terms have no order.",
        "history/conflict/mediation.md",
        "history/conflict/mediation.md\nhistory/conflict/unit.md",
        form="text",
    ),
    Rule(
        "SW009",
        "missing-course-file",
        "A folder with units has no `course.md`.",
        "The course has no title, and no namespace under which students' work is kept.",
        "history/conflict/unit.md",
        "history/conflict/unit.md\nhistory/course.md",
        form="text",
    ),
    Rule(
        "SW010",
        "misplaced-file",
        "A Markdown file stands in a course's folder, outside every unit.",
        "It belongs to no unit, so no lesson would be built from it.",
        "history/treaty.md",
        "history/conflict/treaty.md",
        form="text",
    ),
)
