/** What the kernel says, read by the spec itself: the truth that readings and samples must agree with. */
import { readFileSync, statfsSync } from 'node:fs';

export interface CpuTicks {
  readonly used: number;
  readonly idle: number;
  /** Waiting for a disk: idle by the rule, left out by `os.cpus()`. */
  readonly iowait: number;
  /** Taken by the host of a virtual machine: used by the rule, left out by `os.cpus()`. */
  readonly steal: number;
  readonly cores: number;
}

export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** Points that rounding to a tenth may cost, of a sample and of a mean of samples together. */
export const ROUNDED = 0.1;

/** Has two decimals at most. */
export function isRounded(percent: number): boolean {
  return Number(percent.toFixed(2)) === percent;
}

/** From the least to the most of what several looks saw. */
export function boundsOf(looks: readonly number[]): Bounds {
  return { low: Math.min(...looks), high: Math.max(...looks) };
}

/** Source: proc_stat(5). */
export function cpuTicks(): CpuTicks {
  const text = readFileSync('/proc/stat', 'latin1');
  const [user, nice, system, idle, iowait, irq, softirq, steal] = text.split(/\s+/, 9).slice(1).map(Number);
  const used = user! + nice! + system! + irq! + softirq!;
  return { used, idle: idle!, iowait: iowait!, steal: steal!, cores: text.match(/^cpu\d/gm)!.length };
}

/** Used share between two looks, as far apart as honest ways to count `iowait` and `steal` are. Percent. */
export function usedBetween(before: CpuTicks, after: CpuTicks): Bounds {
  const since = (key: Exclude<keyof CpuTicks, 'cores'>) => Math.max(0, after[key] - before[key]);
  const [used, idle, iowait, steal] = [since('used'), since('idle'), since('iowait'), since('steal')];
  const shares = [
    (used + steal) / Math.max(1, used + steal + idle + iowait),
    used / Math.max(1, used + idle + iowait),
    used / Math.max(1, used + idle),
  ];
  return boundsOf(shares.map((share) => 100 * share));
}

/** Source: proc_meminfo(5). Bytes. */
export function memory(): { totalBytes: number; availableBytes: number; freeBytes: number; usedPercent: number } {
  const text = readFileSync('/proc/meminfo', 'latin1');
  const bytes = (name: string) => Number(new RegExp(`^${name}: +(\\d+)`, 'm').exec(text)![1]) * 1024;
  const [totalBytes, availableBytes] = [bytes('MemTotal'), bytes('MemAvailable')];
  const usedPercent = (100 * (totalBytes - availableBytes)) / totalBytes;
  return { totalBytes, availableBytes, freeBytes: bytes('MemFree'), usedPercent };
}

/** Source: statfs(2). `usedPercent` as `df` has it, `ofTotal` as it has it not. */
export function disk(path: string) {
  const { bsize, blocks, bfree, bavail } = statfsSync(path);
  const used = blocks - bfree;
  return {
    totalBytes: blocks * bsize,
    freeBytes: bavail * bsize,
    usedBytes: used * bsize,
    usableBytes: (used + bavail) * bsize,
    usedPercent: (100 * used) / Math.max(1, used + bavail),
    ofTotal: (100 * used) / Math.max(1, blocks),
  };
}
