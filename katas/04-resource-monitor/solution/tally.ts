import type { Figures } from './types.ts';

/** Sums up numbers one by one; takes the same little memory for ten of them and for ten million. */
export class Tally {
  #count = 0;
  #sum = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;

  add(value: number): void {
    this.#count++;
    this.#sum += value;
    this.#min = Math.min(this.#min, value);
    this.#max = Math.max(this.#max, value);
  }

  get figures(): Figures {
    if (this.#count === 0) return { mean: null, min: null, max: null, count: 0 };
    return { mean: this.#sum / this.#count, min: this.#min, max: this.#max, count: this.#count };
  }
}
