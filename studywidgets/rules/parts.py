"""Rules about the parts of a term: sections, ids, facts, questions and key points."""

from __future__ import annotations

from studywidgets.rules.rule import Rule

RULES = (
    Rule(
        "SW040",
        "unknown-heading",
        "A term has a heading that is none of the known ones, or a known one at the wrong level.",
        "What stands under it has no place in a lesson.",
        "text",
        "## Facts\n\n1. A mediator has **no power** to decide. {#no-power}",
        "## Must-know facts\n\n1. A mediator has **no power** to decide. {#no-power}",
    ),
    Rule(
        "SW041",
        "repeated-section",
        "A term has a section twice, or a question has its key points twice.",
        "It is unclear whether the second adds to the first or replaces it.",
        "text",
        "## Example\n\nOne case.\n\n## Example\n\nAnother case.",
        "## Example\n\nOne case.\n\nAnother case.",
    ),
    Rule(
        "SW042",
        "missing-definition",
        "There is no text before the term's first heading.",
        "The definition is what the lesson is about.",
        "start",
        '---\ntitle: Mediation\nsources: ["Ada Author, A Title (A Publisher, 2015)"]\n---',
        "---\n"
        "title: Mediation\n"
        'sources: ["Ada Author, A Title (A Publisher, 2015)"]\n'
        "---\n"
        "\n"
        "A third party helps those in dispute to find a settlement of their own.",
    ),
    Rule(
        "SW043",
        "no-facts",
        "A term has no must-know facts.",
        "The lesson would have nothing to recall beside the definition.",
        "text",
        "## Must-know facts",
        "## Must-know facts\n\n1. A mediator has **no power** to decide. {#no-power}",
    ),
    Rule(
        "SW044",
        "no-questions",
        "A term has no review questions.",
        "Students would never put the term in their own words.",
        "text",
        "## Review questions",
        "## Review questions\n"
        "\n"
        "### When does mediation work? {#when}\n"
        "\n"
        "When both sides are tired of fighting, and each of them believes that it can win no "
        "more than it has. A third party that both of them trust may then carry messages between "
        "them.\n"
        "\n"
        "#### Key points\n"
        "\n"
        "- Both sides are tired of fighting | tired fighting {#tired}",
    ),
    Rule(
        "SW045",
        "empty-section",
        "The example's heading has nothing under it.",
        "A heading without text would be shown.",
        "text",
        "## Example\n\n## Must-know facts\n\n1. A mediator has **no power** to decide. {#no-power}",
        "## Must-know facts\n\n1. A mediator has **no power** to decide. {#no-power}",
    ),
    Rule(
        "SW046",
        "text-out-of-place",
        "Something other than a list stands among facts or key points, or text before a question.",
        "A lesson has no place for it, so it would be lost.",
        "facts",
        "Learn these:\n\n1. A mediator has **no power** to decide. {#no-power}",
        "1. A mediator has **no power** to decide. {#no-power}",
    ),
    Rule(
        "SW047",
        "not-one-sentence",
        "A fact or a key point has no text, or more than one paragraph.",
        "Each is shown, rated and ticked as one.",
        "facts",
        "1. A mediator has **no power** to decide.\n\n   The parties do. {#no-power}",
        "1. A mediator has **no power** to decide; the parties do. {#no-power}",
    ),
    Rule(
        "SW048",
        "nested-too-deep",
        "Lists and quotations are nested so deeply that the parser gives up: eight lists, or "
        "sixteen quotations.",
        "The innermost text would be lost.",
        "definition",
        "- - - - - - - - - deep",
        "> deep",
    ),
    Rule(
        "SW049",
        "text-too-long",
        "A paragraph is longer than 20,000 characters.",
        "Nobody could study it, and it would make everything slow.",
        "words",
        "a whole chapter without an empty line",
        "paragraphs of a few sentences",
    ),
    Rule(
        "SW050",
        "missing-id",
        "A fact, a question or a key point does not end with its id.",
        "Students' work hangs on the id; a text may change, its id never does.",
        "facts",
        "1. A mediator has **no power** to decide.",
        "1. A mediator has **no power** to decide. {#no-power}",
    ),
    Rule(
        "SW051",
        "wrong-id",
        "An id has characters other than small letters, digits and single hyphens, or is longer "
        "than 60.",
        "It could not become the id of a cell or stand in a file's name.",
        "facts",
        "1. A mediator has **no power** to decide. {#No_Power}",
        "1. A mediator has **no power** to decide. {#no-power}",
    ),
    Rule(
        "SW052",
        "duplicate-id",
        "Two facts or questions of a term, or two key points of a question, have the same id.",
        "Students' work on the one would show up at the other.",
        "facts",
        "1. A mediator has **no power** to decide. {#role}\n"
        "2. **Arbitrators** decide like judges. {#role}",
        "1. A mediator has **no power** to decide. {#role}\n"
        "2. **Arbitrators** decide like judges. {#arbitrators}",
    ),
    Rule(
        "SW053",
        "reserved-id",
        "A fact, a question or a key point has the id `definition` or `example`.",
        "Every term's definition and example have these ids.",
        "facts",
        "1. The word comes from **Latin** *medius*, middle. {#definition}",
        "1. The word comes from **Latin** *medius*, middle. {#latin-word}",
    ),
    Rule(
        "SW054",
        "fact-without-bold",
        "A fact has no words in bold.",
        "Its bold words become the blanks of recall mode; without one there is nothing to recall.",
        "facts",
        "1. A mediator has no power to decide. {#no-power}",
        "1. A mediator has **no power** to decide. {#no-power}",
    ),
    Rule(
        "SW055",
        "too-many-bold",
        "A fact has more than three phrases in bold.",
        "A sentence full of blanks can't be recalled, only guessed.",
        "facts",
        "1. **A** mediator **has** no **power** to **decide**. {#no-power}",
        "1. A **mediator** has **no power** to decide. {#no-power}",
    ),
    Rule(
        "SW056",
        "bold-too-long",
        "A phrase in bold has more than four words.",
        "Nobody recalls half a sentence word for word.",
        "facts",
        "1. A mediator **has no power to decide**. {#no-power}",
        "1. A mediator has **no power** to decide. {#no-power}",
    ),
    Rule(
        "SW057",
        "question-without-answer",
        "A question has no model answer.",
        "Students learn from comparing; a bare question teaches little.",
        "question",
        "### When does mediation work? {#when}\n"
        "\n"
        "#### Key points\n"
        "\n"
        "- Both sides are tired of fighting | tired fighting {#tired}",
        "### When does mediation work? {#when}\n"
        "\n"
        "When both sides are tired of fighting, and each of them believes that it can win no "
        "more than it has. A third party that both of them trust may then carry messages between "
        "them.\n"
        "\n"
        "#### Key points\n"
        "\n"
        "- Both sides are tired of fighting | tired fighting {#tired}",
    ),
    Rule(
        "SW058",
        "question-without-key-points",
        "A question has no key points.",
        "Students judge their answers point by point.",
        "question",
        "### When does mediation work? {#when}\n"
        "\n"
        "When both sides are tired of fighting, and each of them believes that it can win no "
        "more than it has. A third party that both of them trust may then carry messages between "
        "them.",
        "### When does mediation work? {#when}\n"
        "\n"
        "When both sides are tired of fighting, and each of them believes that it can win no "
        "more than it has. A third party that both of them trust may then carry messages between "
        "them.\n"
        "\n"
        "#### Key points\n"
        "\n"
        "- Both sides are tired of fighting | tired fighting {#tired}",
    ),
    Rule(
        "SW059",
        "empty-question",
        "A question's heading has no text.",
        "There would be nothing to answer.",
        "question",
        "### {#when}\n"
        "\n"
        "When both sides are tired of fighting, and each of them believes that it can win no "
        "more than it has. A third party that both of them trust may then carry messages between "
        "them.\n"
        "\n"
        "#### Key points\n"
        "\n"
        "- Both sides are tired of fighting | tired fighting {#tired}",
        "### When does mediation work? {#when}\n"
        "\n"
        "When both sides are tired of fighting, and each of them believes that it can win no "
        "more than it has. A third party that both of them trust may then carry messages between "
        "them.\n"
        "\n"
        "#### Key points\n"
        "\n"
        "- Both sides are tired of fighting | tired fighting {#tired}",
    ),
    Rule(
        "SW060",
        "empty-variant",
        "A key point has an empty variant, or no text before its first bar.",
        "It was probably left by mistake; an empty variant would match every answer.",
        "key points",
        "- Both sides are tired of fighting | tired fighting | | win no more {#tired}",
        "- Both sides are tired of fighting | tired fighting | win no more {#tired}",
    ),
    Rule(
        "SW061",
        "variant-too-long",
        "A variant has more than four words.",
        "The hints look for its words in one sentence; a long variant is almost never found.",
        "key points",
        "- Both sides are tired of fighting | each believes that it can win no more {#tired}",
        "- Both sides are tired of fighting | win no more {#tired}",
    ),
)
