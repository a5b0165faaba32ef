"""Rules about the parts of a term: sections, ids, facts, questions and key points."""

from __future__ import annotations

from studywidgets.rules.rule import Rule

RULES = (
    Rule(
        "SW040",
        "unknown-heading",
        "A term has a heading that is none of the known ones, or a known one at the wrong level.",
        "What stands under it has no place in a lesson.",
        "## Facts\n\n1. A mediator has **no power** to decide. {#no-power}",
        "## Must-know facts\n\n1. A mediator has **no power** to decide. {#no-power}",
    ),
    Rule(
        "SW041",
        "repeated-section",
        "A term has a section twice, or a question has its key points twice.",
        "It is unclear whether the second adds to the first or replaces it.",
        "## Example\n\nTwo neighbours, one fence.\n\n## Example\n\nTwo villages, one well.",
        "## Example\n\nTwo neighbours, one fence.",
    ),
    Rule(
        "SW042",
        "missing-definition",
        "There is no text before the term's first heading.",
        "The definition is what the lesson is about.",
        "---\n\n## Must-know facts",
        "---\n\nA third party helps.\n\n## Must-know facts",
    ),
    Rule(
        "SW043",
        "no-facts",
        "A term has no must-know facts.",
        "The lesson would have nothing to recall beside the definition.",
        "## Must-know facts",
        "## Must-know facts\n\n1. A mediator has **no power** to decide. {#no-power}",
    ),
    Rule(
        "SW044",
        "no-questions",
        "A term has no review questions.",
        "Students would never put the term in their own words.",
        "## Review questions",
        "## Review questions\n\n### When does mediation work? {#when}\n\n"
        "When both sides are tired of a stalemate that neither of them can break, because each "
        "has learned that it cannot win.\n\n#### Key points\n\n"
        "- Both sides are tired | stalemate | cannot win {#stalemate}",
    ),
    Rule(
        "SW045",
        "empty-section",
        "The example's heading has nothing under it.",
        "A heading without text would be shown.",
        "## Example\n\n## Must-know facts\n\n1. A mediator has **no power** to decide. {#no-power}",
        "## Must-know facts\n\n1. A mediator has **no power** to decide. {#no-power}",
    ),
    Rule(
        "SW046",
        "text-out-of-place",
        "Something other than a list stands among facts or key points, or text before a question.",
        "A lesson has no place for it, so it would be lost.",
        "## Must-know facts\n\nLearn these:\n\n"
        "1. A mediator has **no power** to decide. {#no-power}",
        "## Must-know facts\n\n1. A mediator has **no power** to decide. {#no-power}",
    ),
    Rule(
        "SW047",
        "not-one-sentence",
        "A fact or a key point has no text, or more than one paragraph.",
        "Each is shown, rated and ticked as one.",
        "1. A mediator has **no power** to decide.\n\n   And so on. {#no-power}",
        "1. A mediator has **no power** to decide. {#no-power}",
    ),
    Rule(
        "SW048",
        "nested-too-deep",
        "Lists and quotations are nested so deeply that the parser gives up: eight lists, or "
        "sixteen quotations.",
        "The innermost text would be lost.",
        "- - - - - - - - - It may be a state.",
        "> It may be a state.",
    ),
    Rule(
        "SW049",
        "text-too-long",
        "A paragraph is longer than 20,000 characters.",
        "Nobody could study it, and it would make everything slow.",
        "a whole chapter without an empty line",
        "paragraphs of a few sentences",
        form="words",
    ),
    Rule(
        "SW050",
        "missing-id",
        "A fact, a question or a key point does not end with its id.",
        "Students' work hangs on the id; a text may change, its id never does.",
        "1. A mediator has **no power** to decide.",
        "1. A mediator has **no power** to decide. {#no-power}",
        fixable=True,
    ),
    Rule(
        "SW051",
        "wrong-id",
        "An id has characters other than small letters, digits and single hyphens, or is "
        "longer than 60.",
        "It could not become the id of a cell or stand in a file's name.",
        "1. A mediator has **no power** to decide. {#No_Power}",
        "1. A mediator has **no power** to decide. {#no-power}",
        fixable=True,
    ),
    Rule(
        "SW052",
        "duplicate-id",
        "Two facts or questions of a term, or two key points of a question, have the same id.",
        "Students' work on the one would show up at the other.",
        "1. A mediator has **no power** to decide. {#power}\n"
        "2. The **parties** keep the **last word**. {#power}",
        "1. A mediator has **no power** to decide. {#power}\n"
        "2. The **parties** keep the **last word**. {#last-word}",
    ),
    Rule(
        "SW053",
        "reserved-id",
        "A fact, a question or a key point has the id `definition` or `example`.",
        "Every term's definition and example have these ids.",
        "1. A mediator has **no power** to decide. {#definition}",
        "1. A mediator has **no power** to decide. {#no-power}",
        fixable=True,
    ),
    Rule(
        "SW054",
        "fact-without-bold",
        "A fact has no words in bold.",
        "Its bold words become the blanks of recall mode; without one there is nothing to recall.",
        "1. A mediator has no power to decide. {#no-power}",
        "1. A mediator has **no power** to decide. {#no-power}",
    ),
    Rule(
        "SW055",
        "too-many-bold",
        "A fact has more than three phrases in bold.",
        "A sentence full of blanks can't be recalled, only guessed.",
        "1. A **mediator** **has** **no power** to **decide**. {#no-power}",
        "1. A mediator has **no power** to decide. {#no-power}",
    ),
    Rule(
        "SW056",
        "bold-too-long",
        "A phrase in bold has more than four words.",
        "Nobody recalls half a sentence word for word.",
        "1. A mediator **has no power to decide**. {#no-power}",
        "1. A mediator has **no power** to decide. {#no-power}",
    ),
    Rule(
        "SW057",
        "question-without-answer",
        "A question has no model answer.",
        "Students learn from comparing; a bare question teaches little.",
        "### When does mediation work? {#when}\n\n#### Key points\n\n"
        "- Both sides are tired | stalemate | cannot win {#stalemate}",
        "### When does mediation work? {#when}\n\n"
        "When both sides are tired of a stalemate that neither of them can break, because each "
        "has learned that it cannot win.\n\n#### Key points\n\n"
        "- Both sides are tired | stalemate | cannot win {#stalemate}",
    ),
    Rule(
        "SW058",
        "question-without-key-points",
        "A question has no key points.",
        "Students judge their answers point by point.",
        "### When does mediation work? {#when}\n\n"
        "When both sides are tired of a stalemate that neither of them can break, because each "
        "has learned that it cannot win.",
        "### When does mediation work? {#when}\n\n"
        "When both sides are tired of a stalemate that neither of them can break, because each "
        "has learned that it cannot win.\n\n#### Key points\n\n"
        "- Both sides are tired | stalemate | cannot win {#stalemate}",
    ),
    Rule(
        "SW059",
        "empty-question",
        "A question's heading has no text.",
        "There would be nothing to answer.",
        "### {#when}",
        "### When does mediation work? {#when}",
    ),
    Rule(
        "SW060",
        "empty-variant",
        "A key point has an empty variant, or no text before its first bar.",
        "It was probably left by mistake; an empty variant would match every answer.",
        "- Both sides are tired | | stalemate {#stalemate}",
        "- Both sides are tired | stalemate {#stalemate}",
    ),
    Rule(
        "SW061",
        "variant-too-long",
        "A variant has more than four words.",
        "The hints look for its words in one sentence; a long variant is almost never found.",
        "- Both sides are tired | a stalemate that neither can break {#stalemate}",
        "- Both sides are tired | stalemate | cannot win {#stalemate}",
    ),
    Rule(
        "SW062",
        "similar-ids",
        "Two ids differ by one slip of the keyboard, in a word of five letters or more that stands "
        "in none of the texts.",
        "One of them is probably mistyped; later nobody dares to mend it, because students' work "
        "hangs on it.",
        "1. A mediator has **no power** to decide. {#mediator}\n"
        "2. The **parties** keep the **last word**. {#mediatro}",
        "1. A mediator has **no power** to decide. {#mediator}\n"
        "2. The **parties** keep the **last word**. {#last-word}",
        "warning",
        allowable=True,
    ),
    Rule(
        "SW063",
        "reused-id",
        "An id that stood for something in the last build now stands for something else: the old "
        "text has moved to another id, or the new one has no word of it.",
        "What students did with the old item would show up at the new one.",
        "1. Peace **talks** take **time**. {#no-power}",
        "1. Peace **talks** take **time**. {#time}",
        allowable=True,
    ),
)
