import { readFileSync, statfsSync } from 'node:fs';

export type Metric = 'cpu' | 'memory' | 'disk';

export interface Sample {
  metric: Metric;
  atMs: number;
  usedPercent: number;
}

/** Gives the share since its last call. */
export function cpuMeter(): () => { usedPercent: number; cores: number } {
  let [used, total, usedPercent] = [0, 0, 0];
  return () => {
    const text = readFileSync('/proc/stat', 'latin1');
    const ticks = text.slice(0, text.indexOf('\n')).split(/ +/).slice(1, 9).map(Number);
    const nowTotal = ticks.reduce((sum, each) => sum + each, 0);
    const nowUsed = nowTotal - ticks[3]! - ticks[4]!;
    if (nowTotal > total) {
      usedPercent = Math.min(100, Math.max(0, (100 * (nowUsed - used)) / (nowTotal - total)));
      [used, total] = [nowUsed, nowTotal];
    }
    return { usedPercent, cores: text.match(/^cpu\d/gm)!.length };
  };
}

export function memory() {
  const text = readFileSync('/proc/meminfo', 'latin1');
  const bytes = (name: string) => Number(new RegExp(`^${name}: +(\\d+)`, 'm').exec(text)![1]) * 1024;
  const totalBytes = bytes('MemTotal');
  const availableBytes = bytes('MemAvailable');
  const usedBytes = totalBytes - availableBytes;
  return { totalBytes, availableBytes, usedBytes, usedPercent: (100 * usedBytes) / totalBytes };
}

export function disk(path: string) {
  const { bsize, blocks, bfree, bavail } = statfsSync(path);
  const used = blocks - bfree;
  const usedPercent = used + bavail > 0 ? (100 * used) / (used + bavail) : 0;
  return { totalBytes: blocks * bsize, freeBytes: bavail * bsize, usedBytes: used * bsize, usedPercent };
}

/** What gives the next sample of each metric. */
export function readers(diskPath: string): Record<Metric, () => number> {
  const cpu = cpuMeter();
  cpu();
  return {
    cpu: () => cpu().usedPercent,
    memory: () => memory().usedPercent,
    disk: () => disk(diskPath).usedPercent,
  };
}
