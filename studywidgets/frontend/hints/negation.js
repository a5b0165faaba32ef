// Which words of a sentence stand in something that it denies: hints/negation.py in JavaScript.

/** @import { Language, Phrase } from "./language.js" */
/** @import { Token } from "./sentences.js" */

const GAP = "…";
const LONGEST_GAP = 3;
// "does not build trust, prevent war or end it": so many words an item, so many items.
const LIST_ITEM = 2;
const LIST_LENGTH = 6;

/**
 * Whether a word denies something by itself.
 * @param {string} text
 * @param {Language} language
 */
export function isNegator(text, { negators, phraseNegators, negatingSuffix }) {
  return (
    negators.has(text) ||
    phraseNegators.has(text) ||
    (negatingSuffix !== "" && text.endsWith(negatingSuffix))
  );
}

/**
 * Whether a variant or question denies anything.
 * @param {Token[]} tokens
 * @param {Language} language
 */
export function negates(tokens, language) {
  return negatorsIn(tokens.map((token) => token.text), language).size > 0;
}

/**
 * Says for each word of a sentence whether the sentence denies it. A denial of the whole ("it is not
 * true that…") turns a negation inside of it around.
 * @param {Token[]} tokens
 * @param {Language} language
 * @returns {boolean[]}
 */
export function denied(tokens, language) {
  const texts = tokens.map((token) => token.text);
  const negators = negatorsIn(texts, language);
  const whole = deniedAsAWhole(texts, negators, language);
  const inner = texts.map(() => false);
  const scope = new Scope(tokens, language, negators);
  for (const negator of negators) scope.mark(negator, inner);
  return whole.map((turned, i) => turned !== inner[i]);
}

/**
 * Where words stand that deny something, "not only" left aside.
 * @param {string[]} texts
 * @param {Language} language
 * @returns {Set<number>}
 */
function negatorsIn(texts, language) {
  /** @type {Set<number>} */
  const negators = new Set();
  texts.forEach((text, i) => isNegator(text, language) && negators.add(i));
  for (const [start, end] of phrasesIn(texts, language.notNegating, negators)) {
    remove(negators, start, end);
  }
  return negators;
}

/** @param {Set<number>} negators @param {number} start @param {number} end */
function remove(negators, start, end) {
  for (let i = start; i < end; i += 1) negators.delete(i);
}

/**
 * Says which words "it is not true that…" or "…, which is false" denies, and takes the negators of
 * these phrases out of `negators`.
 * @param {string[]} texts
 * @param {Set<number>} negators
 * @param {Language} language
 * @returns {boolean[]}
 */
function deniedAsAWhole(texts, negators, language) {
  /** @type {Set<number>} */
  const begins = new Set();
  for (const [start, end] of phrasesIn(texts, language.denials, negators)) {
    remove(negators, start, end);
    begins.add(end);
  }
  let on = false;
  const whole = texts.map((text, i) => {
    // It ends at the next contrast: "… but they build trust".
    on = begins.has(i) || (on && !language.turns.has(text));
    return on;
  });
  for (const [start, end] of phrasesIn(texts, language.verdicts, negators)) {
    if (end === texts.length) {
      remove(negators, start, end);
      let first = start;
      while (first > 0 && !language.turns.has(texts[first - 1])) first -= 1;
      whole.fill(true, first, start);
    }
  }
  return whole;
}

/**
 * Where any of the phrases stands: its first word, and the one after its last.
 * @param {string[]} texts
 * @param {Phrase[]} phrases
 * @param {Set<number>} negators
 * @returns {[number, number][]}
 */
function phrasesIn(texts, phrases, negators) {
  /** @type {[number, number][]} */
  const found = [];
  texts.forEach((text, start) => {
    for (const phrase of phrases) {
      const end = phrase[0] === text ? endOf(texts, phrase, start, negators) : 0;
      if (end > 0) found.push([start, end]);
    }
  });
  return found;
}

/**
 * Where a phrase that begins at `start` ends; 0 if it does not stand there.
 * @param {string[]} texts
 * @param {Phrase} phrase
 * @param {number} start
 * @param {Set<number>} negators
 */
function endOf(texts, phrase, start, negators) {
  let i = start;
  let gap = 0;
  for (const word of phrase) {
    if (word === GAP) {
      gap = LONGEST_GAP;
      continue;
    }
    for (; gap > 0 && i < texts.length && texts[i] !== word && !negators.has(i); gap -= 1) i += 1;
    if (texts[i] !== word) return 0;
    i += 1;
    gap = 0;
  }
  return i;
}

/** How far the negators of one sentence reach. */
class Scope {
  #tokens;
  #texts;
  #language;
  #phrase;
  #clause;

  /** @param {Token[]} tokens @param {Language} language @param {Set<number>} negators */
  constructor(tokens, language, negators) {
    this.#tokens = tokens;
    this.#texts = tokens.map((token) => token.text);
    this.#language = language;
    const isPhrase = (/** @type {number} */ i) => language.phraseNegators.has(this.#texts[i]);
    this.#phrase = new Set([...negators].filter(isPhrase));
    this.#clause = new Set([...negators].filter((i) => !isPhrase(i)));
  }

  /**
   * Marks the words that one negator denies.
   * @param {number} negator
   * @param {boolean[]} inner
   */
  mark(negator, inner) {
    if (this.#clause.has(negator)) this.#markBefore(negator, inner);
    this.#markAfter(negator, inner);
  }

  /** @param {number} negator @param {boolean[]} inner */
  #markBefore(negator, inner) {
    const { conjunctions, alternatives, links } = this.#language;
    for (let i = negator - 1; i >= 0; i -= 1) {
      const text = this.#texts[i];
      const joint = conjunctions.has(text) || alternatives.has(text) || links.has(text);
      // Another negator reaches on from there, which keeps the time linear.
      if (this.#afterComma(i + 1) || this.#clause.has(i) || joint) return;
      inner[i] = true;
      if (this.#beginsClause(i)) return;
    }
  }

  /** @param {number} negator @param {boolean[]} inner */
  #markAfter(negator, inner) {
    // "do not, as a rule, build": the comma after the negator opens an aside.
    let aside = false;
    let listEnd = 0;
    const clause = this.#clause.has(negator);
    for (let i = negator + 1; i < this.#texts.length; i += 1) {
      if (this.#clause.has(i) || (!clause && this.#phrase.has(i))) return;
      if (i === negator + 1) {
        aside = this.#afterComma(i);
        const bare = this.#beginsClause(i) && !this.#afterComma(i + 1);
        if (aside && (bare || !clause)) return;
      } else if (this.#beginsClause(i) || this.#joinsClause(i, clause)) {
        return;
      } else if (this.#afterComma(i) && i > listEnd) {
        if (!aside) {
          listEnd = this.#endOfList(i);
          if (listEnd === 0) return;
        }
        aside = false;
      }
      inner[i] = true;
    }
  }

  /** @param {number} i */
  #afterComma(i) {
    return this.#tokens[i]?.afterComma ?? false;
  }

  /** @param {number} i */
  #beginsClause(i) {
    const { turns, breaks } = this.#language;
    return turns.has(this.#texts[i]) || breaks.has(this.#texts[i]);
  }

  /**
   * Whether the negation ends at an "and", or at the subject of another clause.
   * @param {number} i
   * @param {boolean} clause
   */
  #joinsClause(i, clause) {
    const { conjunctions, subjects } = this.#language;
    const joins = conjunctions.has(this.#texts[i]);
    return clause ? joins && subjects.has(this.#texts[i + 1]) : joins || subjects.has(this.#texts[i]);
  }

  /**
   * Where the "or" of a list stands whose second item begins at `start`, or 0.
   * @param {number} start
   */
  #endOfList(start) {
    let item = start;
    const end = Math.min(this.#texts.length, start + LIST_LENGTH * LIST_ITEM);
    for (let i = start; i < end; i += 1) {
      if (this.#language.alternatives.has(this.#texts[i])) return i;
      if (this.#afterComma(i)) item = i;
      if (i - item >= LIST_ITEM) return 0;
    }
    return 0;
  }
}
