import { parentPort, workerData } from 'node:worker_threads';
import { countIn, primesIn } from './kernel.ts';

const { kind, base } = workerData as { kind: 'count' | 'list'; base: Uint32Array };

parentPort!.on('message', ({ start, end }: { start: number; end: number }) => {
  if (kind === 'count') parentPort!.postMessage(countIn(start, end, base));
  else {
    const primes = primesIn(start, end, base);
    parentPort!.postMessage(primes, [primes.buffer]);
  }
});
