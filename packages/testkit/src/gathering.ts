/** Answers wait until so many items are in flight at once, or until nobody believes any more that they will be. */
export interface Gather {
  /** Domains of a DNS server, paths of an HTTP server. */
  readonly items: number;
  /** From the first question on, ms. A client that never gets there is answered late and can be counted. */
  readonly patienceMs: number;
}

/**
 * Holds answers back until enough items are in flight: a client that works on as many as it may is seen doing so,
 * however slow the machine is. Opens once and stays open.
 */
export class Gathering {
  readonly #gather: Gather | undefined;
  readonly #opened = Promise.withResolvers<void>();
  #timer: NodeJS.Timeout | undefined;

  constructor(gather: Gather | undefined) {
    this.#gather = gather;
    if (gather === undefined) this.open();
  }

  /** Tells how many are in flight, at every question. */
  observe(inFlight: number): void {
    if (this.#gather === undefined) return;
    this.#timer ??= setTimeout(() => this.open(), this.#gather.patienceMs);
    if (inFlight >= this.#gather.items) this.open();
  }

  /** Settles when answers may go. */
  wait(): Promise<void> {
    return this.#opened.promise;
  }

  open(): void {
    clearTimeout(this.#timer);
    this.#opened.resolve();
  }
}
