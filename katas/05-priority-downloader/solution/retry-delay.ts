import { LONGEST_TIMER } from './options.ts';

const SECOND_MS = 1000;

/**
 * How long to wait before the next attempt: a random share of a span that doubles every time ("full jitter"), so that
 * those who failed together do not come back together; and at least as long as the server asks for.
 *
 * @param attempt - the one that failed, from 1
 * @param retryAfterMs - what `Retry-After` says, 0 where there was none
 */
export function retryDelay(attempt: number, backoffMs: number, retryAfterMs: number): number {
  const span = backoffMs * 2 ** (attempt - 1);
  return Math.min(Math.max(Math.random() * span, retryAfterMs), LONGEST_TIMER);
}

/** Reads `Retry-After` (RFC 9110, 10.2.3): a number of seconds or a date. 0 where it says nothing. */
export function retryAfterMs(header: string | undefined): number {
  const text = String(header);
  // `Number` alone would take `1e3`, `0x10` and `Infinity`.
  const ms = /^\d+$/.test(text) ? Number(text) * SECOND_MS : Date.parse(text) - Date.now();
  return Math.max(0, ms) || 0;
}
