import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Payload } from '../src/queue/payload.ts';
import { SharedHeap } from '../src/queue/shared-heap.ts';

const bytes = (length: number, fill: number) => new Uint8Array(length).fill(fill);

describe('a heap in shared memory', () => {
  test('behaves as a sorted list, through growth and squeezing, seen from two views at once', () => {
    const payload = fc.oneof(
      fc.double({ noNaN: true }),
      fc.tuple(fc.nat(9_000), fc.nat(255)).map(([length, fill]) => bytes(length, fill)),
    );
    const operation = fc.oneof(
      fc.record({ view: fc.nat(1), priority: fc.integer({ min: 0, max: 4 }), payload }),
      fc.record({ view: fc.nat(1) }),
    );
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 200 }), (operations) => {
        const first = new SharedHeap();
        const views = [first, new SharedHeap(first.memory)];
        const model: { priority: number; ticket: number; payload: Payload }[] = [];
        let ticket = 0;
        for (const op of operations) {
          const heap = views[op.view] as SharedHeap;
          if ('payload' in op) {
            heap.push(op.priority, op.payload);
            model.push({ priority: op.priority, ticket: ticket++, payload: op.payload });
            model.sort((a, b) => a.priority - b.priority || a.ticket - b.ticket);
          } else expect(heap.pop()).toEqual(model.shift()?.payload);
          expect(heap.size).toBe(model.length);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('does not grow for ever when as much is taken as is put', () => {
    const heap = new SharedHeap();
    heap.push(1, bytes(100, 1));
    for (let i = 0; i < 5_000; i++) {
      heap.push(0, bytes(1_000, 2));
      heap.pop();
    }
    expect(heap.memory.arena.byteLength).toBeLessThanOrEqual(64 * 1024);
    expect(heap.pop()).toEqual(bytes(100, 1));
  });

  test('refuses what its memory can never hold, and stays as it was', () => {
    const memory = {
      entries: new SharedArrayBuffer(1024, { maxByteLength: 1024 }),
      arena: new SharedArrayBuffer(64, { maxByteLength: 128 }),
    };
    const heap = new SharedHeap(memory);
    heap.push(0, bytes(100, 1));
    expect(() => heap.push(0, bytes(100, 2))).toThrow(/more than the 128 it may have: give it a maxSize/);
    for (let i = 1; i < 31; i++) heap.push(1, i);
    expect(() => heap.push(1, 31)).toThrow(RangeError);
    expect([heap.size, heap.pop()]).toEqual([31, bytes(100, 1)]);
  });
});
