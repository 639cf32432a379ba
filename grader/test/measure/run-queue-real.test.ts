import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { type QueueTimes, RunQueueTracker } from '../../src/measure/run-queue.ts';

const GIVE_UP_MS = 10_000;
const CORES = availableParallelism();
/** So many cores that `cpu / cores` bounds nothing. */
const MANY = 1024;
const workers: Worker[] = [];
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.terminate()));
});

function threadsOfThisProcess(): QueueTimes[] {
  return readdirSync('/proc/self/task').flatMap((tid) => {
    try {
      const [onCpu, wait] = readFileSync(`/proc/self/task/${tid}/schedstat`, 'utf8').split(' ');
      return [{ id: `${process.pid}/${tid}`, onCpuMs: Number(onCpu) / 1e6, runQueueWaitMs: Number(wait) / 1e6 }];
    } catch {
      return []; // It ended between the two calls.
    }
  });
}

/** More busy threads than cores, so that someone must wait. Each counts its turns until told to stop. */
function startBusyThreads(count: number): { turns: Int32Array; stop: () => void } {
  const shared = new Int32Array(new SharedArrayBuffer(4 * (count + 1)));
  const source = `
    const { workerData: { shared, slot } } = require('node:worker_threads');
    while (Atomics.load(shared, 0) === 0) Atomics.add(shared, slot, 1);`;
  for (let slot = 1; slot <= count; slot++) {
    workers.push(new Worker(source, { eval: true, workerData: { shared, slot } }));
  }
  return { turns: shared.subarray(1), stop: () => Atomics.store(shared, 0, 1) };
}

// Elsewhere there is no /proc; on a very big machine the threads would only weigh on others.
describe.runIf(process.platform === 'linux' && CORES <= 32)('with real threads on this machine', () => {
  test('threads that share cores are seen to run and to wait, and only then is wall time taken out', async () => {
    const busy = startBusyThreads(3 * CORES);
    await Promise.all(workers.map((worker) => once(worker, 'online')));
    const tracker = new RunQueueTracker();
    const startedAt = performance.now();
    const cpuAtStart = process.cpuUsage();
    const before = [...busy.turns];
    tracker.observe(performance.now(), threadsOfThisProcess());
    const measured = () => {
      const { user, system } = process.cpuUsage(cpuAtStart);
      const wallMs = performance.now() - startedAt;
      const cpuMs = (user + system) / 1000;
      return { wallMs, cpuMs, ...tracker.estimate({ wallMs, cpuMs, cores: MANY }) };
    };
    // Until every thread had many turns and each of them a wait that was noticed: a count, not a time. A thread that has just
    // started may get all its turns in one slice. The bound only ends a hopeless machine's test.
    let seen = measured();
    while (performance.now() - startedAt < GIVE_UP_MS) {
      await new Promise(setImmediate);
      tracker.observe(performance.now(), threadsOfThisProcess());
      seen = measured();
      const isEveryoneSeen = busy.turns.every((turns, i) => turns > before[i]! + 200_000);
      if (isEveryoneSeen && seen.correctedWallMs < seen.wallMs) break;
    }
    busy.stop();
    const { wallMs, cpuMs, correctedWallMs, leastWallMs } = seen;
    expect(cpuMs).toBeGreaterThan(0);
    expect(leastWallMs).toBeGreaterThanOrEqual(Math.min(wallMs, cpuMs / MANY));
    expect(correctedWallMs).toBeLessThan(wallMs);
    // Who waited only for threads of its own lost nothing to strangers.
    expect(tracker.estimate({ wallMs, cpuMs, cores: MANY, foreignCpuMs: 0 }).correctedWallMs).toBe(wallMs);
  });
});
