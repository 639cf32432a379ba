// wrong | redirects | redirects are followed for as long as the time limit allows
import { type Outcome, Run } from './run.ts';
import { checkJob, type DownloadOptions, type LogEntry, type Priority, settings } from './settings.ts';

export type { DownloadOptions, LogEntry, Outcome, Priority };

export class DownloadQueue {
  readonly #settings: ReturnType<typeof settings>;
  readonly #jobs: { url: string; priority: Priority }[] = [];
  #isRunning = false;

  constructor(options: DownloadOptions) {
    this.#settings = settings(options);
  }

  add(url: string, priority: Priority = 'medium'): void {
    checkJob(url, priority);
    this.#settings.log?.({ time: new Date().toISOString(), event: 'queued', url, priority, attempt: 0 });
    this.#jobs.push({ url, priority });
  }

  async process(): Promise<Outcome[]> {
    if (this.#isRunning) throw new Error('process() is running already');
    this.#isRunning = true;
    try {
      return await new Run(this.#settings, this.#jobs.splice(0)).outcomes();
    } finally {
      this.#isRunning = false;
    }
  }
}
