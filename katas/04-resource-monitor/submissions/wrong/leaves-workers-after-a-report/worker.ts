import { parentPort, workerData } from 'node:worker_threads';
import { type Metric, readers } from './kernel.ts';

export interface Orders {
  metric: Metric;
  everyMs: number;
  diskPath: string;
  /** Not 0 any more: the end. */
  stop: Int32Array<SharedArrayBuffer>;
}

const { metric, everyMs, diskPath, stop } = workerData as Orders;
const read = readers(diskPath)[metric];
const now = () => performance.timeOrigin + performance.now();

for (let due = now() + everyMs; ; due += everyMs * Math.max(1, Math.ceil((now() - due) / everyMs))) {
  if (Atomics.wait(stop, 0, 0, Math.max(0, due - now())) !== 'timed-out') break;
  parentPort!.postMessage({ metric, atMs: now(), usedPercent: read() });
}
