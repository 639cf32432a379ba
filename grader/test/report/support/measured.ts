import type { KataResult } from '../../../src/report/result.ts';
import { cadenceKata, ioKata, kataResult, resultOf, slowKata } from './sample-results.ts';

const passing = kataResult().speedup!;

/** Twelve rounds that scatter around the median. */
export const measuredKata = kataResult({
  speedup: {
    ...passing,
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
