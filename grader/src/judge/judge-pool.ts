import { fileURLToPath } from 'node:url';
import { Tinypool } from 'tinypool';
import type { Limits } from '../kata/kata-schema.ts';
import { sentence } from '../report/sentence.ts';
import type { Evidence } from './evidence.ts';
import type { JudgeProgress, JudgeTask } from './judge-job.ts';
import { SubjectFailure } from './subject-failure.ts';

const WORKER = fileURLToPath(new URL('./judge-worker.ts', import.meta.url));

/** A judge gets what Node needs, and nothing that a terminal or a CI put into the environment; no home either. */
const KEPT = ['PATH', 'LANG', 'TZ', 'SystemRoot', 'NODE_V8_COVERAGE'];

function judgeEnvironment(tempDir: string): Record<string, string> {
  const kept = KEPT.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return {
    ...Object.fromEntries(kept),
    HOME: tempDir,
    TMPDIR: tempDir,
    TEMP: tempDir,
    NO_COLOR: '1',
    NODE_NO_WARNINGS: '1',
  };
}

/** Time for a judge to start and to compare one answer. */
const SLACK_MS = 20_000;

/**
 * How long a judge may be silent. Within it, every limit of a check has run out; what is left is a value that the judge
 * itself does not get done with, and no timer in a process that is busy would end that.
 */
function patienceFor({ loadTimeoutMs, callTimeoutMs }: Limits): number {
  return SLACK_MS + 2 * loadTimeoutMs + 6 * callTimeoutMs;
}

/**
 * Judges: processes of a fixed number, one fresh process per task.
 *
 * Debugging by signal is off in them: `process._debugProcess(ppid)` in a submission would be code execution in here.
 */
export class JudgePool implements AsyncDisposable {
  readonly #pool: Tinypool;

  /**
   * @param tempDir - temporary files of judges and their subjects go in there; whoever made it removes it
   * @param waiting - judges that start before there is a task for them; one more starts whenever one is used up
   */
  constructor(judges: number, tempDir: string, waiting = 0) {
    this.#pool = new Tinypool({
      filename: WORKER,
      runtime: 'child_process',
      isolateWorkers: true,
      // None by default: a judge that starts for nothing would disturb a measurement.
      minThreads: waiting,
      maxThreads: judges,
      concurrentTasksPerWorker: 1,
      execArgv: ['--disable-sigusr1'],
      env: judgeEnvironment(tempDir),
    });
    // Without a listener, a judge that cannot start would end this process; its task rejects anyway.
    this.#pool.on('error', () => {});
  }

  /** @throws {Error} when the judge itself failed; `signal` ends the judge and everything it started. */
  async run(task: JudgeTask, onProgress: (progress: JudgeProgress) => void, signal: AbortSignal): Promise<Evidence> {
    const silence = new AbortController();
    const patienceMs = patienceFor(task.job.kata.limits);
    const timer = setTimeout(() => silence.abort(), patienceMs);
    const postMessage = (progress: JudgeProgress) => {
      timer.refresh();
      onProgress(progress);
    };
    try {
      return await this.#pool.run(task, {
        channel: { postMessage },
        signal: AbortSignal.any([signal, silence.signal]),
      });
    } catch (error) {
      if (signal.aborted || !silence.signal.aborted) throw error;
      const silent = new SubjectFailure('timeout', sentence('late.silence', { seconds: patienceMs / 1000 }));
      return { phase: task.phase, failure: silent.problem };
    } finally {
      clearTimeout(timer);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Else the pool starts one more when an aborted judge has ended, which may be after `destroy`: nobody would end that one.
    this.#pool.options.minThreads = 0;
    await this.#pool.destroy();
  }
}
