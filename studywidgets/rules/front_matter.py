"""Rules about the front matter: a small, strict part of YAML."""

from __future__ import annotations

from studywidgets.rules.rule import Rule

RULES = (
    Rule(
        "SW020",
        "missing-front-matter",
        "A content file does not begin with front matter between two lines `---`.",
        "The title is unknown.",
        "start",
        "A third party helps those in dispute to find a settlement of their own.",
        "---\n"
        "title: Mediation\n"
        'sources: ["Ada Author, A Title (A Publisher, 2015)"]\n'
        "---\n"
        "\n"
        "A third party helps those in dispute to find a settlement of their own.",
    ),
    Rule(
        "SW021",
        "unterminated-front-matter",
        "The front matter has no closing line `---`.",
        "Nothing tells where it ends and the text begins.",
        "start",
        "---\n"
        "title: Mediation\n"
        "\n"
        "A third party helps those in dispute to find a settlement of their own.",
        "---\n"
        "title: Mediation\n"
        'sources: ["Ada Author, A Title (A Publisher, 2015)"]\n'
        "---\n"
        "\n"
        "A third party helps those in dispute to find a settlement of their own.",
    ),
    Rule(
        "SW022",
        "broken-front-matter",
        "The front matter is no list of `key: value` lines.",
        "It can't be read.",
        "front matter",
        "title Mediation",
        "title: Mediation",
    ),
    Rule(
        "SW023",
        "yaml-feature",
        "The front matter uses a tag (`!`), an anchor (`&`) or an alias (`*`).",
        "They are hard to read, and a few of them can make a small file huge.",
        "front matter",
        "title: &war War and peace",
        "title: War and peace",
    ),
    Rule(
        "SW024",
        "duplicate-key",
        "The front matter has a key twice.",
        "One of the two values would be lost without a word.",
        "front matter",
        "title: Mediation\ntitle: Negotiation",
        "title: Mediation",
    ),
    Rule(
        "SW025",
        "unknown-key",
        "The front matter has a key that this kind of file does not have.",
        "A misspelt key would be ignored without a word.",
        "front matter",
        'source: ["Ada Author, A Title (A Publisher, 2015)"]',
        'sources: ["Ada Author, A Title (A Publisher, 2015)"]',
    ),
    Rule(
        "SW026",
        "wrong-shape",
        "A list stands where a text belongs, a text where a list belongs, or something is nested.",
        "Its meaning would have to be guessed.",
        "front matter",
        "related: negotiation",
        "related: [negotiation]",
    ),
    Rule(
        "SW027",
        "needs-quotes",
        "A text with a colon, or one that begins with a special character, has no quotes.",
        "To YAML the colon begins a value, so the text can't be read as it was meant.",
        "front matter",
        "title: War: a history",
        'title: "War: a history"',
    ),
    Rule(
        "SW028",
        "missing-title",
        "The front matter has no title, or an empty one.",
        "Nothing could be shown where the title stands.",
        "front matter",
        "title:",
        "title: Mediation",
    ),
    Rule(
        "SW029",
        "wrong-mathematics",
        "`mathematics` is neither `true` nor `false`.",
        "A dollar sign is money or mathematics; a guess would garble one of them.",
        "course",
        "mathematics: yes",
        "mathematics: true",
    ),
    Rule(
        "SW030",
        "wrong-namespace",
        "A course has no namespace, or one that is no id.",
        "Students' work is kept under the namespace; without it, courses would mix.",
        "course",
        "namespace: Social Studies",
        "namespace: social-studies",
    ),
    Rule(
        "SW031",
        "wrong-language",
        "`language` is no language tag.",
        "It chooses how words are stemmed, and how a screen reader speaks them.",
        "course",
        "language: English",
        "language: en",
    ),
    Rule(
        "SW032",
        "id-in-list-wrong",
        "An entry of `order`, `related` or `formerly` is no id.",
        "Nothing can have that name, so it points nowhere.",
        "front matter",
        "related: [Direct negotiation]",
        "related: [negotiation]",
    ),
    Rule(
        "SW033",
        "repeated-entry",
        "`order`, `related` or `formerly` names the same id twice.",
        "One of the two is probably meant to be another.",
        "unit",
        "order: [mediation, mediation, negotiation]",
        "order: [mediation, negotiation]",
    ),
    Rule(
        "SW034",
        "empty-record",
        "`record` is there, but names no folder.",
        "Kernels would not know where to keep what students do.",
        "course",
        'record: ""',
        "record: ~/coursework",
    ),
)
