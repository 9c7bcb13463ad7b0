// Deletes identities whose tokens have expired: until then, deleting one would end the guest's call. They are
// remembered in memory only, so those of a service that was stopped stay behind; an identity by itself costs nothing.

/** How many identities are remembered; of more, the oldest stay behind. */
const most = 50_000;
/** Azure takes 500 deletions in 30 seconds ("Service limits", Identity). */
const perRound = 200;
const roundMilliseconds = 60_000;
const attempts = 3;

export class Leftovers {
  /** @type {Map<string, { due: number, attempts: number }>} */
  #known = new Map();
  #round;

  /** @param {(userId: string) => Promise<unknown>} remove @param {() => number} clock */
  constructor(remove, clock) {
    this.remove = remove;
    this.clock = clock;
    this.#round = setInterval(() => void this.sweep(), roundMilliseconds);
    this.#round.unref();
  }

  /** @param {string} userId @param {number} due milliseconds since 1970 */
  add(userId, due) {
    this.#known.set(userId, { due, attempts });
    if (this.#known.size > most) this.#known.delete(/** @type {string} */ (this.#known.keys().next().value));
  }

  get size() {
    return this.#known.size;
  }

  /** One after the other, so that guests who come now are not throttled for those who left. */
  async sweep() {
    const now = this.clock();
    const due = [...this.#known].filter(([, each]) => each.due <= now).slice(0, perRound);
    for (const [userId, each] of due) {
      this.#known.delete(userId);
      try {
        await this.remove(userId);
      } catch {
        if (each.attempts > 1) this.#known.set(userId, { due: now + roundMilliseconds, attempts: each.attempts - 1 });
      }
    }
  }

  stop() {
    clearInterval(this.#round);
  }
}
