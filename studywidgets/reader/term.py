"""A term's file to a term: its sections, their order free, each at most once."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studywidgets.diagnostics import quoted
from studywidgets.model import Question
from studywidgets.reader.lists import fact_texts, read_facts, read_key_points
from studywidgets.reader.marks import Ids, marked
from studywidgets.rules.of_terms import check_question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studywidgets.model import Fact
    from studywidgets.reader.body import Block, Body
    from studywidgets.reader.marks import Marked, Scope
    from studywidgets.reader.problems import Problems
    from studywidgets.rules.of_ids import Item

EXAMPLE = "Example"
FACTS = "Must-know facts"
QUESTIONS = "Review questions"
KEY_POINTS = "Key points"
SECTIONS = (EXAMPLE, FACTS, QUESTIONS)
_FIELDS = {EXAMPLE: "example", FACTS: "facts", QUESTIONS: "questions"}

_SECTION_LEVEL, _QUESTION_LEVEL, _KEY_POINTS_LEVEL = 2, 3, 4


@dataclass(slots=True)
class _Part:
    """A heading and what stands below it, up to the next heading."""

    heading: Block | None
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class _QuestionParts:
    text: Marked
    answer: list[Block]
    key_points: _Part | None = None


@dataclass(slots=True)
class _Sections:
    """A term's parts by what they are."""

    definition: list[Block]
    example: _Part | None = None
    facts: _Part | None = None
    questions: _Part | None = None
    asked: list[_QuestionParts] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TermBody:
    """What the body of a term's file holds; the fields are those of `Term`."""

    definition: str
    example: str | None
    facts: tuple[Fact, ...]
    questions: tuple[Question, ...]
    line: int


def read_term_body(
    body: Body, start: int, before: Mapping[str, Item], problems: Problems
) -> TermBody:
    """Read the sections of a term.

    Args:
        body: The parsed body.
        start: How many lines of the file stand before it.
        before: What the term's lesson was built from last, by local id.
        problems: Gets what is wrong.
    """
    sections = _sort(_divide(body.blocks), problems)
    inlines = (token for block in body.blocks for token in block.tokens if token.type == "inline")
    ids = Ids(inlines, body, before, problems)
    _check_present(sections, body, start, problems)
    stated = list(fact_texts(sections.facts.blocks if sections.facts else [], problems))
    scope = ids.scope([*(text for text, _ in stated), *(parts.text for parts in sections.asked)])
    facts = read_facts(stated, ids, scope, problems)
    questions = tuple(_read_question(parts, body, ids, scope, problems) for parts in sections.asked)
    return TermBody(
        definition=body.markdown(sections.definition),
        example=body.markdown(sections.example.blocks) if sections.example else None,
        facts=facts,
        questions=questions,
        line=sections.definition[0].line if sections.definition else max(start, 1),
    )


def _divide(blocks: list[Block]) -> list[_Part]:
    """Divide blocks at every heading; the first part has none."""
    parts = [_Part(None)]
    for block in blocks:
        if block.level:
            parts.append(_Part(block))
        else:
            parts[-1].blocks.append(block)
    return parts


def _sort(parts: list[_Part], problems: Problems) -> _Sections:
    sections = _Sections(definition=parts[0].blocks)
    # None below a heading that was reported: what stands there is not judged.
    current: str | None = ""
    for part in parts[1:]:
        heading = part.heading
        if heading is None:
            continue
        if heading.level == 1 and current == "" and not _nearest_section(heading.text):
            hint = "take it out: the title stands in the front matter"
            _report_unknown(heading, hint, problems)
            sections.definition += part.blocks
        elif heading.level <= _SECTION_LEVEL:
            current = _begin_section(sections, heading, part, problems)
        elif current is None:
            continue
        elif heading.level == _QUESTION_LEVEL and current == QUESTIONS:
            text = marked(heading.inline, "question")
            sections.asked.append(_QuestionParts(text, part.blocks))
        elif heading.level == _KEY_POINTS_LEVEL and current == QUESTIONS and sections.asked:
            _begin_key_points(sections.asked[-1], heading, part, problems)
        else:
            hint = "use bold instead of a heading, or one level less or more"
            _report_unknown(heading, hint, problems)
    return sections


def _begin_section(
    sections: _Sections, heading: Block, part: _Part, problems: Problems
) -> str | None:
    name = next((name for name in SECTIONS if name.casefold() == heading.text.casefold()), None)
    if heading.level != _SECTION_LEVEL or name is None:
        name = name or _nearest_section(heading.text)
        listed = ", ".join(f"## {known}" for known in SECTIONS)
        hint = f"did you mean ## {name}?" if name else f"the known ones are {listed}"
        _report_unknown(heading, hint, problems)
        # A misspelt section is read all the same, lest it be reported as missing too.
        if name is None or getattr(sections, _FIELDS[name]):
            return None
    elif getattr(sections, _FIELDS[name]):
        message = f"the section {quoted(name)} stands here for the second time"
        problems.add("SW041", heading.line, message, "put both under one heading")
        return None
    setattr(sections, _FIELDS[name], part)
    return name


def _nearest_section(text: str) -> str | None:
    lowered = {name.casefold(): name for name in SECTIONS}
    near = difflib.get_close_matches(text.casefold()[:100], lowered, n=1, cutoff=0.5)
    return lowered[near[0]] if near else None


def _begin_key_points(
    question: _QuestionParts, heading: Block, part: _Part, problems: Problems
) -> None:
    if heading.text.casefold() != KEY_POINTS.casefold():
        _report_unknown(heading, f"did you mean #### {KEY_POINTS}?", problems)
    elif question.key_points:
        message = "this question has key points for the second time"
        problems.add("SW041", heading.line, message, "put all of them into one list")
    else:
        question.key_points = part


def _report_unknown(heading: Block, hint: str, problems: Problems) -> None:
    written = f"{'#' * heading.level} {heading.text}"
    problems.add("SW040", heading.line, f"the heading {quoted(written)} has no place here", hint)


def _check_present(sections: _Sections, body: Body, start: int, problems: Problems) -> None:
    end = next((n for n in range(len(body.lines), 0, -1) if body.lines[n - 1].strip()), 1)
    if not sections.definition:
        hint = "write what the term means, in two to four sentences, before the first heading"
        problems.add("SW042", max(start, 1), "this term has no definition", hint)
    facts = sections.facts
    if facts is None or not facts.blocks:
        line = facts.heading.line if facts and facts.heading else end
        hint = f"write\n## {FACTS}\n\n1. A sentence with **key words** in bold. {{#some-id}}"
        problems.add("SW043", line, "this term has no must-know facts", hint)
    questions = sections.questions
    if not sections.asked:
        line = questions.heading.line if questions and questions.heading else end
        hint = f"write\n## {QUESTIONS}\n\n### An open question? {{#some-id}}"
        problems.add("SW044", line, "this term has no review questions", hint)
    if questions and questions.blocks:
        message = "this text stands before the first question"
        hint = "move it below a question's heading: ### The question? {#some-id}"
        problems.add("SW046", questions.blocks[0].line, message, hint)
    example = sections.example
    if example and example.heading and not example.blocks:
        hint = "write the example below its heading, or take the heading out"
        problems.add("SW045", example.heading.line, "the example is empty", hint)


def _read_question(
    parts: _QuestionParts, body: Body, ids: Ids, scope: Scope, problems: Problems
) -> Question:
    text = parts.text
    identifier = ids.take(text, scope)
    listed = parts.key_points.blocks if parts.key_points else []
    points = read_key_points(listed, identifier, ids, problems)
    question = Question(
        identifier, text.source, body.markdown(parts.answer), points, problems.at(text.line)
    )
    problems.extend(check_question(question))
    return question
