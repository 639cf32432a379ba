import { Barrier, Lock, Manager, Queue, RLock, Semaphore } from '../src/index.ts';
import { inProcess, inThread } from './start-peer.ts';

/** One thing to measure; `run` takes a fraction of a second and gives one figure. */
export interface Case {
  readonly name: string;
  readonly title: string;
  readonly unit: '/s' | 'µs';
  readonly run: () => number | Promise<number>;
}

/** Operations per second of a synchronous function called so many times. */
function rate(times: number, run: (times: number) => void): number {
  const start = performance.now();
  run(times);
  return (times / (performance.now() - start)) * 1000;
}

const numbers = Array.from({ length: 50_000 }, (_, i) => i);
const objects = Array.from({ length: 5_000 }, (_, i) => ({ id: i, name: 'n', tags: [1, 2, 3] }));

/** Values per second that arrive here, from the first on: the start of the other side does not count. */
async function arrivalRate(count: number, take: () => unknown, feeding: Promise<unknown>): Promise<number> {
  await take();
  const start = performance.now();
  for (let i = 1; i < count; i++) {
    const taken = take();
    if (taken instanceof Promise) await taken;
  }
  const elapsedMs = performance.now() - start;
  await feeding;
  return ((count - 1) / elapsedMs) * 1000;
}

/** Thread to thread: this side blocks. */
function threadRate(values: readonly unknown[]): Promise<number> {
  const queue = new Queue<unknown>({ maxSize: 1024 });
  const feeding = inThread('putBlocking', { queue: queue.handle, values });
  return queue.getAsync().then(() => arrivalRate(values.length - 1, () => queue.get(), feeding));
}

/** Process to process: this side is the server, so it must not block. */
async function processRate(peer: 'putWindow' | 'putBlocking', values: readonly unknown[]): Promise<number> {
  const queue = new Queue<unknown>({ maxSize: 1024 });
  await using served = await queue.serve();
  return await arrivalRate(values.length, () => queue.getAsync(), inProcess(peer, { queue: served.handle, values }));
}

const lock = new Lock();
const rlock = new RLock();
const semaphore = new Semaphore(1);

export const cases: readonly Case[] = [
  {
    name: 'lock-uncontended',
    title: 'Lock, nobody else: acquire + release',
    unit: '/s',
    run: () =>
      rate(3_000_000, (times) => {
        for (let i = 0; i < times; i++) {
          lock.acquire();
          lock.release();
        }
      }),
  },
  {
    name: 'lock-with',
    title: 'Lock, nobody else: withLock(fn)',
    unit: '/s',
    run: () =>
      rate(3_000_000, (times) => {
        let n = 0;
        const step = () => n++;
        for (let i = 0; i < times; i++) lock.withLock(step);
      }),
  },
  {
    name: 'lock-using',
    title: 'Lock, nobody else: using _ = lock.acquire()',
    unit: '/s',
    run: () =>
      rate(500_000, (times) => {
        for (let i = 0; i < times; i++) {
          using _ = lock.acquire();
        }
      }),
  },
  {
    name: 'lock-async',
    title: 'Lock, nobody else: await acquireAsync() + release',
    unit: '/s',
    async run() {
      const start = performance.now();
      for (let i = 0; i < 100_000; i++) (await lock.acquireAsync()).release();
      return (100_000 / (performance.now() - start)) * 1000;
    },
  },
  {
    name: 'lock-contended',
    title: 'Lock, 2 threads at once',
    unit: '/s',
    async run() {
      const shared = new Lock();
      const start = new Barrier(3);
      const times = 500_000;
      const data = { lock: shared.handle, start: start.handle, times };
      const done = [inThread('takeLock', data), inThread('takeLock', data)];
      await start.waitAsync();
      const from = performance.now();
      await Promise.all(done);
      return ((2 * times) / (performance.now() - from)) * 1000;
    },
  },
  {
    name: 'rlock-nested',
    title: 'RLock, nobody else: 2 × acquire + 2 × release',
    unit: '/s',
    run: () =>
      rate(500_000, (times) => {
        for (let i = 0; i < times; i++) {
          rlock.acquire();
          rlock.acquire();
          rlock.release();
          rlock.release();
        }
      }),
  },
  {
    name: 'semaphore-uncontended',
    title: 'Semaphore, nobody else: acquire + release',
    unit: '/s',
    run: () =>
      rate(500_000, (times) => {
        for (let i = 0; i < times; i++) {
          semaphore.acquire();
          semaphore.release();
        }
      }),
  },
  {
    name: 'queue-threads',
    title: 'Queue, thread to thread: numbers',
    unit: '/s',
    run: () => threadRate(numbers),
  },
  {
    name: 'queue-threads-objects',
    title: 'Queue, thread to thread: small objects',
    unit: '/s',
    run: () => threadRate(objects),
  },
  {
    name: 'queue-processes',
    title: 'Queue, process to process: numbers, 64 on the way',
    unit: '/s',
    run: () => processRate('putWindow', numbers),
  },
  {
    name: 'queue-processes-blocking',
    title: 'Queue, process to process: numbers, blocking one by one',
    unit: '/s',
    run: () => processRate('putBlocking', numbers.slice(0, 2_000)),
  },
  {
    name: 'manager-call',
    title: 'Manager, one call from a process: dict.set, p50',
    unit: 'µs',
    async run() {
      await using manager = await Manager.start();
      const dict = manager.dict<string, number>();
      return (await inProcess('callManager', { dict: dict.handle, calls: 10_000 })) as number;
    },
  },
];
