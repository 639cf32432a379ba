import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  OwnerDiedError,
  PriorityQueue,
  Queue,
  QueueClosedError,
  QueueEmptyError,
  QueueFullError,
} from '../src/index.ts';
import type { SharedQueueHandle } from '../src/queue/shared-store.ts';
import { Gate } from './fixtures/gate.ts';
import { nested } from './fixtures/nested.ts';
import { startChild } from './fixtures/start-child.ts';
import { startThread } from './fixtures/start-thread.ts';

/** The same contract, whatever carries the values: memory that threads share, or a socket between processes. */
const kinds = [
  { name: 'a Queue in shared memory', open: async (maxSize: number) => ({ queue: new Queue<unknown>({ maxSize }) }) },
  {
    name: 'a served Queue',
    async open(maxSize: number) {
      const served = await new Queue<unknown>({ maxSize }).serve();
      onTestFinished(() => served.close());
      return { queue: Queue.from<unknown>(served.handle) };
    },
  },
];

describe.for(kinds)('$name', ({ open }) => {
  test('gives values in the order they came', async () => {
    const { queue } = await open(0);
    for (let i = 0; i < 100; i++) await queue.putAsync(i);
    expect(await queue.sizeAsync()).toBe(100);
    for (let i = 0; i < 100; i++) expect(await queue.getAsync()).toBe(i);
    expect(await queue.sizeAsync()).toBe(0);
  });

  test('carries every kind of value that structured clone knows, as a copy', async () => {
    const { queue } = await open(0);
    const cyclic: { self?: unknown } = {};
    cyclic.self = cyclic;
    const values = [
      ...[
        0,
        -0,
        Number.NaN,
        Number.POSITIVE_INFINITY,
        1.5,
        -1,
        null,
        undefined,
        true,
        '',
        'ñandú',
        '\ud800',
        10n ** 30n,
      ],
      ...[{ short: 'ñ' }, { long: 'ñ'.repeat(5_000) }],
      ...[
        new Date(0),
        new Map([[1, { a: [2] }]]),
        new Set('ab'),
        /x/g,
        new Uint16Array([1, 2]),
        cyclic,
        new RangeError('r'),
      ],
    ];
    for (const value of values) await queue.putAsync(value);
    for (const value of values) {
      const arrived = await queue.getAsync();
      expect(arrived).toEqual(value);
      if (typeof value === 'object' && value !== null) expect(arrived).not.toBe(value);
    }
  });

  test('refuses what cannot be copied, and stays as it was', async () => {
    const { queue } = await open(0);
    await expect(queue.putAsync(() => 1)).rejects.toThrow(TypeError);
    await expect(queue.putAsync(new SharedArrayBuffer(1))).rejects.toThrow(/cannot be copied/);
    expect(await queue.sizeAsync()).toBe(0);
  });

  test('refuses what is nested too deeply to be read, and stays as it was', async () => {
    const { queue } = await open(0);
    await queue.putAsync(nested(900));
    await expect(queue.putAsync(nested(3_000))).rejects.toThrow('nested deeper than 1000 levels');
    expect(await queue.getAsync()).toEqual(nested(900));
    expect(await queue.sizeAsync()).toBe(0);
  });

  test('that is full makes a put wait, time out or be aborted', async () => {
    const { queue } = await open(1);
    await queue.putAsync('first');
    await expect(queue.putAsync('no', { timeoutMs: 0 })).rejects.toThrow(QueueFullError);
    await expect(queue.putAsync('no', { timeoutMs: 3 })).rejects.toThrow('1 of 1 values');
    const controller = new AbortController();
    const aborted = queue.putAsync('no', { signal: controller.signal });
    controller.abort(new Error('off'));
    await expect(aborted).rejects.toThrow('off');
    const waiting = queue.putAsync('second');
    expect(await queue.getAsync()).toBe('first');
    await waiting;
    expect(await queue.getAsync()).toBe('second');
  });

  test('that is empty makes a get wait, time out or be aborted, and an aborted get takes nothing', async () => {
    const { queue } = await open(0);
    await expect(queue.getAsync({ timeoutMs: 0 })).rejects.toThrow(QueueEmptyError);
    await expect(queue.getAsync({ timeoutMs: 3 })).rejects.toThrow('empty until the time was over');
    const controller = new AbortController();
    const aborted = queue.getAsync({ signal: controller.signal });
    const waiting = queue.getAsync();
    controller.abort(new Error('off'));
    await expect(aborted).rejects.toThrow('off');
    await expect(queue.getAsync({ signal: controller.signal })).rejects.toThrow('off');
    await queue.putAsync('value');
    expect(await waiting).toBe('value');
  });

  test('that is closed takes nothing more, gives what is left, then says so to everybody', async () => {
    const { queue } = await open(1);
    await queue.putAsync('left');
    const stuck = queue.putAsync('never');
    stuck.catch(() => {});
    await queue.closeAsync();
    await queue.closeAsync();
    await expect(stuck).rejects.toThrow(QueueClosedError);
    await expect(queue.putAsync('more')).rejects.toThrow('put before close()');
    expect(await queue.getAsync()).toBe('left');
    await expect(queue.getAsync()).rejects.toThrow('nothing more to get');
  });

  test('closing wakes who waits for a value, and ends an iteration', async () => {
    const { queue } = await open(0);
    const seen: unknown[] = [];
    const reader = (async () => {
      for await (const value of queue) seen.push(value);
    })();
    const stuck = queue.getAsync();
    stuck.catch(() => {});
    for (const value of [1, 2, 3]) await queue.putAsync(value);
    await queue.closeAsync();
    await reader;
    const taken = await stuck.catch(() => undefined);
    expect([...seen, ...(taken === undefined ? [] : [taken])].sort()).toEqual([1, 2, 3]);
  });

  test('nonsense as timeoutMs is refused', async () => {
    const { queue } = await open(0);
    await expect(queue.getAsync({ timeoutMs: -1 })).rejects.toThrow(RangeError);
    await expect(queue.putAsync(1, { timeoutMs: '1' as never })).rejects.toThrow(TypeError);
  });
});

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

describe('priority', () => {
  test('the lowest comes first, and equal ones in the order they came', () => {
    const queue = new PriorityQueue<number>();
    const law = fc.property(fc.array(fc.integer({ min: -3, max: 3 })), (priorities) => {
      priorities.forEach((priority, i) => {
        queue.put(i, priority);
      });
      const order = priorities.map(() => queue.get());
      const expected = priorities
        .map((priority, i) => ({ priority, i }))
        .sort((a, b) => a.priority - b.priority || a.i - b.i);
      expect(order).toEqual(expected.map(({ i }) => i));
    });
    fc.assert(law);
  });

  test('must be a number that has an order', async () => {
    const queue = new PriorityQueue<number>();
    expect(() => queue.put(1, Number.NaN)).toThrow(RangeError);
    await expect(queue.putAsync(1, '1' as never)).rejects.toThrow(TypeError);
    await queue.putAsync(1, Number.NEGATIVE_INFINITY);
    expect(queue.size()).toBe(1);
  });
});

test('a handle that lost something on the way is refused with what it has left', () => {
  const { memory: _memory, ...bare } = new Queue().handle as SharedQueueHandle<'Queue'>;
  expect(() => Queue.from(bare as never)).toThrow(
    'Queue.from was given a handle of type "Queue" with the keys [type,words]',
  );
  expect(() => Queue.from({ ...bare, memory: { entries: 1 } } as never)).toThrow(TypeError);
  const served = { type: 'Queue', path: '/somewhere', target: '0' };
  expect(() => Queue.from(served as never)).toThrow('a handle of type "Queue" with the keys [type,path,target]');
});

test('the bound is a whole number', () => {
  for (const bad of [-1, 1.5, Number.NaN, 2 ** 31]) expect(() => new Queue({ maxSize: bad })).toThrow(RangeError);
});

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
