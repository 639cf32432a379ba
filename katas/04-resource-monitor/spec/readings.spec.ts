import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { kataSeed, scratch, seededRandom } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { readCpu, readDisk, readMemory } from '#kata';
import { expectNotRather, expectWithin, rejectionOf } from './expectations.ts';
import { type Bounds, type CpuTicks, cpuTicks, disk, memory, usedBetween } from './kernel.ts';
import { keepBusy } from './watch.ts';

const random = seededRandom(kataSeed());
const MEBI = 1024 * 1024;

/** A reading of the CPU, and what the kernel said right before and right after it. */
interface CpuLook extends Awaited<ReturnType<typeof readCpu>> {
  readonly before: CpuTicks;
  readonly after: CpuTicks;
}

async function lookAtCpu(): Promise<CpuLook> {
  const before = cpuTicks();
  const reading = await readCpu();
  return { ...reading, before, after: cpuTicks() };
}

/** Each of the two calls looked at the kernel at some moment of its own, which on a busy machine may be any of it. */
function usedBetweenCalls(from: CpuLook, to: CpuLook): Bounds {
  const all = [from.before, from.after].flatMap((start) => [to.before, to.after].map((end) => usedBetween(start, end)));
  return { low: Math.min(...all.map(({ low }) => low)), high: Math.max(...all.map(({ high }) => high)) };
}

describe('cpu', () => {
  it('is the share of all cores that was used since the previous call, within 5 points', async () => {
    const busyMs = random.int(170, 200);
    let previous = await lookAtCpu();
    for (const [what, busy, idle] of [
      ['busy', busyMs, 50],
      ['quiet', 0, busyMs + 50],
    ] as const) {
      keepBusy(busy);
      await sleep(idle);
      const look = await lookAtCpu();
      expect(look.cores, 'cores, by the cpu0, cpu1, … of /proc/stat').toBe(look.after.cores);
      const expected = usedBetweenCalls(previous, look);
      expectWithin(look.usedPercent, expected, 5, `usedPercent after ${busy + idle} ${what} ms, by /proc/stat`);
      previous = look;
    }
  });

  it('is a number from 0 to 100 also where no time has passed', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => readCpu()));
    for (const { usedPercent } of all) expectWithin(usedPercent, { low: 0, high: 100 }, 0, '20 calls at once');
  });
});

describe('memory', () => {
  it('is available as the kernel says, within 2 %, which is not what is free; what is not available is used', async () => {
    const { totalBytes, availableBytes, usedBytes, usedPercent } = await readMemory();
    const expected = memory();
    expect(totalBytes, 'totalBytes, by MemTotal of /proc/meminfo').toBe(expected.totalBytes);
    const bounds = { low: expected.availableBytes, high: expected.availableBytes };
    expectWithin(availableBytes, bounds, 0.02 * totalBytes, 'availableBytes, by MemAvailable');
    const what = 'availableBytes, by MemAvailable and not MemFree';
    expectNotRather(availableBytes, expected.availableBytes, expected.freeBytes, 32 * MEBI, what);
    expect(usedBytes, 'usedBytes is totalBytes - availableBytes').toBe(totalBytes - availableBytes);
    expect(usedPercent, 'usedPercent is the share of usedBytes').toBeCloseTo((100 * usedBytes) / totalBytes, 6);
  });
});

describe('disk', () => {
  it('is as full as df says: the share of what may be filled, within 1 point', async () => {
    const folder = await scratch();
    const expected = disk(folder);
    const { totalBytes, freeBytes, usedBytes, usedPercent } = await readDisk(folder);
    expect(totalBytes, 'totalBytes, by the blocks of statfs').toBe(expected.totalBytes);
    const bounds = { low: expected.freeBytes, high: expected.freeBytes };
    expectWithin(freeBytes, bounds, 0.01 * totalBytes, 'freeBytes, by bavail of statfs');
    expectWithin(usedPercent, { low: expected.usedPercent, high: expected.usedPercent }, 1, 'usedPercent');
    expectNotRather(usedPercent, expected.usedPercent, expected.ofTotal, 0.1, 'usedPercent: used / (used + available)');
    expect(usedPercent, 'usedPercent follows from usedBytes and freeBytes').toBeCloseTo(
      (100 * usedBytes) / Math.max(1, usedBytes + freeBytes),
      3,
    );
  });

  it('is 0 % used where a file system has no blocks at all, as the one of /proc/stat', async () => {
    expect(await readDisk('/proc/stat')).toEqual({ totalBytes: 0, freeBytes: 0, usedBytes: 0, usedPercent: 0 });
  });

  it('that does not exist rejects, and says which', async () => {
    const path = join(await scratch(), `nothing-${random.int(0, 36 ** 6).toString(36)}`);
    const error = await rejectionOf(() => readDisk(path), `readDisk('${path}')`);
    expect(String((error as Error)?.message), 'the message must name the path').toContain(path);
  });
});
