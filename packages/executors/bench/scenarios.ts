import type { Contender, Language, OpenPool } from './contenders/contender.ts';
import { quantile } from './statistics.ts';

/** One thing to measure; every measurement gives its figures by column, in the column's unit. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly string[];
  /** Where small is better, for the order of the table. */
  readonly lowerIsBetter?: boolean;
  measure(contender: Contender): Promise<Record<string, number>>;
}

const WORKERS = 2;
const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

/** Opens a pool whose workers have all started, and are warm. */
async function withWarmPool(contender: Contender, body: (pool: OpenPool) => Promise<Record<string, number>>) {
  const pool = contender.open(WORKERS, 'ts');
  try {
    await Promise.all(numbers(8).map(() => pool.run('spin', 2000)));
    for (let round = 0; round < 3; round += 1) await Promise.all(numbers(2000).map((n) => pool.run('noop', n)));
    return await body(pool);
  } finally {
    await pool.close();
  }
}

async function millisecondsOf(work: () => PromiseLike<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function inFlight(pool: OpenPool, limit: number, count: number): Promise<void> {
  let next = 0;
  await Promise.all(
    numbers(limit).map(async () => {
      while (next < count) await pool.run('noop', next++);
    }),
  );
}

const map = (pool: OpenPool, inputs: unknown[]): PromiseLike<unknown> =>
  pool.map ? pool.map('noop', inputs) : Promise.all(inputs.map((input) => pool.run('noop', input)));

/** Share of `WORKERS` cores that was spent in tasks of `microseconds` each. */
function coresBusy(microseconds: number, count: number): Scenario['measure'] {
  return (contender) =>
    withWarmPool(contender, async (pool) => {
      const inputs = numbers(count).map(() => microseconds);
      const run = (): PromiseLike<unknown> =>
        pool.map ? pool.map('spin', inputs) : Promise.all(inputs.map((input) => pool.run('spin', input)));
      await run();
      const ms = await millisecondsOf(run);
      return { '% of 2 cores': ((count * microseconds) / 1000 / (ms * WORKERS)) * 100 };
    });
}

async function startUp(contender: Contender, workers: number, language: Language): Promise<number> {
  let pool: OpenPool | undefined;
  const ms = await millisecondsOf(() => {
    pool = contender.open(workers, language);
    // As many calls as workers, long enough that no worker can take two.
    return Promise.all(numbers(workers).map(() => pool!.run('spin', 100)));
  });
  await pool!.close();
  return ms;
}

const MEBIBYTES = 64;

export const scenarios: Scenario[] = [
  {
    name: 'start-up',
    title: 'Start-up to first results, with tasks in .ts and in .js (ms)',
    columns: ['1 worker, .ts', '2 workers, .ts', '1 worker, .js', '2 workers, .js'],
    lowerIsBetter: true,
    measure: async (contender) => ({
      '1 worker, .ts': await startUp(contender, 1, 'ts'),
      '2 workers, .ts': await startUp(contender, 2, 'ts'),
      '1 worker, .js': await startUp(contender, 1, 'js'),
      '2 workers, .js': await startUp(contender, 2, 'js'),
    }),
  },
  {
    name: 'noop',
    title: 'No-op calls a second, thousands',
    columns: ['20,000 queued', '64 in flight', 'map of 20,000'],
    measure: (contender) =>
      withWarmPool(contender, async (pool) => {
        const inputs = numbers(20_000);
        await map(pool, inputs);
        return {
          '20,000 queued': 20_000 / (await millisecondsOf(() => Promise.all(inputs.map((n) => pool.run('noop', n))))),
          '64 in flight': 20_000 / (await millisecondsOf(() => inFlight(pool, 64, 20_000))),
          'map of 20,000': 20_000 / (await millisecondsOf(() => map(pool, inputs))),
        };
      }),
  },
  {
    name: 'round-trip',
    title: 'Round trip of one call (µs)',
    columns: ['p50', 'p99'],
    lowerIsBetter: true,
    measure: (contender) =>
      withWarmPool(contender, async (pool) => {
        const samples: number[] = [];
        for (let n = 0; n < 4000; n += 1) samples.push((await millisecondsOf(() => pool.run('noop', n))) * 1000);
        samples.sort((a, b) => a - b);
        return { p50: quantile(samples, 0.5), p99: quantile(samples, 0.99) };
      }),
  },
  {
    name: 'bytes',
    title: '64 MiB there and back (ms)',
    columns: ['copied', 'transferred', 'shared'],
    lowerIsBetter: true,
    measure: (contender) =>
      withWarmPool(contender, async (pool) => {
        const figures: Record<string, number> = {};
        if (pool.isJson) return figures;
        const bytes = (): Uint8Array => new Uint8Array(MEBIBYTES << 20).fill(1);
        const original = bytes();
        await pool.run('echo', original.subarray(0, 1 << 20).slice());
        figures['copied'] = await millisecondsOf(() => pool.run('echo', original));
        if (pool.transfer) {
          const moved = bytes();
          figures['transferred'] = await millisecondsOf(() => pool.transfer!(moved));
        }
        if (pool.shares) {
          const shared = new Uint8Array(new SharedArrayBuffer(MEBIBYTES << 20));
          figures['shared'] = await millisecondsOf(() => pool.run('echo', shared));
        }
        return figures;
      }),
  },
  { name: '100us', title: '5,000 tasks of 100 µs', columns: ['% of 2 cores'], measure: coresBusy(100, 5000) },
  { name: '1ms', title: '600 tasks of 1 ms', columns: ['% of 2 cores'], measure: coresBusy(1000, 600) },
  {
    name: 'queue',
    title: 'A queue of 100,000 no-ops (ms)',
    columns: ['ms'],
    lowerIsBetter: true,
    measure: (contender) =>
      withWarmPool(contender, async (pool) => ({
        ms: await millisecondsOf(() => Promise.all(numbers(100_000).map((n) => pool.run('noop', n)))),
      })),
  },
];
