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
  #sentences;
  #asked;
  #length;
  #runs;

  /**
   * @param {Token[][]} question its sentences
   * @param {Vocabulary} vocabulary
   * @param {Language} language
   */
  constructor(question, vocabulary, language) {
    this.#language = language;
    this.#vocabulary = vocabulary;
    const whole = question.map((sentence) => sentence.map((token) => this.#key(token.text)));
    this.#sentences = new Set(whole.map((sentence) => sentence.join(" ")));
    const keys = whole.flat();
    this.#asked = new Set(keys);
    this.#length = Math.min(RUN, keys.length);
    this.#runs = new Set(keys.map((_, start) => this.#run(keys, start)));
  }

  /** @param {Token[]} sentence @returns {boolean[]} for each word whether it was copied */
  inSentence(sentence) {
    const texts = sentence.map((token) => token.text);
    const keys = texts.map((text) => this.#key(text));
    if (this.#sentences.has(keys.join(" "))) return keys.map(() => true);
    const telling = keys.filter((_, i) => this.#tells(texts[i]));
    const asked = telling.filter((key) => this.#asked.has(key)).length;
    if (telling.length >= FEWEST && asked >= SHARE * telling.length) {
      return keys.map((key, i) => this.#asked.has(key) || this.#language.stop.has(texts[i]));
    }
    const copied = keys.map(() => false);
    let streak = 0;
    keys.forEach((key, i) => {
      streak = this.#asked.has(key) ? streak + 1 : 0;
      const start = i + 1 - this.#length;
      if (streak >= this.#length && this.#runs.has(this.#run(keys, start))) {
        copied.fill(true, start, i + 1);
      }
    });
    return copied;
  }

  /** @param {string[]} keys @param {number} start @returns {string} a run as one string */
  #run(keys, start) {
    // No word holds a space.
    return keys.slice(start, start + this.#length).join(" ");
  }

  /** @param {string} text */
  #tells(text) {
    return !this.#language.stop.has(text) && !isNegator(text, this.#language);
  }

  /** @param {string} text */
  #key(text) {
    return this.#vocabulary.forms(text).key;
  }
}
