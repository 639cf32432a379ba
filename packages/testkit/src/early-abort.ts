import { setTimeout as sleep } from 'node:timers/promises';
import { rejectionOf } from './rejection-of.ts';

/** In the line after the call, and a moment later: while a spec is graded, a call is on its way into the sandbox that long. */
const EARLY_MS = [0, 20];

/**
 * Fails unless a call that is aborted as soon as it has begun rejects with the reason of its signal.
 *
 * @param prepare - gives the call, which must be one that does not end by itself; made anew for every abort
 * @throws Error that says what happened instead
 * @example
 * await expectEarlyAbortHeard('countWords', (signal) => () => countWords([endless], { signal }));
 */
export async function expectEarlyAbortHeard(
  name: string,
  prepare: (signal: AbortSignal) => (() => Promise<unknown>) | Promise<() => Promise<unknown>>,
): Promise<void> {
  for (const afterMs of EARLY_MS) {
    const controller = new AbortController();
    const reason = new Error('called by mistake');
    const call = await prepare(controller.signal);
    const what = `${name}, aborted ${afterMs === 0 ? 'in the line' : `${afterMs} ms`} after the call,`;
    const outcome = rejectionOf(call, what);
    if (afterMs > 0) await sleep(afterMs);
    controller.abort(reason);
    const error = await outcome;
    if (error !== reason) throw new Error(`${what} must reject with signal.reason itself, not with ${String(error)}`);
  }
}
