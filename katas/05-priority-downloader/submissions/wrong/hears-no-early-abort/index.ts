// wrong | abort | takes a moment before it listens to its signal: who aborts meanwhile is not heard
import { setTimeout as sleep } from 'node:timers/promises';
import { download, type Job, type Outcome, type Say } from './retry.ts';
import { checkJob, type DownloadOptions, LEVELS, type LogEntry, type Priority, settings } from './settings.ts';

export type { DownloadOptions, LogEntry, Outcome, Priority };

export class DownloadQueue {
  readonly #settings: ReturnType<typeof settings>;
  readonly #jobs: Job[] = [];
  #isRunning = false;

  constructor(options: DownloadOptions) {
    this.#settings = settings(options);
  }

  add(url: string, priority: Priority = 'medium'): void {
    checkJob(url, priority);
    const job = { url, priority };
    this.#settings.log?.({ time: new Date().toISOString(), event: 'queued', ...job, attempt: 0 });
    this.#jobs.push(job);
  }

  async process(): Promise<Outcome[]> {
    if (this.#isRunning) throw new Error('process() is running already');
    this.#isRunning = true;
    try {
      return await this.#downloadAll(this.#jobs.splice(0));
    } finally {
      this.#isRunning = false;
    }
  }

  async #downloadAll(jobs: readonly Job[]): Promise<Outcome[]> {
    const { workers, log, signal } = this.#settings;
    const failed = new AbortController();
    const stop = failed.signal;
    signal?.throwIfAborted();
    await sleep(100);
    signal?.addEventListener('abort', () => failed.abort(signal.reason), { once: true });
    const say: Say = (event, job, attempt, error) => {
      stop.throwIfAborted();
      try {
        log?.({ time: new Date().toISOString(), event, ...job, attempt, ...(error !== undefined && { error }) });
      } catch (thrown) {
        failed.abort(thrown);
        throw thrown;
      }
    };

    const outcomes: Outcome[] = [];
    const waiting = LEVELS.flatMap((level) => jobs.filter(({ priority }) => priority === level));
    const runLane = async (): Promise<void> => {
      for (let job = waiting.shift(); job !== undefined && !stop.aborted; job = waiting.shift()) {
        outcomes[jobs.indexOf(job)] = await download(job, this.#settings, stop, say);
      }
    };
    await Promise.allSettled(Array.from({ length: Math.min(workers, jobs.length) }, runLane));
    stop.throwIfAborted();
    return outcomes;
  }
}
