/** How long a spec waits, and how often it looks: whoever is right is not hurried, whoever hangs is told so in words. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';

/** A monitor that has not done by then what it should never does, also where its workers get no core at first. */
export const PATIENCE_MS = 10_000;
/** What is aborted after `PATIENCE_MS` has the rest of this to settle. Less than what a call and a test may take. */
const SETTLED_MS = 13_000;
/** Looks at what a busy machine may disturb. */
const ATTEMPTS = 4;

/** Ends a monitor that does not end by itself, so that its test says so instead of running into a time limit. */
export const patience = () => AbortSignal.timeout(PATIENCE_MS);

/** What `running` settles with; fails where it does neither, which a time limit would say without a word about why. */
export async function settled<T>(running: Promise<T>, what: string): Promise<T> {
  const done = new AbortController();
  const late = sleep(SETTLED_MS, undefined, { signal: done.signal }).then(() =>
    expect.fail(`${what} must settle; after ${SETTLED_MS / 1000} s it has neither resolved nor rejected`),
  );
  try {
    // Whoever loses is listened to as well: no rejection is left over.
    return await Promise.race([running, late]);
  } finally {
    done.abort();
  }
}

/** The first result that is fit, or the last one. A busy machine spoils what is right, now and then; it mends nothing. */
export async function attempted<T>(attempt: () => Promise<T>, isFit: (result: T) => boolean): Promise<T> {
  for (let left = ATTEMPTS - 1; ; left--) {
    const result = await attempt();
    if (left === 0 || isFit(result)) return result;
  }
}
