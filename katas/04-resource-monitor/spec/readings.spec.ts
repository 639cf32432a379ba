import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Alone, kataSeed, rejectionOf, runToExit, scratch, seededRandom, writePlain } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { readCpu, readDisk, readMemory } from '#kata';
import { expectNotRather, expectWithin } from './expectations.ts';
import { type Bounds, boundsOf, type CpuTicks, cpuTicks, disk, memory, ROUNDED, usedBetween } from './kernel.ts';
import { attempted } from './patience.ts';
import { expectFields, keepBusy } from './watch.ts';

const random = seededRandom(kataSeed());
const MEBI = 1024 * 1024;

/** A reading of the CPU, and what the kernel said right before and right after it. */
interface CpuLook extends Awaited<ReturnType<typeof readCpu>> {
  readonly before: CpuTicks;
  readonly after: CpuTicks;
}

const CPU_FIELDS = ['usedPercent', 'cores'];

async function lookAtCpu(): Promise<CpuLook> {
  const before = cpuTicks();
  const reading = expectFields(await readCpu(), CPU_FIELDS, 'readCpu()');
  return { ...reading, before, after: cpuTicks() };
}

/** Each of the two calls looked at the kernel at some moment of its own, which on a busy machine may be any of it. */
function usedBetweenCalls(from: CpuLook, to: CpuLook): Bounds {
  const all = [from.before, from.after].flatMap((start) => [to.before, to.after].map((end) => usedBetween(start, end)));
  return boundsOf(all.flatMap(({ low, high }) => [low, high]));
}

/** A reading of the memory, and what the kernel said right before and right after it. */
async function lookAtMemory() {
  const before = memory();
  const fields = ['totalBytes', 'availableBytes', 'usedBytes', 'usedPercent'];
  const reading = expectFields(await readMemory(), fields, 'readMemory()');
  const looks = [before, memory()];
  const available = boundsOf(looks.map(({ availableBytes }) => availableBytes));
  const free = boundsOf(looks.map(({ freeBytes }) => freeBytes));
  return { ...reading, expectedTotalBytes: before.totalBytes, available, free };
}

/** What `readDisk(path)` gives. */
async function diskFigures(path: string) {
  const fields = ['totalBytes', 'freeBytes', 'usedBytes', 'usedPercent'];
  return expectFields(await readDisk(path), fields, `readDisk('${path}')`);
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

  it('of the first call in a process is the share since the boot', async () => {
    const looks = [cpuTicks()];
    const program = ({ kata }: Alone<typeof import('#kata')>) => kata.readCpu();
    const { usedPercent } = expectFields(await runToExit(program), CPU_FIELDS, 'readCpu()');
    looks.push(cpuTicks());
    const boot: CpuTicks = { used: 0, idle: 0, iowait: 0, steal: 0, cores: 0 };
    const since = boundsOf(looks.map((look) => usedBetween(boot, look)).flatMap(({ low, high }) => [low, high]));
    expectWithin(usedPercent, since, 5, 'usedPercent of the first call in a process, by /proc/stat since the boot');
  });

  it('is a number from 0 to 100 also where no time has passed', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => readCpu()));
    for (const reading of all) {
      const { usedPercent } = expectFields(reading, CPU_FIELDS, 'readCpu(), called 20 times at once');
      expectWithin(usedPercent, { low: 0, high: 100 }, 0, '20 calls at once');
    }
  });
});

describe('memory', () => {
  it('is available as the kernel says, within 2 %, which is not what is free; what is not available is used', async () => {
    // Memory that others take or give back meanwhile is nobody's mistake: it is looked at again when it has come to rest.
    const isQuiet = ({ available }: { available: Bounds }) => available.high - available.low < 4 * MEBI;
    const look = await attempted(lookAtMemory, isQuiet);
    const { totalBytes, availableBytes, usedBytes, usedPercent, available, free } = look;
    expect(totalBytes, 'totalBytes, by MemTotal of /proc/meminfo').toBe(look.expectedTotalBytes);
    expectWithin(availableBytes, available, 0.02 * totalBytes, 'availableBytes, by MemAvailable');
    expectNotRather(availableBytes, available, free, 64 * MEBI, 'availableBytes, by MemAvailable and not MemFree');
    expect(usedBytes, 'usedBytes is totalBytes - availableBytes').toBe(totalBytes - availableBytes);
    const share = boundsOf([(100 * usedBytes) / totalBytes]);
    expectWithin(usedPercent, share, ROUNDED, 'usedPercent is the share of usedBytes');
  });
});

/**
 * Uses 2 % of a disk that is all but empty, as one in memory often is: there every formula would give 0 %. A large one that is new
 * stays as it is, since 2 % of it would take too long to write.
 */
function useSome(folder: string): void {
  const { totalBytes, usedPercent } = disk(folder);
  const bytes = Math.ceil(0.02 * totalBytes);
  if (usedPercent < 2 && bytes <= 512 * MEBI) writePlain(join(folder, 'some'), Buffer.alloc(bytes));
}

describe('disk', () => {
  it('is as full as df says: the share of what may be filled, within 1 point', async () => {
    const folder = await scratch();
    useSome(folder);
    const expected = disk(folder);
    const { totalBytes, freeBytes, usedBytes, usedPercent } = await diskFigures(folder);
    expect(totalBytes, 'totalBytes, by the blocks of statfs').toBe(expected.totalBytes);
    const nearly = 0.01 * totalBytes;
    expectWithin(freeBytes, boundsOf([expected.freeBytes]), nearly, 'freeBytes, by bavail of statfs');
    expectWithin(usedBytes, boundsOf([expected.usedBytes]), nearly, 'usedBytes, by blocks - bfree of statfs');
    const [asDf, ofTotal] = [boundsOf([expected.usedPercent]), boundsOf([expected.ofTotal])];
    expectWithin(usedPercent, asDf, 1, 'usedPercent');
    expectNotRather(usedPercent, asDf, ofTotal, 2 * ROUNDED, 'usedPercent: used / (used + available)');
    const share = boundsOf([(100 * usedBytes) / Math.max(1, usedBytes + freeBytes)]);
    expectWithin(usedPercent, share, ROUNDED, 'usedPercent follows from usedBytes and freeBytes');
  });

  it('is 0 % used where a file system has no blocks at all, as the one of /proc/stat', async () => {
    const nothing = { totalBytes: 0, freeBytes: 0, usedBytes: 0, usedPercent: 0 };
    expect(await diskFigures('/proc/stat'), 'a file system without blocks').toMatchObject(nothing);
  });

  it('that does not exist rejects, and says which', async () => {
    const path = join(await scratch(), `nothing-${random.int(0, 36 ** 6).toString(36)}`);
    const error = await rejectionOf(() => readDisk(path), `readDisk('${path}')`);
    expect(String((error as Error)?.message), 'the message must name the path').toContain(path);
  });
});
