import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { QueueTimes } from '../../src/measure/run-queue.ts';
import { TraceRecorder } from '../../src/measure/trace-recorder.ts';
import {
  MAX_SLICES,
  MAX_TRACED_THREADS,
  type TracedThread,
  traceLevel,
  WorkerTraceSchema,
} from '../../src/report/worker-trace.ts';
import { programs, type SimulatedThread, simulateCall } from './simulated-machine.ts';

const traceOf = (threads: SimulatedThread[], hogs: readonly number[] = []) => {
  const recorder = new TraceRecorder();
  const { cpuMs } = simulateCall({ cores: 2, threads, hogs, onLook: (atMs, seen) => recorder.observe(atMs, seen) });
  return recorder.trace({ cpuMs })!;
};
const levelsOf = ({ spans }: TracedThread) => spans.map((span) => [span.fromMs, span.toMs, traceLevel(span)]);
const time = (id: string, onCpuMs: number, name?: string, runQueueWaitMs = 0): QueueTimes => ({
  id,
  onCpuMs,
  runQueueWaitMs,
  ...(name && { name }),
});

describe('who ran when', () => {
  test('two threads that share the work are busy side by side', () => {
    const { threads, wallMs } = traceOf(programs.fixedShares([400, 400]));
    expect(wallMs).toBe(400);
    expect(threads.map(levelsOf)).toEqual(Array(2).fill([[0, 380, 'busy']]));
  });

  test('a relay is busy one after the other', () => {
    const [first, second] = traceOf(programs.relay(400, 400)).threads;
    expect(first!.spans.at(-1)!.toMs).toBeLessThanOrEqual(second!.spans[0]!.fromMs + 20);
    expect(levelsOf(second!)).toEqual([[400, 780, 'busy']]);
  });

  test('a bad balance shows as the time in which one has nothing left to do', () => {
    const [, small] = traceOf(programs.fixedShares([600, 120])).threads;
    expect(levelsOf(small!)).toEqual([[0, 120, 'busy']]);
    expect(small!.busyMs).toBe(120);
  });

  test('a stranger on a core shows as waiting', () => {
    const [here, there] = traceOf(programs.fixedShares([400, 400]), [0]).threads;
    expect(here!.waitedMs).toBeGreaterThan(300);
    expect(there!.waitedMs).toBe(0);
  });
});

describe('a trace', () => {
  test('is of the form that a result holds, whatever was seen', () => {
    const seen = fc.array(
      fc.record({
        stepMs: fc.integer({ min: 1, max: 40 }),
        threads: fc.uniqueArray(
          fc.record({ tid: fc.integer({ min: 1, max: 40 }), onCpuMs: fc.nat(2000), waitedMs: fc.nat(2000) }),
          { selector: ({ tid }) => tid, maxLength: 30 },
        ),
      }),
      { maxLength: 300 },
    );
    fc.assert(
      fc.property(seen, (looks) => {
        const recorder = new TraceRecorder();
        let atMs = 1000;
        for (const { stepMs, threads } of looks) {
          atMs += stepMs;
          recorder.observe(
            atMs,
            threads.map(({ tid, onCpuMs, waitedMs }) => time(`1/${tid}`, onCpuMs, 'WorkerThread', waitedMs)),
          );
        }
        const trace = recorder.trace({ cpuMs: 5 });
        if (trace === undefined) return;
        const { threads, wallMs } = WorkerTraceSchema.parse({ seed: 1, ...trace });
        for (const { spans, busyMs, waitedMs } of threads) {
          // A tenth of rounding in each.
          expect(busyMs + waitedMs).toBeLessThanOrEqual(wallMs + 0.3);
          const edges = spans.flatMap(({ fromMs, toMs }) => [fromMs, toMs]);
          expect(edges).toEqual(edges.toSorted((a, b) => a - b));
          expect(edges.at(-1) ?? 0).toBeLessThanOrEqual(wallMs);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('of a long call is coarser, and loses no time', () => {
    const recorder = new TraceRecorder();
    for (let atMs = 0; atMs <= 60_000; atMs += 25) recorder.observe(atMs, [time('1/1', atMs), time('1/2', atMs / 2)]);
    const { threads, wallMs } = recorder.trace({ cpuMs: 90_000 })!;
    expect(wallMs).toBe(60_000);
    expect(threads.map(({ busyMs }) => busyMs)).toEqual([60_000, 30_000]);
    expect(threads.map(({ spans }) => spans.length)).toEqual([1, 1]);
  });

  test('cuts a call into as many slices as a face draws, at most', () => {
    const recorder = new TraceRecorder();
    for (let look = 0; look <= 1000; look++) {
      recorder.observe(25 * look, [time('1/1', 0), time('1/2', 12 * look + (look % 128 < 64 ? 6 : 0))]);
    }
    for (const { spans } of recorder.trace({ cpuMs: 1 })!.threads) expect(spans.length).toBeLessThanOrEqual(MAX_SLICES);
  });

  test('tells threads apart by what Node calls them', () => {
    const names = [
      undefined,
      'node-MainThread',
      'WorkerThread',
      'libuv-worker',
      'node-V8Worker',
      'own name',
      undefined,
    ];
    const ids = ['7/7', '9/9', '7/10', '7/11', '7/12', '9/13', '9/14'];
    const recorder = new TraceRecorder();
    recorder.observe(0, [time('9/9', 0), time('7/7', 0)]);
    recorder.observe(
      100,
      ids.map((id, i) => time(id, 50, names[i])),
    );
    const { threads } = recorder.trace({ cpuMs: 350 })!;
    expect(threads.map(({ kind }) => kind).sort()).toEqual([
      'engine',
      'main',
      'pool',
      'process',
      'thread',
      'worker',
      'worker',
    ]);
  });

  test('lists the busiest threads and the main one, and counts the rest', () => {
    const recorder = new TraceRecorder();
    const ids = Array.from({ length: 30 }, (_, i) => i + 1);
    recorder.observe(0, [time('1/1', 0)]);
    recorder.observe(
      1000,
      ids.map((i) => time(`1/${i}`, i === 1 ? 0 : i < 21 ? 10 * i : 1)),
    );
    const { threads, othersCount } = recorder.trace({ cpuMs: 2000 })!;
    expect(threads).toHaveLength(MAX_TRACED_THREADS);
    expect(threads[0]).toMatchObject({ kind: 'main', busyMs: 0, spans: [] });
    expect(threads.slice(1).map(({ busyMs }) => busyMs)).toEqual(Array.from({ length: 11 }, (_, i) => 100 + 10 * i));
    expect(othersCount).toBe(8);
  });

  test('leaves out who hardly ran, however long it waited', () => {
    const recorder = new TraceRecorder();
    recorder.observe(0, [time('1/1', 0), time('1/2', 0), time('1/3', 0)]);
    recorder.observe(1000, [time('1/1', 1), time('1/2', 400, 'WorkerThread'), time('1/3', 15, 'V8Worker', 300)]);
    const { threads, othersCount } = recorder.trace({ cpuMs: 416 })!;
    expect(threads.map(({ kind }) => kind)).toEqual(['main', 'worker']);
    expect(othersCount).toBe(0);
  });

  test('is none where nothing was seen', () => {
    expect(new TraceRecorder().trace({ cpuMs: 1 })).toBeUndefined();
    const elsewhere = new TraceRecorder();
    elsewhere.observe(0, []);
    elsewhere.observe(25, []);
    expect(elsewhere.trace({ cpuMs: 1 })).toBeUndefined();
  });
});
