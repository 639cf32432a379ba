import { type Alone, runToExit, scratch } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';

type Kata = Alone<typeof import('#kata')>;

describe('exit', () => {
  it('a process that has read each figure once ends by itself', async () => {
    const program = async ({ kata }: Kata, path: string) => {
      const [cpu, memory, disk] = [await kata.readCpu(), await kata.readMemory(), await kata.readDisk(path)];
      return [cpu, memory, disk].map(({ usedPercent }) => typeof usedPercent);
    };
    expect(await runToExit(program, await scratch()), 'types of the shares').toEqual(['number', 'number', 'number']);
  });

  it('a process whose monitor was aborted ends by itself, though the next samples are due in an hour', async () => {
    const program = async ({ kata }: Kata, diskPath: string) => {
      const stop = new AbortController();
      const often = { sampleEveryMs: 5, reportEveryMs: 20, diskPath, onReport: () => stop.abort() };
      const { reports } = await kata.monitorResources({ ...often, signal: stop.signal });
      const seldom = { sampleEveryMs: 3_600_000, reportEveryMs: 3_600_000, diskPath };
      // When its workers are asleep, or, on a machine that is busy, while they start.
      const summary = await kata.monitorResources({ ...seldom, signal: AbortSignal.timeout(200) });
      return [reports > 0, summary.cpu.count];
    };
    expect(await runToExit(program, await scratch()), 'reports of one, samples of the other').toEqual([true, 0]);
  });
});
