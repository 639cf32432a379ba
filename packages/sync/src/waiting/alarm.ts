import { type Deadline, hasPassed } from './deadline.ts';
import { LONGEST_TIMER_MS } from './keep-alive.ts';

/**
 * Runs a function in a later turn, once the deadline has passed and not before, however far that is: a timer by itself ends
 * at once when set to more than 2^31 − 1 ms. Gives what calls it off.
 */
export function startAlarm(deadline: Deadline, run: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const set = () => {
    const remainingMs = Math.max(0, deadline - performance.now());
    timer = setTimeout(() => (hasPassed(deadline) ? run() : set()), Math.min(remainingMs, LONGEST_TIMER_MS));
  };
  if (deadline !== Number.POSITIVE_INFINITY) set();
  return () => clearTimeout(timer);
}
