// What of an answer was copied from the question: hints/copying.py in JavaScript.

/** @import { Language } from "./language.js" */
/** @import { Token } from "./sentences.js" */
/** @import { Vocabulary } from "./words.js" */

import { isNegator } from "./negation.js";

// So many words in a row that stand in a row in the question too were copied from it.
const RUN = 5;
// So was a sentence of which four fifths of the words that say something, three or more of them,
// stand in the question in any order.
const SHARE = 0.8;
const FEWEST = 3;

/** Tells which words of a sentence were copied from the question. */
export class Copied {
  #language;
  #vocabulary;
  /** @type {Map<string, string>} */
  #keys = new Map();
  #asked;
  #length;
  #runs;

  /** @param {Token[]} question @param {Vocabulary} vocabulary @param {Language} language */
  constructor(question, vocabulary, language) {
    this.#language = language;
    this.#vocabulary = vocabulary;
    const keys = question.map((token) => this.#key(token.text));
    this.#asked = new Set(keys);
    this.#length = Math.min(RUN, keys.length);
    this.#runs = new Set(this.#runsOf(keys));
  }

  /** @param {Token[]} sentence @returns {boolean[]} for each word whether it was copied */
  inSentence(sentence) {
    const texts = sentence.map((token) => token.text);
    const keys = texts.map((text) => this.#key(text));
    const telling = keys.filter((_, i) => this.#tells(texts[i]));
    const asked = telling.filter((key) => this.#asked.has(key)).length;
    if (telling.length >= FEWEST && asked >= SHARE * telling.length) {
      return keys.map((key, i) => this.#asked.has(key) || this.#language.stop.has(texts[i]));
    }
    const copied = keys.map(() => false);
    this.#runsOf(keys).forEach((run, start) => {
      if (this.#runs.has(run)) copied.fill(true, start, start + this.#length);
    });
    return copied;
  }

  /** @param {string[]} keys @returns {string[]} every run of words, as one string each */
  #runsOf(keys) {
    if (this.#length === 0) return [];
    const starts = Math.max(0, keys.length - this.#length + 1);
    // No word holds a space.
    return Array.from({ length: starts }, (_, i) => keys.slice(i, i + this.#length).join(" "));
  }

  /** @param {string} text */
  #tells(text) {
    return !this.#language.stop.has(text) && !isNegator(text, this.#language);
  }

  /** @param {string} text */
  #key(text) {
    let key = this.#keys.get(text);
    if (key === undefined) {
      key = this.#vocabulary.forms(text).key;
      this.#keys.set(text, key);
    }
    return key;
  }
}
