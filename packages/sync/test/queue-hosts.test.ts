import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { OwnerDiedError, PriorityQueue, Queue } from '../src/index.ts';
import { Gate } from './fixtures/gate.ts';
import { startChild } from './fixtures/start-child.ts';
import { startThread } from './fixtures/start-thread.ts';

/** What each blocking form does in turn, in whatever thread or process: see `blockingTour`. */
const tour = [
  'QueueEmptyError',
  'QueueFullError',
  2,
  'QueueClosedError',
  'early',
  'late',
  'QueueClosedError',
  'RangeError',
];

describe('between threads', () => {
  test('every value arrives exactly once, and in order per producer', async () => {
    const queue = new Queue<readonly [number, number]>({ maxSize: 16 });
    const producers = [0, 1].map((producer) =>
      startThread('putAll', {
        queue: queue.handle,
        values: Array.from({ length: 2_000 }, (_, i) => [producer, i] as const),
      }),
    );
    const consumer = startThread('drain', { queue: queue.handle });
    const here: unknown[] = [];
    const reader = (async () => {
      for await (const value of queue) here.push(value);
    })();
    await Promise.all(producers.map((producer) => producer.ended));
    queue.close();
    const there = await consumer.result;
    await reader;
    expect(here.length + there.length).toBe(4_000);
    for (const taken of [here, there] as (readonly [number, number])[][]) {
      for (const producer of [0, 1]) {
        const order = taken.filter(([from]) => from === producer).map(([, i]) => i);
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }
    }
    expect(new Set([...here, ...there].map(String)).size).toBe(4_000);
  });

  test('every blocking form keeps the contract', async () => {
    const queue = new PriorityQueue<string>({ maxSize: 2 });
    expect(await startThread('blockingTour', { queue: queue.handle }).result).toEqual(tour);
  });
});

describe('a thread that is terminated', () => {
  test('while it waits for a value takes none with it', async () => {
    const queue = new Queue<string>();
    const thread = startThread('drain', { queue: queue.handle });
    // A notification that found somebody says that the thread sleeps on the count of puts (and now goes back to sleep).
    const words = (queue.handle as { words: Int32Array }).words;
    while (Atomics.notify(words, 1) === 0) await new Promise(setImmediate);
    await thread[Symbol.asyncDispose]();
    queue.put('for the living');
    expect(queue.get({ timeoutMs: 0 })).toBe('for the living');
  });

  test('in the middle of its work leaves a queue that works or says that it does not, and never hangs', async () => {
    for (let round = 0; round < 10; round++) {
      const queue = new Queue<unknown>();
      const started = new Gate();
      const thread = startThread('churnQueue', { queue: queue.handle, started: started.words });
      await started.opened();
      await thread[Symbol.asyncDispose]();
      try {
        queue.put('mine');
        while (queue.get() !== 'mine') expect(queue.size()).toBeLessThanOrEqual(1);
      } catch (error) {
        expect(error).toBeInstanceOf(OwnerDiedError);
      }
    }
  });
});

describe('between processes', () => {
  test('a blocked get ends with ConnectionLostError when the serving side closes', async () => {
    const served = await new Queue<number>().serve();
    await using child = startChild('getBlocked', { queue: served.handle });
    expect(await child.said()).toBe('about to block');
    await served.close();
    expect(await child.result).toBe('ConnectionLostError');
  });

  test('every blocking form keeps the contract', async () => {
    await using served = await new PriorityQueue<string>({ maxSize: 2 }).serve();
    await using child = startChild('blockingTour', { queue: served.handle });
    expect(await child.result).toEqual(tour);
  });

  test('the blocking forms work in a program that was given as text, whose flags no thread could live with', async () => {
    await using served = await new Queue<string>().serve();
    const program = `
      import { Queue } from ${JSON.stringify(new URL('../src/index.ts', import.meta.url).href)};
      const queue = Queue.from(${JSON.stringify(served.handle)});
      queue.put('through the bridge');
      console.log(queue.get());
    `;
    const child = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
      timeout: 30_000,
      killSignal: 'SIGKILL',
    });
    expect((await child).stdout).toBe('through the bridge\n');
  });

  test('the lesson: the squares of 1 to 5 come through the queue', async () => {
    const queue = new Queue<number>();
    await using served = await queue.serve();
    await using child = startChild('putSquares', { queue: served.handle, numbers: [1, 2, 3, 4, 5] });
    expect(await child.ended).toBe(0);
    const squares: number[] = [];
    while (queue.size() > 0) squares.push(queue.get());
    expect(squares).toEqual([1, 4, 9, 16, 25]);
  });

  test('two processes drain one queue blocked, and every value arrives once', async () => {
    const queue = new Queue<number>({ maxSize: 8 });
    await using served = await queue.serve();
    await using first = startChild('drain', { queue: served.handle });
    await using second = startChild('drain', { queue: served.handle });
    const values = Array.from({ length: 200 }, (_, i) => i);
    for (const value of values) await queue.putAsync(value);
    queue.close();
    const taken = [...(await first.result), ...(await second.result)] as number[];
    expect(taken.sort((a, b) => a - b)).toEqual(values);
  });

  test('a process that is killed while it waits takes no value with it', async () => {
    const queue = new Queue<string>();
    await using served = await queue.serve();
    const child = startChild('waitForValue', { queue: served.handle });
    expect(await child.said()).toBe('waiting');
    await child[Symbol.asyncDispose]();
    queue.put('for the living');
    expect(await Queue.from(served.handle).getAsync()).toBe('for the living');
  });

  test('a handle survives JSON, and serves only its own class', async () => {
    await using served = await new Queue<number>().serve();
    const queue = Queue.from<number>(JSON.parse(JSON.stringify(served.handle)));
    await queue.putAsync(1);
    expect(await queue.getAsync()).toBe(1);
    expect(queue.handle).toEqual(served.handle);
    expect(() => PriorityQueue.from(served.handle as never)).toThrow('a handle of type "Queue"');
    await expect(queue.serve()).rejects.toThrow('served by another process already');
  });
});
