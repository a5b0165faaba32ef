// Text to sentences, sentences to words: the same as hints/sentences.py in Python. Letters are told
// from punctuation by an explicit list instead of by the Unicode version at hand.

/** @import { Language } from "./language.js" */

/**
 * One word of a sentence.
 * @typedef {object} Token
 * @property {string} text The word, a compound's parts joined ("noninterference").
 * @property {string[]} parts The parts of a compound ("non", "interference"), otherwise nothing.
 * @property {boolean} afterComma Whether a comma, colon, dash or bracket stands before it.
 */

// Everything in here parts words. The apostrophe and the hyphen may stand inside of one.
const PARTING =
  "\\u0000-\\u0026\\u0028-\\u002c\\u002e\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u00a9\\u00ab" +
  "\\u00ac\\u00ae-\\u00b1\\u00b4\\u00b6\\u00b8\\u00bb\\u00bf\\u00d7\\u00f7\\u055a-\\u055f\\u0589" +
  "\\u05be\\u05c0\\u05c3\\u060c\\u061b\\u061f\\u066a-\\u066d\\u06d4\\u0964\\u0965\\u1361-\\u1368" +
  "\\u1680\\u2000-\\u206f\\u20a0-\\u20cf\\u2190-\\u2bff\\u3000-\\u3003\\u3008-\\u3020\\u3030\\u30fb";
const SPACE = "\\u0000-\\u0020\\u007f-\\u00a0\\u2028\\u2029";
const APOSTROPHES = /[\u2018\u2019\u201b\u02bc\u00b4`]/g;
const HIDDEN = "\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff";
const INVISIBLE = RegExp(`[${HIDDEN}]`, "g");
const MARKS =
  "\\u0300-\\u036f\\u0483-\\u0487\\u0591-\\u05bd\\u0610-\\u061a\\u064b-\\u065f\\u1ab0-\\u1aff" +
  "\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f";
// No letter has so many marks; to sort a longer pile would take quadratic time.
// eslint-disable-next-line no-misleading-character-class -- it is the marks alone that count here
const PILED_MARKS = RegExp(`([${MARKS}]{30})[${MARKS}]+`, "g");
const HYPHENS = RegExp(`[\\u2010-\\u2012\\u2212]|(?<=[^${SPACE}])\\u2013(?=[^${SPACE}])`, "g");
const DASHES = RegExp(`--+|(?<=[${SPACE}])-(?=[${SPACE}])`, "g");
const DECIMALS = /(?<=[0-9])[.,](?=[0-9])/g;
const DOTTED = RegExp(`(?<![^${PARTING}])(?:[^${PARTING}0-9'-]\\.){2,}`, "gu");
const ENDING =
  ".!?;\\u000a-\\u000d\\u0085\\u0589\\u061b\\u061f\\u06d4\\u0964\\u0965\\u1362\\u2028\\u2029\\u3002";
const ENDS = RegExp(`[${ENDING}]+`, "g");
const INITIAL_OR_ORDINAL = /^(?:[^ivx0-9]|[0-9]{1,2})$/u;
const LAST_WORD = RegExp(`[^${PARTING}]*$`);
// So many characters before a full stop show whether the word there is an abbreviation.
const LONGEST_ABBREVIATION = 12;
const WORDS = RegExp(`[^${PARTING}]+`, "g");
const WORDS_ELIDED = RegExp(`[^${PARTING}']+`, "g");
const COMMAS = /[,:()[\]{}\u060c\u2013\u2014\u3001]/;

/**
 * @param {string} text
 * @returns {string} the text in lower case with one form of each letter, apostrophe, hyphen, number
 */
export function normalise(text) {
  return text
    .replace(APOSTROPHES, "'")
    .replace(PILED_MARKS, "$1")
    .normalize("NFKC")
    .toLowerCase()
    .replace(INVISIBLE, "")
    .replace(HYPHENS, "-")
    .replace(DASHES, "\u2014")
    // The middle dot is no punctuation here: 3.5 and 3,5 become one and the same word.
    .replace(DECIMALS, "\u00b7")
    .replace(DOTTED, (dotted) => dotted.replaceAll(".", ""));
}

/**
 * The words of each sentence of a text, for sentences that have any.
 * @param {string} text
 * @param {Language} language
 * @returns {Token[][]}
 */
export function sentences(text, language) {
  const normalised = normalise(text);
  const found = [];
  let start = 0;
  for (const end of normalised.matchAll(ENDS)) {
    if (end[0] !== "." || endsSentence(normalised, end.index, language)) {
      found.push(words(normalised.slice(start, end.index), language));
      start = end.index + end[0].length;
    }
  }
  found.push(words(normalised.slice(start), language));
  return found.filter((tokens) => tokens.length > 0);
}

/**
 * The words of one normalised sentence.
 * @param {string} normalised
 * @param {Language} language
 * @returns {Token[]}
 */
function words(normalised, language) {
  const tokens = [];
  let end = 0;
  for (const match of normalised.matchAll(language.elision ? WORDS_ELIDED : WORDS)) {
    const word = strip(match[0]);
    const parts = word.includes("-") ? word.split("-").filter((part) => part !== "") : [word];
    if (word !== "") {
      const between = normalised.slice(end, match.index);
      tokens.push({
        text: parts.join(""),
        parts: parts.length > 1 ? parts : [],
        afterComma: between !== " " && COMMAS.test(between),
      });
      end = match.index + match[0].length;
    }
  }
  return tokens;
}

/** @param {string} word @returns {string} the word without quotes and hyphens around it */
function strip(word) {
  let start = 0;
  let end = word.length;
  while (start < end && "'-".includes(word[start])) start += 1;
  while (end > start && "'-".includes(word[end - 1])) end -= 1;
  return word.slice(start, end);
}

/** @param {string} text @param {number} stop @param {Language} language */
function endsSentence(text, stop, language) {
  const before = text.slice(Math.max(0, stop - LONGEST_ABBREVIATION), stop);
  const word = LAST_WORD.exec(before)?.[0] ?? "";
  return !language.abbreviations.has(word) && !INITIAL_OR_ORDINAL.test(word);
}
