import { Worker } from 'node:worker_threads';
import { endOnSignals } from '../sandbox/registry.ts';

/** Makes this process a judge: whoever asked is gone, or wants it to end, and it ends, and its subjects with it. */
export function becomeJudge(): void {
  process.once('disconnect', () => process.exit(1));
  endOnSignals();
  new Worker(new URL('./parent-watch.ts', import.meta.url)).unref();
}
