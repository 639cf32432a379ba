/** How long a spec waits, and how often it looks: whoever is right is not hurried, whoever hangs is told so in words. */

/** A monitor that has not done by then what it should never does, also where its workers get no core at first. */
export const PATIENCE_MS = 10_000;
/** Looks at what a busy machine may disturb. */
const ATTEMPTS = 4;

/** Ends a monitor that does not end by itself, and leaves it the time to settle in which `settled` of the testkit listens. */
export const patience = () => AbortSignal.timeout(PATIENCE_MS);

/** The first result that is fit, or the last one; attempts count from 1. A busy machine spoils what is right, now and then; it mends nothing. */
export async function attempted<T>(attempt: (number: number) => Promise<T>, isFit: (result: T) => boolean): Promise<T> {
  for (let number = 1; ; number++) {
    const result = await attempt(number);
    if (number === ATTEMPTS || isFit(result)) return result;
  }
}
