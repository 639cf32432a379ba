import { type ChildProcess, spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const GRADER = fileURLToPath(new URL('../../bin/grader.mjs', import.meta.url));

/** What a run of the grader left behind for whoever started it. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Starts the real grader, as `pnpm grade` does. */
export function startGrader(...args: string[]): Started {
  return startGraderIn('C', ...args);
}

function startGraderIn(locale: string, ...args: string[]): Started {
  return startWith(locale, 'pipe', args);
}

function startWith(locale: string, stdout: 'pipe' | number, args: readonly string[]): Started {
  const child = spawn(process.execPath, ['--disable-sigusr1', GRADER, ...args], {
    stdio: ['ignore', stdout, 'pipe'],
    env: { ...process.env, NO_COLOR: '1', LANG: locale, LC_ALL: locale },
  });
  const code = new Promise<number | null>((resolve) => child.once('close', resolve));
  const printed = child.stdout ? text(child.stdout) : '';
  const ended = Promise.all([code, printed, text(child.stderr!)]).then(([exit, stdout, stderr]) => ({
    code: exit,
    stdout,
    stderr,
  }));
  return { child, ended };
}

export function runGrader(...args: string[]): Promise<Ended> {
  return startGrader(...args).ended;
}

/** Where what it prints goes to an open file. */
export function runGraderInto(file: number, ...args: string[]): Promise<Ended> {
  return startWith('C', file, args).ended;
}

/** Where the system speaks the language of `locale`. */
export function runGraderIn(locale: string, ...args: string[]): Promise<Ended> {
  return startGraderIn(locale, ...args).ended;
}
