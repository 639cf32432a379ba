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

/** Starts the real grader, as `pnpm grade` does. */
export function startGrader(...args: string[]): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const child = spawn(process.execPath, ['--disable-sigusr1', GRADER, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', LANG: 'C', LC_ALL: 'C' },
  });
  const code = new Promise<number | null>((resolve) => child.once('close', resolve));
  const ended = Promise.all([code, text(child.stdout!), text(child.stderr!)]).then(([exit, stdout, stderr]) => ({
    code: exit,
    stdout,
    stderr,
  }));
  return { child, ended };
}

export function runGrader(...args: string[]): Promise<Ended> {
  return startGrader(...args).ended;
}
