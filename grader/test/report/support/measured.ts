import type { KataResult } from '../../../src/report/result.ts';
import type { WorkerTrace } from '../../../src/report/worker-trace.ts';
import { cadenceKata, ioKata, kataResult, resultOf, slowKata } from './sample-results.ts';

const passing = kataResult().speedup!;

/** Two workers, of which one had to wait for a core, between a beginning and an end that only the main thread works on. */
export const trace: WorkerTrace = {
  seed: 20261123,
  wallMs: 505,
  cpuMs: 921.5,
  threads: [
    {
      kind: 'main',
      busyMs: 61,
      waitedMs: 0,
      spans: [
        { fromMs: 0, toMs: 25, busy: 0.98, waiting: 0 },
        { fromMs: 475, toMs: 505, busy: 0.42, waiting: 0.11 },
      ],
    },
    { kind: 'worker', busyMs: 441, waitedMs: 0, spans: [{ fromMs: 25, toMs: 475, busy: 0.98, waiting: 0 }] },
    {
      kind: 'worker',
      busyMs: 371.3,
      waitedMs: 68,
      spans: [
        { fromMs: 25, toMs: 200, busy: 0.99, waiting: 0 },
        { fromMs: 200, toMs: 275, busy: 0.1, waiting: 0.9 },
        { fromMs: 275, toMs: 475, busy: 0.97, waiting: 0 },
      ],
    },
    { kind: 'engine', busyMs: 22, waitedMs: 0, spans: [{ fromMs: 300, toMs: 350, busy: 0.44, waiting: 0 }] },
  ],
  othersCount: 3,
};

/** Twelve rounds that scatter around the median. */
export const measuredKata = kataResult({
  speedup: {
    ...passing,
    trace,
    rounds: Array.from({ length: 12 }, (_, i) => ({
      ...passing.rounds[0]!,
      seed: 20261121 + i,
      speedup: 1.78 + 0.03 * ((i % 5) - 2),
    })),
  },
});
const ioMeasured: KataResult = {
  ...ioKata,
  speedup: {
    ...ioKata.speedup!,
    io: {
      ...ioKata.speedup!.io!,
      rounds: Array.from({ length: 9 }, (_, i) => ({
        seed: 20261121 + i,
        makespanMs: 272 + i,
        rawMakespanMs: 273 + i,
        mostInFlight: 20,
        speedup: 5000 / (272 + i),
      })),
    },
  },
};

const cadenceMeasured: KataResult = {
  ...cadenceKata,
  speedup: {
    ...cadenceKata.speedup!,
    cadence: {
      ...cadenceKata.speedup!.cadence!,
      rounds: Array.from({ length: 9 }, (_, i) => ({
        seed: 20261121 + i,
        blockedMs: 1000.2 + i / 10,
        blockedCpuMs: 61 + i,
        kept: 72 + (i % 5),
        due: 150,
        untrue: i % 2,
      })),
    },
  },
};

/** A result with as many rounds as a measurement has, of every kind. */
export const measured = resultOf([measuredKata, ioMeasured, cadenceMeasured, slowKata]);
