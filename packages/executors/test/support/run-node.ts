import { spawn } from 'node:child_process';
import { onTestFinished } from 'vitest';

const INDEX = new URL('../../src/index.ts', import.meta.url).href;
const TASKS = new URL('../fixtures/tasks.ts', import.meta.url).href;
const CRASHES = new URL('../fixtures/crashes.ts', import.meta.url).href;

export interface Outcome {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Host {
  readonly pid: number;
  readonly ended: Promise<Outcome>;
  kill(signal: NodeJS.Signals): void;
}

/** Starts a real Node process with these arguments; it does not outlive the test. */
export function startNode(args: readonly string[], env?: NodeJS.ProcessEnv): Host {
  return start(process.execPath, args, env);
}

function start(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Host {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  child.on('close', (code, signal) => resolve({ code, signal, stdout: stdout.trim(), stderr: stderr.trim() }));
  onTestFinished(() => void child.kill('SIGKILL'));
  return { pid: child.pid!, ended: promise, kill: (signal) => void child.kill(signal) };
}

/** Starts a program text as an ES module that has `x` (this package), `tasks` and `crashes` at hand. */
export function startProgram(program: string, flags: readonly string[] = []): Host {
  return startNode([...flags, ...inline(program)]);
}

function inline(program: string): string[] {
  const imports = `import * as x from '${INDEX}'; import * as tasks from '${TASKS}'; import * as crashes from '${CRASHES}';`;
  return ['--input-type=module', '-e', `${imports}\n${program}`];
}

/** Runs a program text that may have so many files open. */
export function runWithin(openFiles: number, program: string): Promise<Outcome> {
  return start('sh', ['-c', `ulimit -n ${openFiles} && exec "$0" "$@"`, process.execPath, ...inline(program)]).ended;
}

/** Runs a program text to its end. */
export function runProgram(program: string, flags?: readonly string[]): Promise<Outcome> {
  return startProgram(program, flags).ended;
}
