// Does in Node what tests/test_hints.py does in Python: reads cases from standard input and answers
// with the ids that JavaScript finds in each, and how many milliseconds all of them took.
//
// It runs the bundles, since Node does not import JSON as they do; a test of its own compares the
// bundles with their sources.

import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";

const LIBRARIES = new URL("../../studywidgets/static/libraries/", import.meta.url);
const { mentioned } = await import(new URL("hints.js", LIBRARIES));

/** The stemmer of a language tag, as the widget asks for it; none if there is none. */
async function stemmer(tag) {
  const url = new URL(`stemmer-${tag.split("-")[0].toLowerCase()}.js`, LIBRARIES);
  const there = await readFile(url).then(() => true, () => false);
  return there ? (await import(url)).stem : undefined;
}

const { cases = [], words = {} } = JSON.parse(await text(process.stdin));
const stems = new Map();
for (const { language } of cases) stems.set(language, await stemmer(language));
const start = performance.now();
const found = cases.map(({ answer, question, points, language }) => {
  const keyPoints = Object.entries(points).map(([id, variants]) => ({ id, variants }));
  return [...mentioned(answer, question, keyPoints, language, stems.get(language))].sort();
});
const milliseconds = performance.now() - start;
const stemmed = {};
for (const [language, list] of Object.entries(words)) {
  stemmed[language] = list.map(await stemmer(language));
}
process.stdout.write(JSON.stringify({ found, milliseconds, stems: stemmed }));
