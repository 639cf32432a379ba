import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { PriorityQueue, Queue, QueueClosedError, QueueEmptyError, QueueFullError } from '../src/index.ts';
import type { SharedQueueHandle } from '../src/queue/shared-store.ts';
import { nested } from './fixtures/nested.ts';

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
