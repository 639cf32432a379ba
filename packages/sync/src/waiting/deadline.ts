/** How long a blocking form may wait. */
export interface WaitOptions {
  /** Milliseconds; 0 asks once and does not wait. Without it the wait has no end. */
  readonly timeoutMs?: number | undefined;
}

/** How long an asynchronous form may wait, and what may call it off. */
export interface AsyncWaitOptions extends WaitOptions {
  /** An abort ends the wait with the signal's reason; what was waited for is not taken. */
  readonly signal?: AbortSignal | undefined;
}

/** A moment on the clock of `performance.now()`, in milliseconds; `Infinity` is never. */
export type Deadline = number;

/**
 * The moment at which a wait with these options gives up.
 *
 * @throws TypeError when `timeoutMs` is not a number, RangeError when it is negative or NaN.
 */
export function deadlineOf(options: WaitOptions | undefined): Deadline {
  const timeoutMs = options?.timeoutMs;
  if (timeoutMs === undefined) return Number.POSITIVE_INFINITY;
  if (typeof timeoutMs !== 'number') {
    throw new TypeError(`timeoutMs is ${typeof timeoutMs}: expected a number of milliseconds, or nothing to wait on`);
  }
  if (!(timeoutMs >= 0)) {
    throw new RangeError(`timeoutMs is ${timeoutMs}: expected 0 (do not wait) or more milliseconds`);
  }
  return timeoutMs === 0 ? 0 : performance.now() + timeoutMs;
}

/** Whether the moment is over; a deadline of 0 always is, without asking the clock. */
export function hasPassed(deadline: Deadline): boolean {
  return deadline === 0 || (deadline !== Number.POSITIVE_INFINITY && performance.now() >= deadline);
}
