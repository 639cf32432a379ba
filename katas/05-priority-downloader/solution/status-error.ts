import { retryAfterMs } from './retry-delay.ts';

/** An answer that is not the content. */
export class StatusError extends Error {
  /** Whether the same request may be answered otherwise a moment later. */
  readonly isTemporary: boolean;
  readonly retryAfterMs: number;

  constructor(status: number, retryAfter: string | undefined) {
    super(`the server answered ${status}`);
    this.isTemporary = status === 408 || status === 429 || status >= 500;
    this.retryAfterMs = retryAfterMs(retryAfter);
  }
}
