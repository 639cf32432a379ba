/** Calls back once for each aborted signal, with one listener for a signal however many jobs carry it. */
export class AbortWatch {
  readonly #onAbort: (signal: AbortSignal) => void;
  readonly #watched = new Map<AbortSignal, { jobs: number; listener: () => void }>();

  constructor(onAbort: (signal: AbortSignal) => void) {
    this.#onAbort = onAbort;
  }

  /** Counts one more job on `signal`, which has not fired yet. */
  add(signal: AbortSignal): void {
    const watched = this.#watched.get(signal);
    if (watched) {
      watched.jobs += 1;
      return;
    }
    const listener = (): void => this.#onAbort(signal);
    signal.addEventListener('abort', listener, { once: true });
    this.#watched.set(signal, { jobs: 1, listener });
  }

  /** Counts one job less; the last one takes the listener away. */
  release(signal: AbortSignal): void {
    const watched = this.#watched.get(signal);
    if (!watched) return;
    watched.jobs -= 1;
    if (watched.jobs > 0) return;
    signal.removeEventListener('abort', watched.listener);
    this.#watched.delete(signal);
  }
}
