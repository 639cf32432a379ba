import type { Accounting } from './accounting.ts';
import type { Breach, SandboxLimits } from './isolation.ts';

const PERIOD_MS = 100;

/**
 * Looks at a subject from outside ten times a second and reports the first limit it sees broken, once.
 * Never keeps the process alive. Returns the function that ends the watch.
 */
export function watch(
  limits: SandboxLimits,
  accounting: Accounting,
  seenByLevel: () => Breach | undefined,
  onBreach: (breach: Breach) => void,
): () => void {
  const timer = setInterval(() => {
    const { rssMb, tasks } = accounting.usage();
    const breach = rssMb > limits.memoryMb ? 'memory' : tasks > limits.tasks ? 'tasks' : seenByLevel();
    if (breach === undefined) return;
    clearInterval(timer);
    onBreach(breach);
  }, PERIOD_MS);
  timer.unref();
  return () => clearInterval(timer);
}
