/** What the kernel says of itself, read when it is asked. Everything here blocks its thread, for microseconds. */
import { readFileSync, statfsSync } from 'node:fs';

/** CPU time of all cores together since boot, in ticks of the kernel (10 ms each). */
export interface CpuTicks {
  readonly used: number;
  readonly total: number;
  readonly cores: number;
}

export interface MemoryFigures {
  readonly totalBytes: number;
  /** What programs can still get without swapping; caches that would be given up are in it. */
  readonly availableBytes: number;
  readonly usedBytes: number;
  readonly usedPercent: number;
}

export interface DiskFigures {
  readonly totalBytes: number;
  /** What an ordinary user can still write, as `df` has it. */
  readonly freeBytes: number;
  readonly usedBytes: number;
  readonly usedPercent: number;
}

/**
 * Source: proc_stat(5). Idle is `idle` and `iowait`; everything else was used, `steal` too, which the host of a virtual
 * machine took. `guest` and `guest_nice` are left out: `user` and `nice` hold them already.
 */
export function cpuTicks(): CpuTicks {
  const text = readProc('/proc/stat');
  // The first line, which is about all cores together, has more than these.
  const ticks = text.split(/ +/, 9).slice(1).map(Number);
  const total = ticks.reduce((sum, each) => sum + each, 0);
  const [, , , idle, iowait] = ticks;
  return { used: total - idle! - iowait!, total, cores: text.match(/cpu\d/g)!.length };
}

/** Source: proc_meminfo(5). `MemAvailable` is there since Linux 3.14, and this Node needs a newer one. */
export function memoryFigures(): MemoryFigures {
  const text = readProc('/proc/meminfo');
  const totalBytes = bytesOf('MemTotal', text);
  const availableBytes = bytesOf('MemAvailable', text);
  const usedBytes = totalBytes - availableBytes;
  return { totalBytes, availableBytes, usedBytes, usedPercent: percentOf(usedBytes, totalBytes) };
}

/**
 * Source: statfs(2) and `df`, whose percentage leaves out what only root may fill: used / (used + available).
 *
 * @throws the error of the system when there is no file system to be read at `path`.
 */
export function diskFigures(path: string): DiskFigures {
  const { bsize, blocks, bfree, bavail } = statfsSync(path);
  const used = blocks - bfree;
  return {
    totalBytes: blocks * bsize,
    freeBytes: bavail * bsize,
    usedBytes: used * bsize,
    usedPercent: percentOf(used, used + bavail),
  };
}

/** 0 of nothing: `/proc` is a file system without a single block. */
export function percentOf(part: number, whole: number): number {
  return whole > 0 ? (100 * part) / whole : 0;
}

function bytesOf(name: string, meminfo: string): number {
  const [, kibibytes] = new RegExp(`${name}: +(\\d+) kB`).exec(meminfo)!;
  return Number(kibibytes) * 1024;
}

function readProc(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch (cause) {
    throw new Error(`${path} cannot be read; expected Linux, where the kernel tells about itself there`, { cause });
  }
}
