// Which words of the variants a word of the answer stands for: hints/words.py in JavaScript.

/** @import { Language } from "./language.js" */

import { isNegator } from "./negation.js";

/**
 * One distinct word in the forms that are compared.
 * @typedef {object} Word
 * @property {string} text
 * @property {string} stem
 * @property {Letters} folded Its letters without accents.
 * @property {boolean} plain Whether it has no accents.
 * @property {string} key The stem of it without accents.
 * @property {Letters} bareStem The letters of its stem, rid of accents afterwards.
 * @property {Set<string>} keys The key and the bare stem, which may differ.
 */

// Accents and other marks over and under letters, Hebrew and Arabic vowel points. In other scripts
// a mark may be half of the word.
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u0652]/g;
// Scripts that put no spaces between words, or hang particles on them: Thai, Lao, Burmese, Khmer,
// Japanese, Chinese, Korean.
const UNSPACED =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
const DIGIT = /[0-9]/;
// In a shorter word one letter makes another word too easily.
const SHORTEST_MISTYPED = 5;
// A piece of the question that is at least so long is no coincidence.
const SHORTEST_COPIED = 4;

const BEYOND_ASCII = /[\u0080-\uffff]/;
const BEYOND_BASIC_PLANE = /[\u{10000}-\u{10ffff}]/u;

/** @typedef {string | string[]} Letters a string's, or where it takes two units for one, an array */

/** @param {string} word @returns {Letters} */
function letters(word) {
  return BEYOND_BASIC_PLANE.test(word) ? [...word] : word;
}

/** @param {string} word @returns {string} the word as one may type it on a foreign keyboard */
function fold(word) {
  if (!BEYOND_ASCII.test(word)) return word;
  return word.normalize("NFD").replace(MARKS, "").normalize("NFC");
}

/**
 * Whether one insertion, deletion, substitution or swap of neighbours parts two words.
 * @param {Letters} typed
 * @param {Letters} meant
 */
function oneSlip(typed, meant) {
  if (Math.abs(typed.length - meant.length) > 1) return false;
  const shorter = Math.min(typed.length, meant.length);
  let start = 0;
  while (start < shorter && typed[start] === meant[start]) start += 1;
  let end = 0;
  while (end < shorter - start && typed.at(-1 - end) === meant.at(-1 - end)) end += 1;
  if (Math.max(typed.length, meant.length) - start - end > 2) return false;
  const left = typed.slice(start, typed.length - end);
  const right = meant.slice(start, meant.length - end);
  if (left.length + right.length === 0) return false;
  // amoral is not moral.
  if (start === 0 && [...left, ...right].join("") === "a") return false;
  if (left.length === 2 && right.length === 2) return left[0] === right[1] && left[1] === right[0];
  return left.length <= 1 && right.length <= 1;
}

/** The words of all variants, and which of them a word of the answer stands for. */
export class Vocabulary {
  #language;
  /** @type {Map<string, Word[]>} */
  #byKey = new Map();
  /** @type {Set<string>} */
  #known = new Set();
  #asked;
  #unspaced;
  #mistyped;
  /** @type {Map<string, Word>} */
  #forms = new Map();
  /** @type {Map<string, Set<string>>} */
  #found = new Map();

  /**
   * @param {Iterable<string>} variants the words of all variants
   * @param {Iterable<string>} question
   * @param {Language} language
   */
  constructor(variants, question, language) {
    this.#language = language;
    const words = [...new Set(variants)].map((text) => this.forms(text));
    this.#asked = [...new Set(question)];
    for (const word of words) {
      for (const key of word.keys) {
        this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), word]);
        this.#known.add(key);
      }
    }
    for (const text of this.#asked) {
      for (const key of this.forms(text).keys) this.#known.add(key);
    }
    this.#unspaced = words.filter((word) => UNSPACED.test(word.text)).map((word) => word.text);
    this.#mistyped = words.filter(mayBeMistyped);
  }

  /** @param {string} text @returns {Word} the forms in which a word is compared */
  forms(text) {
    const known = this.#forms.get(text);
    if (known !== undefined) return known;
    const stem = this.#language.stem(text);
    const folded = fold(text);
    const key = folded === text ? stem : this.#language.stem(folded);
    const bareStem = fold(stem);
    const forms = {
      text,
      stem,
      folded: letters(folded),
      plain: folded === text,
      key,
      bareStem: letters(bareStem),
      keys: new Set([key, bareStem]),
    };
    this.#forms.set(text, forms);
    return forms;
  }

  /** @param {string} text @returns {Set<string>} the words of variants that it stands for */
  found(text) {
    let found = this.#found.get(text);
    if (found === undefined) {
      found = new Set(this.#find(text));
      this.#found.set(text, found);
    }
    return found;
  }

  /**
   * What is found in a word, less what was copied from the question. A text without spaces is one
   * word: pieces of the question are cut out of it.
   * @param {string} text
   * @param {boolean} copied
   * @returns {Set<string>}
   */
  beyondQuestion(text, copied) {
    if (!UNSPACED.test(text)) return copied ? new Set() : this.found(text);
    let rest = text;
    for (const asked of this.#asked) {
      if ([...asked].length >= SHORTEST_COPIED) rest = rest.replaceAll(asked, " ");
      if ([...text].length >= SHORTEST_COPIED && asked.includes(text)) rest = "";
    }
    return new Set([...this.found(text)].filter((word) => rest.includes(word)));
  }

  /** @param {string} text @returns {Iterable<string>} */
  *#find(text) {
    const typed = this.forms(text);
    for (const key of typed.keys) {
      for (const word of this.#byKey.get(key) ?? []) {
        // One word with and without accents is one word, with other accents it is another.
        if (typed.stem === word.stem || typed.plain || word.plain) yield word.text;
      }
    }
    if (UNSPACED.test(text)) {
      yield* this.#unspaced.filter((word) => text.includes(word));
    } else if (this.#isUnknown(typed)) {
      for (const word of this.#mistyped) if (isMistyped(typed, word)) yield word.text;
    }
  }

  /** @param {Word} typed */
  #isUnknown({ text, keys }) {
    return (
      ![...keys].some((key) => this.#known.has(key)) &&
      !this.#language.stop.has(text) &&
      !isNegator(text, this.#language)
    );
  }
}

/** @param {Word} word */
function mayBeMistyped({ text, folded }) {
  return folded.length >= SHORTEST_MISTYPED && !DIGIT.test(text) && !UNSPACED.test(text);
}

/**
 * Whether a word, or the stem of a long enough one, is one slip away from what is meant.
 * @param {Word} typed
 * @param {Word} meant
 */
function isMistyped(typed, meant) {
  return (
    oneSlip(typed.folded, meant.folded) ||
    (Math.min(typed.bareStem.length, meant.bareStem.length) >= SHORTEST_MISTYPED &&
      oneSlip(typed.bareStem, meant.bareStem))
  );
}
