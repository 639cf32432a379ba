export const LONGEST_TIMER_MS = 2 ** 31 - 1;

let waiters = 0;
let timer: NodeJS.Timeout | undefined;

/**
 * Keeps this thread's event loop alive until disposed. `Atomics.waitAsync` holds no handle: without this, a process whose
 * only hope is another thread would end in the middle of an `await`.
 */
export function keepAlive(): Disposable {
  if (waiters++ === 0) timer = setInterval(() => {}, LONGEST_TIMER_MS);
  return {
    [Symbol.dispose]() {
      if (--waiters === 0) clearInterval(timer);
    },
  };
}
