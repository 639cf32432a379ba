import { performance } from 'node:perf_hooks';

interface Pending {
  resolve(value: unknown): void;
  reject(reason: unknown): void;
  readonly timer: NodeJS.Timeout;
}

/** Requests that wait for their answer, each with a time limit, and the time during which at least one was open. */
export class PendingRequests {
  readonly #pending = new Map<number, Pending>();
  #count = 0;
  #openMs = 0;
  #openSince = 0;

  /** `onTimeout` is called when nothing settled the request in `timeoutMs`; it stays open until it is rejected. */
  open(id: number, timeoutMs: number, onTimeout: () => void): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    if (this.#pending.size === 0) this.#openSince = performance.now();
    this.#count += 1;
    this.#pending.set(id, { resolve, reject, timer: setTimeout(onTimeout, timeoutMs) });
    return promise;
  }

  /** @returns false when no such request is open. */
  resolve(id: number, value: unknown): boolean {
    return this.#settle(id, (pending) => pending.resolve(value));
  }

  /** @returns false when no such request is open. */
  reject(id: number, reason: unknown): boolean {
    return this.#settle(id, (pending) => pending.reject(reason));
  }

  rejectAll(reason: unknown): void {
    for (const id of [...this.#pending.keys()]) this.reject(id, reason);
  }

  /** Requests so far, and the time during which at least one was open, ms. */
  get activity(): { calls: number; callMs: number } {
    const stillOpen = this.#pending.size > 0 ? performance.now() - this.#openSince : 0;
    return { calls: this.#count, callMs: this.#openMs + stillOpen };
  }

  #settle(id: number, settle: (pending: Pending) => void): boolean {
    const pending = this.#pending.get(id);
    if (!pending) return false;
    clearTimeout(pending.timer);
    this.#pending.delete(id);
    if (this.#pending.size === 0) this.#openMs += performance.now() - this.#openSince;
    settle(pending);
    return true;
  }
}
