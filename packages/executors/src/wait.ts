import type { Future, WaitOptions } from './future.ts';
import { checkTimeout } from './options.ts';

/** When `wait` is satisfied; a cancelled future counts as completed, not as an exception. */
export type ReturnWhen = 'FIRST_COMPLETED' | 'FIRST_EXCEPTION' | 'ALL_COMPLETED';

export interface WaitForOptions extends WaitOptions {
  /** By default `'ALL_COMPLETED'`. */
  readonly returnWhen?: ReturnWhen | undefined;
}

export interface Partition<F> {
  readonly done: Set<F>;
  readonly notDone: Set<F>;
}

/**
 * Waits for some or all of the futures and parts them into those done and those not; a timeout is no error here.
 *
 * @throws RangeError when `timeoutMs` is negative or `returnWhen` is none of the three.
 * @example
 * const { done, notDone } = await wait(futures, { timeoutMs: 500, returnWhen: 'FIRST_EXCEPTION' });
 */
export async function wait<F extends Future<unknown>>(
  futures: Iterable<F>,
  { timeoutMs, returnWhen = 'ALL_COMPLETED' }: WaitForOptions = {},
): Promise<Partition<F>> {
  checkTimeout(timeoutMs);
  const isEnough = ENOUGH[returnWhen];
  if (!isEnough) {
    throw new RangeError(`returnWhen is '${returnWhen}': give one of ${Object.keys(ENOUGH).join(', ')}`);
  }
  const all = new Set(futures);
  const pending = new Set([...all].filter((future) => !future.done()));
  const settled = [...all].filter((future) => future.done());
  if (pending.size > 0 && !settled.some((future) => isEnough(future))) {
    await new Promise<void>((resolve) => {
      const onDone = (future: Future<unknown>): void => {
        pending.delete(future as F);
        if (pending.size === 0 || isEnough(future)) finish();
      };
      const finish = (): void => {
        clearTimeout(timer);
        // What is still pending may live long: it must not collect a callback for each wait.
        for (const future of pending) future.removeDoneCallback(onDone);
        resolve();
      };
      const timer = timeoutMs === undefined ? undefined : setTimeout(finish, timeoutMs);
      for (const future of [...pending]) future.addDoneCallback(onDone);
    });
  }
  const partition = { done: new Set<F>(), notDone: new Set<F>() };
  for (const future of all) (future.done() ? partition.done : partition.notDone).add(future);
  return partition;
}

/** Whether one future that is done is enough to stop waiting for the others. */
const ENOUGH: Record<ReturnWhen, (future: Future<unknown>) => boolean> = {
  FIRST_COMPLETED: () => true,
  FIRST_EXCEPTION: (future) => future.failed(),
  ALL_COMPLETED: () => false,
};
