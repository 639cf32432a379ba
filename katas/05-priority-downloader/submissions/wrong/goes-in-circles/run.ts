import { attempt, BadAnswer } from './attempt.ts';
import { Board, type Task } from './board.ts';
import type { LogEntry, Priority, Settings } from './settings.ts';

export interface Outcome {
  url: string;
  priority: Priority;
  ok: boolean;
  attempts: number;
  path: string | null;
  md5: string | null;
  bytes: number;
  error: string | null;
}

/** Everything that happens between the start and the end of one process(): a board, and a count of busy workers. */
export class Run {
  readonly #settings: Settings;
  readonly #outcomes: Outcome[] = [];
  readonly #board: Board;
  readonly #failed = new AbortController();
  readonly #stop: AbortSignal;
  readonly #ended = Promise.withResolvers<void>();
  #busy = 0;

  constructor(settings: Settings, jobs: readonly { url: string; priority: Priority }[]) {
    this.#settings = settings;
    const tasks = jobs.map((job, place) => ({ ...job, place, attempts: 0 }));
    this.#board = new Board(tasks, () => this.#fill());
    this.#stop = AbortSignal.any([this.#failed.signal, ...(settings.signal ? [settings.signal] : [])]);
  }

  async outcomes(): Promise<Outcome[]> {
    this.#stop.throwIfAborted();
    const onStop = () => this.#fill();
    this.#stop.addEventListener('abort', onStop, { once: true });
    this.#fill();
    await this.#ended.promise;
    this.#stop.removeEventListener('abort', onStop);
    this.#stop.throwIfAborted();
    return this.#outcomes;
  }

  #fill(): void {
    if (this.#stop.aborted) this.#board.clear();
    while (this.#busy < this.#settings.workers) {
      const task = this.#board.take();
      if (task === undefined) break;
      this.#busy += 1;
      void this.#work(task).finally(() => {
        this.#busy -= 1;
        this.#fill();
      });
    }
    if (this.#busy === 0 && this.#board.isEmpty) this.#ended.resolve();
  }

  async #work(task: Task): Promise<void> {
    const { outDir, timeoutMs } = this.#settings;
    task.attempts += 1;
    this.#say('started', task);
    if (this.#stop.aborted) return;
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), timeoutMs);
    try {
      const saved = await attempt(task.url, outDir, AbortSignal.any([this.#stop, late.signal]));
      this.#settle(task, { ok: true, ...saved, error: null });
    } catch (error) {
      if (!this.#stop.aborted) this.#retryOrFail(task, error as Error);
    } finally {
      clearTimeout(timer);
    }
  }

  #retryOrFail(task: Task, error: Error): void {
    const { retries, backoffMs } = this.#settings;
    if (task.attempts > retries || (error instanceof BadAnswer && error.isFinal)) {
      this.#settle(task, { ok: false, path: null, md5: null, bytes: 0, error: error.message });
      return;
    }
    this.#say('retrying', task);
    const waitMs = Math.random() * backoffMs * 2 ** (task.attempts - 1);
    this.#board.sleep(task, Math.max(waitMs, error instanceof BadAnswer ? error.leastWaitMs : 0));
  }

  #settle(task: Task, result: Pick<Outcome, 'ok' | 'path' | 'md5' | 'bytes' | 'error'>): void {
    const { url, priority, attempts, place } = task;
    this.#outcomes[place] = { url, priority, attempts, ...result };
    this.#say(result.ok ? 'saved' : 'failed', task);
  }

  #say(event: LogEntry['event'], { url, priority, attempts }: Task): void {
    if (this.#stop.aborted) return;
    try {
      this.#settings.log?.({ time: new Date().toISOString(), event, url, priority, attempt: attempts });
    } catch (thrown) {
      this.#failed.abort(thrown);
    }
  }
}
