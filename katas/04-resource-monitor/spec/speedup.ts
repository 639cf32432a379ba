import type { CadenceWorkload, Timed } from '@paralelo/testkit';
import { type Bounds, type CpuTicks, cpuTicks, disk, memory, usedBetween } from './kernel.ts';

type Kata = typeof import('../src/index.ts');

interface Reading {
  readonly cpu: CpuTicks;
  readonly memory: number;
  readonly disk: number;
}

/** 50 samples of each metric. In 20 ms the kernel counts two ticks a core: each sample of the CPU is coarse, their mean is not. */
const EVERY_MS = 20;
const BLOCK_MS = 1000;
/** A sample lies this near to the moment that it names. */
const NEAR_MS = 25;
const MEBI = 1024 * 1024;
/** Memory that the judge takes in the middle of the block: half a percent, of large machines less. */
const STIR_BYTES = Math.min(128 * MEBI, Math.round(0.005 * memory().totalBytes));
const OVERLOOKED = {
  memory: (0.25 * 100 * STIR_BYTES) / memory().totalBytes,
  disk: 0.1,
  /** Of the mean. */
  cpu: 15,
};
/** Fewer samples of the CPU have no mean that says anything. */
const ENOUGH = 10;

/** A monitor whose caller computes for a second: its samples must go on. */
export const speedup: CadenceWorkload<Kata, Reading> = {
  series: ['cpu', 'memory', 'disk'],
  everyMs: EVERY_MS,
  blockMs: BLOCK_MS,

  run: (kata, { everyMs, folder, signal, onSample }) =>
    kata.monitorResources({
      sampleEveryMs: everyMs,
      diskPath: folder,
      onSample: (sample) => onSample(sample?.metric, sample?.atMs, sample?.usedPercent),
      signal,
    }),

  read: (folder) => ({ cpu: cpuTicks(), memory: memory().usedPercent, disk: disk(folder).usedPercent }),

  stir() {
    const taken = new Uint8Array(STIR_BYTES).fill(1);
    // Without waiting for the garbage collector.
    return () => void taken.buffer.transfer(0);
  },

  believable(series, samples, readings) {
    if (series === 'cpu') return isMeanTrue(samples, readings) ? samples : [];
    const key = series === 'memory' ? 'memory' : 'disk';
    return samples.filter(({ atMs, value }) => {
      const { low, high } = boundsAround(atMs, readings, key);
      return value >= low - OVERLOOKED[key] && value <= high + OVERLOOKED[key];
    });
  },

  check(answer, told) {
    const summary = answer as Partial<Record<string, { count?: unknown }>> | null;
    const metric = speedup.series.find((series) => summary?.[series]?.count !== told[series]);
    if (metric === undefined) return undefined;
    return `the summary counts ${String(summary?.[metric]?.count)} samples of ${metric}, ${told[metric]} were told`;
  },
};

/** What was read within `NEAR_MS`, and right before and after: what changed in between is somewhere between them. */
function boundsAround(atMs: number, readings: readonly Timed<Reading>[], key: 'memory' | 'disk'): Bounds {
  const from = readings.findLastIndex((reading) => reading.atMs < atMs - NEAR_MS);
  const to = readings.findIndex((reading) => reading.atMs > atMs + NEAR_MS);
  const near = readings.slice(Math.max(0, from), to < 0 ? undefined : to + 1).map(({ value }) => value[key]);
  return { low: Math.min(...near), high: Math.max(...near) };
}

function isMeanTrue(samples: readonly Timed<number>[], readings: readonly Timed<Reading>[]): boolean {
  if (samples.length < ENOUGH) return true;
  const mean = samples.reduce((sum, { value }) => sum + value, 0) / samples.length;
  const after = readings.find(({ atMs }) => atMs >= samples.at(-1)!.atMs) ?? readings.at(-1)!;
  const before = readings.findLast(({ atMs }) => atMs <= samples[0]!.atMs - EVERY_MS) ?? readings[0]!;
  const { low, high } = usedBetween(before.value.cpu, after.value.cpu);
  return mean >= low - OVERLOOKED.cpu && mean <= high + OVERLOOKED.cpu;
}
