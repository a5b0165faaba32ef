"""The hints: which key points an answer seems to mention."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from studywidgets.hints import STEMMERS, matching, mentioned
from studywidgets.hints.language import load_language
from studywidgets.hints.negation import denied
from studywidgets.hints.sentences import normalise, sentences
from studywidgets.hints.words import Vocabulary, fold, one_slip
from tests.hint_cases import CASES, Case, content_cases
from tests.steps import steps

if TYPE_CHECKING:
    from pathlib import Path

    from studywidgets.hints.language import Language

LANGUAGES = sorted({*STEMMERS, "pl", "zh"})
# Some of everything that a student can type or paste, lone surrogates included.
TEXTS = st.text(
    "abcnotXY129éßİ\u017fﬁ½ \n\t\x00.,;:!?…-\u2013\u2014'\u2019\"()*_/"
    "\u0301\u00ad\u200d\u202e\u2028\ufefføעא،؟वित中話한ท𝒳🙂"
    "\ud800\udfff",
    max_size=80,
)
PLAIN_WORDS = st.text("abcdefghij", min_size=1, max_size=7).filter(
    # Neither a stop word of English nor one of its negators.
    lambda word: word not in {"a", "be", "did", "had", "he", "i", "if"}
)
# A busy machine is slow, not wrong: test_linear_time looks at the time by counting steps.
SENTENCES = st.lists(PLAIN_WORDS, min_size=1, max_size=8).map(" ".join)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["claim"])
def test_cases(case: Case) -> None:
    """Python finds what the shared cases say."""
    found = mentioned(case["answer"], case["question"], case["points"], case["language"])

    assert sorted(found) == case["mentioned"]


@pytest.mark.parametrize("case", content_cases(), ids=lambda case: case["claim"])
def test_model_answers_mention_their_key_points(case: Case) -> None:
    """Every key point of the content is found in its own model answer."""
    found = mentioned(case["answer"], case["question"], case["points"], case["language"])

    assert sorted(found) == case["mentioned"]


@pytest.mark.parametrize("case", content_cases(), ids=lambda case: case["claim"])
def test_questions_mention_no_key_points(case: Case) -> None:
    """A question of the content that is handed in as its own answer mentions nothing."""
    found = mentioned(case["question"], case["question"], case["points"], case["language"])

    assert found == set()


@given(
    answer=TEXTS,
    question=TEXTS,
    variants=st.lists(TEXTS, max_size=3),
    language=st.sampled_from(LANGUAGES),
)
@example(answer="\ud800", question="\udc00", variants=["\ud800", "\u0000"], language="en")
def test_any_text(answer: str, question: str, variants: list[str], language: str) -> None:
    """Whatever is typed, only ids of key points come back, and those without variants never."""
    found = mentioned(answer, question, {"__proto__": variants, "none": []}, language)

    assert found <= {"__proto__"}


@given(first=TEXTS, second=TEXTS, variant=st.sampled_from(["a", "b c", "no d", "e-f"]))
def test_more_lines_hide_nothing(first: str, second: str, variant: str) -> None:
    """What one line mentions stays mentioned when another line is added."""
    alone = mentioned(first, "", {"p": [variant]})

    together = mentioned(f"{first}\n{second}", "", {"p": [variant]})

    assert alone <= together


@given(words=st.lists(PLAIN_WORDS, min_size=1, max_size=4), source=st.randoms())
def test_order_of_words(words: list[str], source: object) -> None:
    """A variant is found in a sentence of its words in any order."""
    shuffled = list(words)
    source.shuffle(shuffled)  # type: ignore[attr-defined]

    found = mentioned(" ".join(shuffled), "", {"p": [" ".join(words)]})

    assert found == {"p"}


@given(question=SENTENCES, data=st.data())
def test_copied_question(question: str, data: st.DataObject) -> None:
    """A question handed in as the answer mentions no variant made of its words."""
    words = data.draw(st.lists(st.sampled_from(question.split()), min_size=1, max_size=4))

    found = mentioned(f"{question.upper()}.", f"{question}?", {"p": [" ".join(words)]})

    assert found == set()


@given(typed=st.text("ab c", max_size=4), meant=st.text("ab c", max_size=4))
def test_one_slip(typed: str, meant: str) -> None:
    """One slip is an insertion, a deletion, a substitution or a swap, and nothing else."""
    assume("a" not in {typed.removesuffix(meant), meant.removesuffix(typed)})
    cuts = [(typed[:i], typed[i:]) for i in range(len(typed) + 1)]
    reached = {
        *(left + right[1:] for left, right in cuts if right),
        *(left + letter + right for left, right in cuts for letter in "ab c"),
        *(left + letter + right[1:] for left, right in cuts for letter in "ab c" if right),
        *(left + right[1::-1] + right[2:] for left, right in cuts if len(right) > 1),
    }

    assert one_slip(typed, meant) == (meant in reached - {typed})


@given(
    meant=st.lists(st.text("abcé", min_size=4, max_size=7), max_size=6),
    typed=st.text("abcéx", min_size=3, max_size=8),
    language=st.sampled_from(["en", "fr", "pl"]),
)
@example(meant=["b" * 63, "b" * 64, "b" * 65], typed="b" * 64 + "a", language="en")
@example(meant=["b" * 65, "b" * 66], typed="b" * 65 + "a", language="pl")
def test_every_mistyped_word_is_found(meant: list[str], typed: str, language: str) -> None:
    """The table of words that may be mistyped finds what comparing with every word would."""
    spoken = load_language(language)
    vocabulary = Vocabulary(meant, [], spoken)
    alone = [Vocabulary([word], [], spoken) for word in meant]
    known = frozenset().union(
        *(each.forms(word).keys for each, word in zip(alone, meant, strict=True))
    )

    found = vocabulary.found(typed)

    if known.isdisjoint(vocabulary.forms(typed).keys):
        assert found == frozenset().union(*(slipped(typed, word, spoken) for word in meant))


def slipped(typed: str, meant: str, language: Language) -> set[str]:
    """Return the word if it, or the stem of both, is one slip away and long enough."""
    if len(fold(meant)) < 5 or typed in language.stop:
        return set()
    stems = fold(language.stem(typed)), fold(language.stem(meant))
    slip = one_slip(fold(typed), fold(meant)) or (min(map(len, stems)) >= 5 and one_slip(*stems))
    return {meant} if slip else set()


@given(text=TEXTS)
def test_words_hold_no_separators(text: str) -> None:
    """No word of a sentence holds a space, a full stop or a quotation mark at its edges."""
    language = load_language("en")

    words = [token.text for sentence in sentences(text, language) for token in sentence]

    assert [word for word in words if not word or re.search(r"[\s.,]|^'|'$", word)] == []


def test_piled_marks() -> None:
    """A letter keeps thirty marks at most, since sorting a long pile takes quadratic time."""
    piled = normalise("x" + "\u0316\u0301" * 50_000)

    assert len(piled) == 1 + 30


@given(text=TEXTS)
def test_fold_twice(text: str) -> None:
    """To take the accents off a word once is enough."""
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("en", "[it] [is] not [official] but builds trust"),
        ("en", "scholars met [while] [officials] [did] not [meet]"),
        ("en", "[it] [does] not [build] [peace], [friendship] [or] [trust]"),
        ("en", "[it] cannot, [however], [bind], and it knows"),
        ("en", "it is not true that it [cannot] bind"),
        ("en", "it is not true that [it] [binds], but it helps"),
        ("en", "[that] [it] [binds] is wrong"),
        ("en", "they talk without [officials]"),
        ("en", "they say that he who [does] not [sign] [is] [free]"),
        ("en", "it ends no [wars], signs treaties and binds"),
        ("en", "[they] [did] not, so they left"),
        ("en", "[it] [is] not [yet] [over]"),
        ("en", "not only scholars meet"),
        ("de", "sie haben kein [amt] und sprechen für sich"),
        ("de", "es stimmt nicht, dass [sie] [binden], aber sie helfen"),
        ("fr", "[elle] ne [lie] [personne], mais elle aide"),
        ("es", "no [firma] nada, sino que ayuda"),
        ("pl", "nie buduje zaufania"),
    ],
)
def test_reach_of_negation(language: str, marked: str) -> None:
    """A sentence denies the words in brackets, and no others."""
    spoken = load_language(language)
    tokens = next(sentences(re.sub(r"[\[\]]", "", marked), spoken))

    denials = denied(tokens, spoken)

    pairs = zip(tokens, denials, strict=True)
    words = [f"[{token.text}]" if no else token.text for token, no in pairs]
    assert words == marked.replace(",", "").split()


@pytest.mark.parametrize(
    "text",
    [
        "not " * 25_000,
        "no, " * 25_000,
        "not true that " * 7_000,
        "without a " * 10_000,
        "a-" * 50_000,
        "a." * 50_000,
        "x" * 100_000,
        f"{'confidential' * 1_000} " * 8,
    ],
    ids=lambda text: ascii(text[:14]),
)
def test_linear_time(text: str) -> None:
    """A hostile answer of 100 KB takes no more steps for a word than a short one does."""
    points = {"p": ["confidential trust", "no armies", "a-b"]}
    question = "Why do they not trust them?"
    lengths = [len(text) // 8, len(text)]

    counts = [steps(partial(mentioned, text[:length], question, points)) for length in lengths]

    assert counts[1] / lengths[1] < 2 * counts[0] / lengths[0]


def test_stemmer_is_imported_late(root: Path) -> None:
    """Importing the hints imports no stemmer, so that a lesson's kernel can do without."""
    code = "import sys, studywidgets.hints; print('snowballstemmer' in sys.modules)"

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )

    assert done.stdout == "False\n"


def test_missing_stemmer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without snowballstemmer the error says what to install."""
    monkeypatch.setitem(sys.modules, "snowballstemmer", None)
    load_language.cache_clear()

    with pytest.raises(ModuleNotFoundError, match=r"pip install 'studywidgets\[authoring\]'"):
        mentioned("answer", "question", {"p": ["answer"]}, "en")


@pytest.mark.parametrize("file", ["../languages", "..", "", "en/../de"])
def test_language_is_no_path(file: str) -> None:
    """A language tag that is a path reads no file and has no lists."""
    language = load_language(file)

    assert language.negators == frozenset()


def test_word_lists_are_read(root: Path) -> None:
    """Every word in the lists is in the form in which words are compared."""
    for file in sorted((root / "studywidgets/hints/word_lists").glob("*.json")):
        lists = json.loads(file.read_text(encoding="utf-8"))
        language = load_language(file.stem)
        for name in set(lists) - {"elision", "negating_suffix"}:
            texts = lists[name].split() if isinstance(lists[name], str) else lists[name]
            for text in texts:
                words = [token.text for one in sentences(text, language) for token in one]
                assert words == [word for word in text.split() if word != "…"], (file.name, text)


WORDS = (
    *("council", "councils", "counsil", "closer", "people", "the", "of", "town", "towns"),
    *("twon", "old-town", "is", "true", "not", "no", "without", "but", "don't", "never"),
    *(",", ".", "?", "\u4e2d\u6587", "\u4e2d"),
)
SAID = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)


@given(
    answer=SAID,
    question=SAID,
    variants=st.dictionaries(st.sampled_from("abc"), st.lists(SAID, min_size=1, max_size=3)),
)
@example(answer="old town", question="town", variants={"a": ["old town"]})
@example(answer="closer people.", question="closer people", variants={"a": ["closer people"]})
@example(answer="no closer people", question="", variants={"a": ["closer people"]})
def test_the_short_way_finds_what_the_long_one_does(
    answer: str, question: str, variants: dict[str, list[str]]
) -> None:
    """What is found word for word, or without mistyped words, is found in any case."""

    def found(vocabulary: Vocabulary, text: str, *, forgiving: bool = True) -> frozenset[str]:
        del forgiving
        return find(vocabulary, text)

    find = Vocabulary.found
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matching, "word_for_word", lambda *_: set())
        patch.setattr(Vocabulary, "found", found)
        whole = mentioned(answer, question, variants)

    assert mentioned(answer, question, variants) == whole
