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
  return negatorsOf(tokens.map((token) => token.text), language).size > 0;
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
  const negators = negatorsOf(texts, language);
  const whole = texts.map(() => false);
  for (const [start, end] of phrasesIn(texts, language.denials, negators)) {
    for (let i = start; i < end; i += 1) negators.delete(i);
    // It ends at the next contrast: "… but they build trust".
    const turn = texts.findIndex((text, i) => i > end && language.turns.has(text));
    whole.fill(true, end, turn < 0 ? texts.length : turn);
    if (turn >= 0) whole.fill(false, turn);
  }
  for (const [start, end] of phrasesIn(texts, language.verdicts, negators)) {
    if (end === texts.length) {
      for (let i = start; i < end; i += 1) negators.delete(i);
      whole.fill(true, texts.slice(0, start).findLastIndex((text) => language.turns.has(text)) + 1, start);
    }
  }
  const inner = texts.map(() => false);
  const scope = new Scope(tokens, language, negators);
  for (const negator of negators) scope.mark(negator, inner);
  return whole.map((turned, i) => turned !== inner[i]);
}

/** @param {string[]} texts @param {Language} language @returns {Set<number>} positions */
function negatorsOf(texts, language) {
  const negators = new Set(texts.keys().filter((i) => isNegator(texts[i], language)));
  return negators;
}

/**
 * Where any of the phrases stands: its first word, and the one after its last.
 * @param {string[]} texts
 * @param {Phrase[]} phrases
 * @param {Set<number>} negators
 * @returns {[number, number][]}
 */
function phrasesIn(texts, phrases, negators) {
  return [];
}
