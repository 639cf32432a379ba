import { basePrimes, countIn, primesIn } from './kernel.ts';

/** Sent once, before the first part. */
export interface Orders {
  kind: 'count' | 'list';
  start: number;
  end: number;
  partSize: number;
}

export interface Report {
  part: number;
  answer: number | Float64Array;
}

let orders: Orders;
let base: Uint32Array;

process.on('message', (message: Orders | number) => {
  if (typeof message !== 'number') {
    orders = message;
    base = basePrimes(orders.end);
    return;
  }
  const { kind, start, end, partSize } = orders;
  const from = start + message * partSize;
  const sieve = kind === 'count' ? countIn : primesIn;
  process.send!({ part: message, answer: sieve(from, Math.min(end, from + partSize), base) } satisfies Report);
});
