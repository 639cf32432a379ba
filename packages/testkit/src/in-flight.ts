/**
 * Counts what is being worked on, by distinct key: two questions about one item are one item in flight.
 *
 * Invariant: `most` is never below `now`.
 */
export class InFlight {
  readonly #open = new Map<string, number>();
  #most = 0;

  /** Distinct keys that are open now. */
  get now(): number {
    return this.#open.size;
  }

  /** Distinct keys that were open at the same time, at most. */
  get most(): number {
    return this.#most;
  }

  enter(key: string): void {
    this.#open.set(key, (this.#open.get(key) ?? 0) + 1);
    this.#most = Math.max(this.#most, this.#open.size);
  }

  leave(key: string): void {
    const left = (this.#open.get(key) ?? 0) - 1;
    if (left > 0) this.#open.set(key, left);
    else this.#open.delete(key);
  }
}
