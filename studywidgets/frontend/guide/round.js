import { chosenTerms } from "../shared/choice.js";
import { ratingOf } from "../shared/rating.js";

/** @import { View } from "../shared/view.js" */

/**
 * @typedef {object} Card
 * @property {"definition" | "fact" | "question"} kind
 * @property {string} term
 * @property {string} item
 * @property {string} html
 * @property {string} [answer]
 * @property {string} version
 */

/**
 * One way through the cards. Its seed is kept in the record, and a card is done once it was rated
 * after the seed was drawn; so the round goes on where it stopped, in every tab and after a reload.
 */
export class Round {
  #view;
  #cards;
  #item;
  /** @type {Set<string>} */
  #skipped = new Set();

  /**
   * @param {View} view
   * @param {Card[]} cards
   */
  constructor(view, cards) {
    this.#view = view;
    this.#cards = cards;
    this.#item = `guide-${view.model.get("unit")}/self-test`;
  }

  get item() {
    return this.#item;
  }

  get started() {
    return this.#seed() !== undefined;
  }

  /**
   * Draws a new order.
   *
   * @param {string[]} [only] Item ids, when the round is not to have every card.
   */
  start(only) {
    const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
    this.#skipped.clear();
    this.#view.record.write({
      item: this.#item,
      kind: "seed",
      value: only ? { seed, only } : { seed },
    });
  }

  /** The cards of this round in its order. */
  cards() {
    const value = this.#seed()?.value;
    const { seed, only } = /** @type {{ seed?: unknown, only?: unknown }} */ (
      value && typeof value === "object" ? value : {}
    );
    const chosen = new Set(chosenTerms(this.#view.record));
    const own = this.#cards.some(({ term }) => chosen.has(term));
    const wanted = this.#cards.filter(
      ({ term, item }) =>
        (!own || chosen.has(term)) && (!Array.isArray(only) || only.includes(item)),
    );
    return shuffled(wanted, Number(seed) || 0);
  }

  /** The cards of this round that wait, the skipped ones last. */
  waiting() {
    const drawn = this.#seed()?.clock ?? 0;
    const left = this.cards().filter(
      ({ item }) => !this.#view.record.heads(item, "rating").some(({ clock }) => clock > drawn),
    );
    const skipped = left.filter(({ item }) => this.#skipped.has(item));
    return [...left.filter(({ item }) => !this.#skipped.has(item)), ...skipped];
  }

  /** @param {Card} card */
  skip({ item }) {
    // Deleted first, so that a card that is skipped twice goes to the very end.
    this.#skipped.delete(item);
    this.#skipped.add(item);
  }

  /** The cards of this round that the student wants to study again. */
  again() {
    return this.cards().filter(({ item }) => ratingOf(this.#view.record, item) === "again");
  }

  #seed() {
    return this.#view.record.heads(this.#item, "seed").at(-1);
  }
}

/**
 * The Fisher–Yates shuffle with a small seeded generator (mulberry32), so that the same seed gives
 * the same order in every browser.
 *
 * @template T
 * @param {T[]} list
 * @param {number} seed
 * @returns {T[]}
 */
export function shuffled(list, seed) {
  const result = [...list];
  let state = seed >>> 0;
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [result[last], result[other]];
    if (a !== undefined && b !== undefined) [result[last], result[other]] = [b, a];
  }
  return result;
}
