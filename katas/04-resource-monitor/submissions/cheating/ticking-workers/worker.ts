import { parentPort, workerData } from 'node:worker_threads';
import { cpuMeter, type Metric } from './kernel.ts';

export interface Orders {
  metric: Metric;
  everyMs: number;
  /** Not 0 any more: the end. */
  stop: Int32Array<SharedArrayBuffer>;
}

const { metric, everyMs, stop } = workerData as Orders;
// Its share is one of the time since the last look, and would show at once.
const readCpu = cpuMeter();
const now = () => performance.timeOrigin + performance.now();

for (let due = now() + everyMs; ; due += everyMs * Math.max(1, Math.ceil((now() - due) / everyMs))) {
  if (Atomics.wait(stop, 0, 0, Math.max(0, due - now())) !== 'timed-out') break;
  parentPort!.postMessage({ metric, atMs: now(), usedPercent: metric === 'cpu' ? readCpu().usedPercent : undefined });
}
