/** What must not outlive this process, and can be ended from a signal handler. */
export interface Endable {
  /** Sends SIGKILL to everything at once, without waiting, and removes its files as far as that is possible now. */
  killNow(): void;
}

const running = new Set<Endable>();
let isHooked = false;

/** Remembers a subject, or what subjects stand on, until `unregister`: it ends with this process however that ends by itself. */
export function register(subject: Endable): void {
  running.add(subject);
  if (isHooked) return;
  isHooked = true;
  process.on('exit', killAllNow);
}

export function unregister(subject: Endable): void {
  running.delete(subject);
}

/**
 * SIGKILL for every subject this process launched, synchronously: for `process.on('exit')` and signal handlers.
 *
 * @example
 * process.once('SIGINT', () => { killAllNow(); process.exit(130); });
 */
export function killAllNow(): void {
  for (const subject of running) {
    try {
      subject.killNow();
    } catch {
      // Files of one that cannot be removed must not save the next one.
    }
  }
}

/**
 * Lets SIGINT, SIGTERM and SIGHUP end the subjects before they end this process: for judges, which have nothing else to
 * do then.
 */
export function endOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      killAllNow();
      // The handler is gone by now: this time the signal does what it does to everybody.
      process.kill(process.pid, signal);
    });
  }
}
