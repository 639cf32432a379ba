import { expectWithin } from './expectations.ts';
import { type CpuTicks, cpuTicks, usedBetween } from './kernel.ts';
import { attempted } from './patience.ts';
import { keepBusy, meanOverTime, of, watch } from './watch.ts';

/** A sample that arrives later than this after it was taken, ms, was held up: the kernel has gone on since. */
const HELD_UP_MS = 20;

/** What the kernel said when a sample arrived, and how long that was after it was taken. */
interface Look {
  readonly ticks: CpuTicks;
  readonly lateMs: number;
}

interface CpuRun {
  /** By the samples from the one after `first` to `last`, percent. */
  readonly used: number;
  readonly first: Look;
  readonly last: Look;
}

/** Fails unless the samples of the CPU say what was used since the one before: a busy time, and a time that may be quiet. */
export async function expectCpuOfSamples(sampleEveryMs: number): Promise<void> {
  // The kernel is asked when a sample arrives. Where that is not when it was taken, the two speak of different times.
  const isInTime = ({ first, last }: CpuRun) => first.lateMs <= HELD_UP_MS && last.lateMs <= HELD_UP_MS;
  const { used, first, last } = await attempted(() => watchCpu(sampleEveryMs), isInTime);
  const late = [first, last].map(({ lateMs }) => lateMs.toFixed(0)).join(' and ');
  const what = `samples of the CPU say what was used since the one before: their mean, without the first one, by /proc/stat, with sampleEveryMs ${sampleEveryMs} (the first and the last one arrived ${late} ms after they were taken)`;
  expectWithin(used, usedBetween(first.ticks, last.ticks), 5, what);
}

async function watchCpu(sampleEveryMs: number): Promise<CpuRun> {
  const looks: Look[] = [];
  const { samples } = await watch({ sampleEveryMs }, (sofar) => {
    const newest = sofar.at(-1);
    if (newest?.metric !== 'cpu') return false;
    looks.push({ ticks: cpuTicks(), lateMs: Date.now() - newest.atMs });
    if (looks.length === 1) keepBusy(200);
    // Three or four do; ten is for a monitor whose clock stands still.
    return looks.length > 10 || newest.atMs - of('cpu', sofar)[0]!.atMs > 300;
  });
  // What was on its way when the monitor was stopped is of the time after the last look.
  return { used: meanOverTime(of('cpu', samples).slice(0, looks.length)), first: looks[0]!, last: looks.at(-1)! };
}
