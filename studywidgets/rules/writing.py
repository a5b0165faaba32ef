"""Rules about what terms say. They compare words, so they may be wrong, and only warn."""

from __future__ import annotations

from studywidgets.rules.rule import Rule

_ANSWER = (
    "### When does mediation work? {#when}\n"
    "\n"
    "When both sides are tired of fighting, and each of them believes that it can win no more\n"
    "than it has. A third party that both of them trust may then carry messages between them.\n"
)

RULES = (
    Rule(
        "SW090",
        "point-not-in-answer",
        "No variant of a key point is found in the model answer, in the way in which hints are "
        "given to students. What only repeats the question counts for nothing.",
        "Who writes the model answer word for word would be told that a point is missing.",
        "question",
        f"{_ANSWER}\n#### Key points\n\n- A guarantee makes a deal safer | guarantee {{#safer}}",
        f"{_ANSWER}\n#### Key points\n\n- Somebody carries messages | carry messages {{#messages}}",
        "warning",
    ),
    Rule(
        "SW091",
        "answer-length",
        "A model answer has fewer than 30 words, or more than 300. In scripts without spaces two "
        "characters count as a word.",
        "A short one explains nothing; nobody could write a long one, or compare their own with "
        "it. 60 to 150 words are a good length.",
        "question",
        "### When does mediation work? {#when}\n"
        "\n"
        "When both sides are tired of fighting.\n"
        "\n"
        "#### Key points\n"
        "\n"
        "- Both sides are tired of fighting | tired fighting {#tired}",
        f"{_ANSWER}\n"
        "#### Key points\n"
        "\n"
        "- Both sides are tired of fighting | tired fighting {#tired}",
        "warning",
    ),
    Rule(
        "SW092",
        "repeated-fact",
        "A fact shares seven tenths of its words, and all of its numbers, with an earlier fact of "
        "the course; words are compared by their stems, and small words don't count.",
        "Students would be asked for the same thing twice, and each fact counts.",
        "facts",
        "1. A mediator has **no power** to decide a dispute. {#no-power}\n"
        "2. Mediators have no power to **decide** disputes. {#cannot-decide}",
        "1. A mediator has **no power** to decide a dispute. {#no-power}\n"
        "2. The **Vatican** mediated between Argentina and Chile. {#vatican}",
        "warning",
    ),
    Rule(
        "SW093",
        "circular-definition",
        "The first sentence of a definition uses the term, or a word with the same stem, to say "
        "what the term is. As the subject (“Mediation is …”) it may stand there, and so may one "
        "word of a longer title.",
        "Who does not know the word learns nothing from it.",
        "definition",
        "The work of a mediator between the sides of a dispute.",
        "The work of a third party that helps the sides of a dispute to settle it themselves.",
        "warning",
    ),
    Rule(
        "SW094",
        "no-reference",
        "A source has not the form of a reference: at least two words besides addresses and "
        "names such as Wikipedia, and a year, a number, or a sign between author and title.",
        "Nobody could find it again, above all when an address has changed.",
        "front matter",
        'sources: ["https://en.wikipedia.org/wiki/Mediation"]',
        'sources: ["Ada Author, A Title (A Publisher, 2015), https://example.org/title"]',
        "warning",
    ),
    Rule(
        "SW095",
        "similar-ids",
        "Two ids that stand side by side differ by one typing error in a word of five letters or "
        "more: of a term's facts and questions, of a question's key points, or of the terms.",
        "They are easily taken for each other, and a misspelt id can't be mended once students "
        "have work under it.",
        "facts",
        "1. A mediator has **no power** to decide. {#mediator-power}\n"
        "2. **Arbitrators** decide like judges. {#mediater-power}",
        "1. A mediator has **no power** to decide. {#mediator-power}\n"
        "2. **Arbitrators** decide like judges. {#arbitrator-power}",
        "warning",
    ),
)
