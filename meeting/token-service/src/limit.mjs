// How often somebody may ask: a bucket of tokens for each, in memory, refilled evenly.

/** @typedef {import('./config.mjs').Rate} Rate */

/** More addresses than this are not kept apart: those longest unseen begin anew. */
const most = 20_000;

export class Limit {
  /** @type {Map<string, { left: number, at: number }>} */
  #buckets = new Map();

  /** @param {Rate} rate @param {() => number} clock milliseconds */
  constructor({ tokens, minutes }, clock) {
    this.tokens = tokens;
    this.perMillisecond = tokens / (minutes * 60_000);
    this.clock = clock;
  }

  /** Takes one. The answer is 0, or how many seconds there is none. @param {string} who */
  take(who) {
    const now = this.clock();
    const before = this.#buckets.get(who);
    const left = before ? Math.min(this.tokens, before.left + Math.max(0, now - before.at) * this.perMillisecond) : this.tokens;
    const granted = left >= 1;
    // Set anew, so that the map is in the order of last use.
    this.#buckets.delete(who);
    this.#buckets.set(who, { left: granted ? left - 1 : left, at: now });
    if (this.#buckets.size > most) this.#buckets.delete(/** @type {string} */ (this.#buckets.keys().next().value));
    return granted ? 0 : Math.max(1, Math.ceil((1 - left) / this.perMillisecond / 1000));
  }
}
