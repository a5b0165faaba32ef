// Which key points does an answer seem to mention? It only hints and never decides. Python has the
// same match in hints/matching.py, and the cases in tests/cases/hints.json hold for both.

/** @import { Language, Stem } from "./language.js" */
/** @import { Token } from "./sentences.js" */

import { Copied } from "./copying.js";
import { makeLanguage } from "./language.js";
import { denied, isNegator, negates } from "./negation.js";
import { sentences } from "./sentences.js";
import { Vocabulary } from "./words.js";

/** @typedef {{ id: string, variants: string[] }} KeyPoint */

/** @typedef {{ point: string, words: Set<string>, negative: boolean }} Variant */

/**
 * How the sentence at hand mentions one word of a variant.
 * @typedef {object} Occurrence
 * @property {boolean} claimed
 * @property {boolean} denied
 * @property {boolean} claimedBeyondQuestion
 * @property {boolean} beyondQuestion
 */

// A variant has one to four words; more compounds than that are not spelled out both ways.
const MOST_COMPOUNDS = 4;

/**
 * @param {string} answer what the student wrote
 * @param {string} question the question as plain text
 * @param {KeyPoint[]} keyPoints
 * @param {string} tag the language of all three, as a BCP 47 tag
 * @param {Stem} [stem] its stemmer, if it has one
 * @returns {Set<string>} the ids of the key points that the answer seems to mention
 */
export function mentioned(answer, question, keyPoints, tag, stem) {
  const language = makeLanguage(tag, stem);
  const wanted = keyPoints.flatMap(({ id, variants }) =>
    variants.flatMap((text) => readings(id, text, language)),
  );
  const questions = sentences(question, language);
  const asked = questions.flat();
  const vocabulary = new Vocabulary(
    wanted.flatMap(({ words }) => [...words]),
    asked.flatMap(formsOf),
    language,
  );
  const copied = new Copied(questions, vocabulary, language);
  const questionNegates = negates(asked, language);
  /** @type {Set<string>} */
  const found = new Set();
  for (const sentence of sentences(answer, language)) {
    const occurrences = occurrencesIn(sentence, vocabulary, copied, language);
    if (occurrences.size > 0) {
      for (const variant of wanted) {
        if (!found.has(variant.point) && matches(variant, occurrences, questionNegates)) {
          found.add(variant.point);
        }
      }
    }
  }
  return found;
}

/**
 * A variant once for each way to write its compounds: in one word or in several.
 * @param {string} point
 * @param {string} text
 * @param {Language} language
 * @returns {Variant[]}
 */
function readings(point, text, language) {
  const tokens = sentences(text, language).flat();
  const telling = tokens.filter((token) => !isNegator(token.text, language));
  // "never": the word itself is wanted, in whatever clause.
  const content = telling.length > 0 ? telling : tokens;
  const negative = telling.length > 0 && negates(tokens, language);
  const compounds = content.filter((token) => token.parts.length > 0).length;
  /** @type {string[][]} */
  let ways = [[]];
  for (const { text: joined, parts } of content) {
    const spelled = parts.length > 0 ? [parts] : [[joined]];
    if (parts.length > 0 && compounds <= MOST_COMPOUNDS) spelled.push([joined]);
    ways = ways.flatMap((way) => spelled.map((words) => [...way, ...words]));
  }
  return ways.map((way) => ({ point, words: new Set(way), negative }));
}

/** @param {Token} token */
function formsOf({ text, parts }) {
  return [text, ...parts];
}

/**
 * What is found for a word or, if it is a compound, for it and its parts.
 * @param {Token} token
 * @param {(form: string) => Set<string>} find
 * @returns {Set<string>}
 */
function ofForms(token, find) {
  if (token.parts.length === 0) return find(token.text);
  return new Set(formsOf(token).flatMap((form) => [...find(form)]));
}

/**
 * How a sentence mentions the words of the variants, for those that it mentions.
 * @param {Token[]} sentence
 * @param {Vocabulary} vocabulary
 * @param {Copied} copied
 * @param {Language} language
 * @returns {Map<string, Occurrence>}
 */
function occurrencesIn(sentence, vocabulary, copied, language) {
  const hits = sentence.map((token) => ofForms(token, (form) => vocabulary.found(form)));
  /** @type {Map<string, Occurrence>} */
  const occurrences = new Map();
  if (hits.every((words) => words.size === 0)) return occurrences;
  const denials = denied(sentence, language);
  const old = copied.inSentence(sentence);
  sentence.forEach((token, i) => {
    if (hits[i].size === 0) return;
    const fresh = ofForms(token, (form) => vocabulary.beyondQuestion(form, old[i]));
    for (const word of hits[i]) {
      const before = occurrences.get(word);
      occurrences.set(word, {
        claimed: before?.claimed || !denials[i],
        denied: before?.denied || denials[i],
        claimedBeyondQuestion: before?.claimedBeyondQuestion || (fresh.has(word) && !denials[i]),
        beyondQuestion: before?.beyondQuestion || fresh.has(word),
      });
    }
  });
  return occurrences;
}

/**
 * Whether one sentence holds a variant, and says more by it than the question did.
 * @param {Variant} variant
 * @param {Map<string, Occurrence>} occurrences
 * @param {boolean} questionNegates
 */
function matches({ words, negative }, occurrences, questionNegates) {
  const held = [...words].flatMap((word) => occurrences.get(word) ?? []);
  if (words.size === 0 || held.length < words.size) return false;
  if (negative) {
    return (
      held.some((each) => each.denied) &&
      (!questionNegates || held.some((each) => each.beyondQuestion))
    );
  }
  return held.every((each) => each.claimed) && held.some((each) => each.claimedBeyondQuestion);
}
