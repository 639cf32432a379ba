import { EventLoopExecutor, ThreadPoolExecutor } from '@paralelo/executors';
import { Connections } from './connections.ts';
import { download, type Job, type Outcome, type Run } from './download.ts';
import { type DownloadOptions, type Plan, type Priority, planOf, rankOf, requireUrl } from './options.ts';
import { Saver } from './saver.ts';

export type { Outcome } from './download.ts';
export type { DownloadOptions, LogEntry, LogEvent, Priority } from './options.ts';

/**
 * Downloads many URLs, the important ones first, a bounded number at once, and tries again where that may help.
 *
 * @example
 * const queue = new DownloadQueue({ outDir: 'out', workers: 5 });
 * queue.add('https://example.org/a.txt', 'high');
 * const [outcome] = await queue.process(); // { ok: true, path: 'out/a-<md5>.txt', … }
 */
export class DownloadQueue {
  readonly #plan: Plan;
  #jobs: Job[] = [];
  #isRunning = false;

  /** @throws TypeError or RangeError for an option that cannot be meant. */
  constructor(options: DownloadOptions) {
    this.#plan = planOf(options);
  }

  /** @throws TypeError when `url` is no address for HTTP, or `priority` none of the three; what `log` throws. */
  add(url: string, priority: Priority = 'medium'): void {
    requireUrl(url);
    rankOf(priority);
    const job = { url, priority };
    this.#plan.log({ time: new Date().toISOString(), event: 'queued', ...job, attempt: 0 });
    this.#jobs.push(job);
  }

  /**
   * Downloads what was added since the last time.
   *
   * @returns what became of each, in the order added, also where all of them failed.
   * @throws the signal's reason; what `log` throws; an Error while another call runs.
   */
  async process(): Promise<Outcome[]> {
    if (this.#isRunning) throw new Error('process() is running: wait until it has settled before you call it again');
    this.#isRunning = true;
    try {
      const jobs = this.#jobs;
      this.#jobs = [];
      return await downloadAll(jobs, this.#plan);
    } finally {
      this.#isRunning = false;
    }
  }
}

async function downloadAll(jobs: readonly Job[], plan: Plan): Promise<Outcome[]> {
  const ownStop = new AbortController();
  const signal = AbortSignal.any([ownStop.signal, plan.signal]);
  const tell: Run['tell'] = (event, job, attempt, more) => {
    try {
      plan.log({ time: new Date().toISOString(), event, ...job, attempt, ...more });
    } catch (error) {
      // At once: other downloads may have something to tell already, and must not be heard any more.
      ownStop.abort(error);
    }
  };

  const outcomes: Outcome[] = [];
  const urgentFirst = [...jobs.entries()].sort(([, a], [, b]) => rankOf(a.priority) - rankOf(b.priority));
  using connections = new Connections();
  // It starts with the first large file, and is one, because one must read a whole file.
  await using thread = new ThreadPoolExecutor({ maxWorkers: 1 });
  const saver = new Saver(plan.outDir, connections, thread);
  {
    // It starts calls in the order in which they were submitted, and waits here until all of them have ended.
    await using pool = new EventLoopExecutor({ maxWorkers: plan.workers });
    for (const [i, job] of urgentFirst) {
      pool.submit(async () => {
        outcomes[i] = await download(job, { ...plan, saver, signal, tell });
      });
    }
  }
  signal.throwIfAborted();
  return outcomes;
}
