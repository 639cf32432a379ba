import { parentPort, workerData } from 'node:worker_threads';
import { type Metric, readers } from './kernel.ts';

const { metric, diskPath } = workerData as { metric: Metric; diskPath: string };
const read = readers(diskPath)[metric];

parentPort!.on('message', (message) => {
  if (message === 'stop') parentPort!.close();
  else parentPort!.postMessage({ metric, atMs: Date.now(), usedPercent: read() });
});
