import type { SpeedupBench } from './samples.ts';

/** Times that the sequential program runs on all cores at once, at most; alone once more. */
export const WORK_CORES_SAMPLES = 7;

/**
 * Cores that the machine gives to the work of a kata: how much more of it gets done when the grader's sequential program runs on
 * all cores at once than when it runs alone.
 *
 * The kernel `spin` computes in registers, one step after the other, so it finds two cores where two hyper-threads of
 * one core share all that computes, and where cores share a cache or the memory. Work that uses what is shared gets less of
 * it: where two cores behaved as hyper-threads of one, sieving gained 8 %, counting words 25 %, gzip 54 % and the kernel
 * 100 %. What no program can have, none is asked for. Measured where something depends on it only, since it takes as long
 * as four or five rounds.
 *
 * @param seed - of the first sample; each has other inputs
 * @param isEnough - asked after each, with all there are: true ends it
 * @returns cores from 1 to `workers`, one number a sample
 * @throws what the bench throws
 */
export async function measureWorkCores(
  bench: Pick<SpeedupBench, 'sequential'>,
  workers: number,
  seed: number,
  isEnough: (cores: readonly number[]) => boolean = () => false,
): Promise<number[]> {
  const cores: number[] = [];
  const alone = async (i: number) => (await bench.sequential((seed + i) >>> 0, 1))[0]!;
  let beforeMs = await alone(0);
  for (let i = 0; i < WORK_CORES_SAMPLES; i++) {
    const together = await bench.sequential((seed + i) >>> 0, workers);
    const afterMs = await alone(i + 1);
    // A clock that drifts weighs on both sides alike, as in capacity.ts.
    const aloneMs = (beforeMs + afterMs) / 2;
    const speeds = together.reduce((sum, ms) => sum + aloneMs / ms, 0);
    cores.push(Math.min(workers, Math.max(1, speeds)));
    beforeMs = afterMs;
    if (isEnough(cores)) break;
  }
  return cores;
}
