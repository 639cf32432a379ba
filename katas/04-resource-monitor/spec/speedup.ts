import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type CadenceWorkload, type Timed, writePlain } from '@paralelo/testkit';
import { type Bounds, type CpuTicks, cpuTicks, disk, isRounded, memory, ROUNDED, usedBetween } from './kernel.ts';

type Kata = typeof import('../src/index.ts');

interface Reading {
  readonly cpu: CpuTicks;
  readonly memory: number;
  readonly disk: number;
  readonly diskBytes: number;
}

/** 50 samples of each metric. In 20 ms the kernel counts two ticks a core: each sample of the CPU is coarse, their mean is not. */
const EVERY_MS = 20;
const BLOCK_MS = 1000;
/** A sample lies this near to the moment that it names. */
const NEAR_MS = 25;
const MEBI = 1024 * 1024;
/** A file that lies on the disk from the middle of the block on. A disk is told to the byte, so a small one shows. */
const BALLAST_BYTES = 8 * MEBI;
/** Points by which a sample may differ from what was read around it. */
const OVERLOOKED_MEMORY = 0.25;
/** The same for the mean of the CPU. */
const OVERLOOKED_CPU = 15;
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

  read(folder) {
    const { usedPercent, usableBytes } = disk(folder);
    return { cpu: cpuTicks(), memory: memory().usedPercent, disk: usedPercent, diskBytes: usableBytes };
  },

  stir(folder) {
    const ballast = join(folder, 'ballast');
    writePlain(ballast, Buffer.alloc(BALLAST_BYTES, 1));
    return () => rmSync(ballast, { force: true });
  },

  believable(series, samples, readings) {
    if (series === 'cpu') return isMeanTrue(samples, readings) ? samples : [];
    const key = series === 'memory' ? 'memory' : 'disk';
    const overlooked = key === 'memory' ? OVERLOOKED_MEMORY : overlookedDisk(samples, readings);
    return samples.filter(({ atMs, value }) => {
      const { low, high } = boundsAround(atMs, readings, key);
      return value >= low - overlooked && value <= high + overlooked;
    });
  },

  check(answer, told) {
    const summary = answer as Partial<Record<string, { count?: unknown }>> | null;
    const metric = speedup.series.find((series) => summary?.[series]?.count !== told[series]);
    if (metric === undefined) return undefined;
    return `the summary counts ${String(summary?.[metric]?.count)} samples of ${metric}, ${told[metric]} were told`;
  },
};

/** A quarter of what the ballast does to the disk; more only for who rounds, since a large disk has far more than that in a tenth. */
function overlookedDisk(samples: readonly Timed<number>[], readings: readonly Timed<Reading>[]): number {
  const quarter = ballastPoints(readings) / 4;
  return samples.every(({ value }) => isRounded(value)) ? Math.max(ROUNDED, quarter) : quarter;
}

/** By how much the ballast fills the disk. */
function ballastPoints(readings: readonly Timed<Reading>[]): number {
  return (100 * BALLAST_BYTES) / readings[0]!.value.diskBytes;
}

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
  return mean >= low - OVERLOOKED_CPU && mean <= high + OVERLOOKED_CPU;
}
