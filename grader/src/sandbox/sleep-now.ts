const clock = new Int32Array(new SharedArrayBuffer(4));

/** Blocks this thread: for signal handlers and `exit`, where nothing can be awaited. */
export function sleepNow(ms: number): void {
  Atomics.wait(clock, 0, 0, ms);
}
