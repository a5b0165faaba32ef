// What the match knows of a language: hints/language.py in JavaScript.

import de from "../../hints/word_lists/de.json";
import en from "../../hints/word_lists/en.json";
import es from "../../hints/word_lists/es.json";
import fr from "../../hints/word_lists/fr.json";
import it from "../../hints/word_lists/it.json";

/** @typedef {(word: string) => string} Stem gives the stem of a lower-case word */

/** @typedef {Record<string, string | string[] | boolean>} Lists */

/** @typedef {string[]} Phrase words in a row; `…` stands for up to three that deny nothing */

/**
 * One language; hints/language.py describes each of its lists.
 * @typedef {object} Language
 * @property {Stem} stem
 * @property {Set<string>} stop
 * @property {Set<string>} negators
 * @property {Set<string>} phraseNegators
 * @property {string} negatingSuffix
 * @property {Phrase[]} notNegating
 * @property {Phrase[]} denials
 * @property {Phrase[]} verdicts
 * @property {Set<string>} turns
 * @property {Set<string>} breaks
 * @property {Set<string>} links
 * @property {Set<string>} conjunctions
 * @property {Set<string>} alternatives
 * @property {Set<string>} subjects
 * @property {boolean} elision
 * @property {Set<string>} abbreviations
 */

// No language has longer words; on a longer run of letters the algorithms may take quadratic time.
const LONGEST_STEMMED = 64;
const BEYOND_BASIC_PLANE = /[\u{10000}-\u{10ffff}]/u;

/** @type {Map<string, Lists>} */
const LISTS = new Map(Object.entries({ de, en, es, fr, it }));

/**
 * @param {string} tag a BCP 47 language tag, of which the first subtag counts
 * @param {Stem} [stem] none for a language without a stemmer: its words are compared as they are
 * @returns {Language}
 */
export function makeLanguage(tag, stem = (word) => word) {
  const lists = LISTS.get(tag.split("-")[0].toLowerCase()) ?? {};
  const words = (/** @type {string} */ name) =>
    new Set(String(lists[name] ?? "").split(" ").filter((word) => word !== ""));
  const phrases = (/** @type {string} */ name) => {
    const listed = lists[name];
    return Array.isArray(listed) ? listed.map((phrase) => phrase.split(" ")) : [];
  };
  return {
    // Python's stemmer counts a character beyond the basic plane as one, JavaScript's as two.
    stem: (word) =>
      word.length > LONGEST_STEMMED || BEYOND_BASIC_PLANE.test(word) ? word : stem(word),
    stop: words("stop"),
    negators: words("negators"),
    phraseNegators: words("phrase_negators"),
    negatingSuffix: String(lists.negating_suffix ?? ""),
    notNegating: phrases("not_negating"),
    denials: phrases("denials"),
    verdicts: phrases("verdicts"),
    turns: words("turns"),
    breaks: words("breaks"),
    links: words("links"),
    conjunctions: words("and"),
    alternatives: words("or"),
    subjects: words("subjects"),
    elision: lists.elision === true,
    abbreviations: words("abbreviations"),
  };
}
