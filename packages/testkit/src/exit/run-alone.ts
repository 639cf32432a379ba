import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const HOST = fileURLToPath(new URL('./program-host.ts', import.meta.url));

/** What the host says: how the program ended, and after a while, if it is still there, what keeps it. */
export type HostMessage =
  | { readonly said: 'settled'; readonly result: unknown }
  | { readonly said: 'failed'; readonly error: unknown }
  | { readonly said: 'kept'; readonly by: readonly string[] };

/** How it went: `keptBy` has Node's names of what kept the process alive, and is `undefined` where it ended by itself. */
export interface Went {
  readonly result: unknown;
  readonly keptBy: readonly string[] | undefined;
}

/** Runs a program, as text, in a process that has the kata of this test run and nothing else to do. */
export async function runAlone(program: string, args: readonly unknown[]): Promise<Went> {
  // Not at the top: workloads import this package in a process that has no tests.
  const { inject, onTestFinished } = await import('vitest');
  // As vitest loads it: with enums, and with imports that leave the extension out.
  const loader = ['--import', import.meta.resolve('tsx')];
  const child = spawn(process.execPath, [...loader, HOST, inject('kataEntry'), program, JSON.stringify(args)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  try {
    return await listenTo(child);
  } finally {
    child.kill('SIGKILL');
  }
}

function listenTo(child: ChildProcess): Promise<Went> {
  const { promise, resolve, reject } = Promise.withResolvers<Went>();
  let settled: { readonly result: unknown } | undefined;
  let printed = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  child.on('message', (message: HostMessage) => {
    if (message.said === 'settled') settled = message;
    else if (message.said === 'failed') reject(withoutProgram(message.error));
    else resolve({ result: settled!.result, keptBy: message.by });
  });
  // Both: what it said last may be read only after it has ended. Not `close`: a child that it leaves may hold its stderr.
  Promise.all([once(child, 'exit'), once(child, 'disconnect')]).then(([[code, signal]]) => {
    if (settled !== undefined && code === 0) return resolve({ result: settled.result, keptBy: undefined });
    const when = settled === undefined ? 'before its calls had settled' : 'after its calls had settled';
    const why = code === 1 && printed !== '' ? ' An error that is thrown outside of a promise ends a process so.' : '';
    const text = `The process ended with ${signal ?? `exit code ${code}`} ${when}.${why}\n${linesWithoutProgram(printed)}`;
    reject(new Error(text.trimEnd()));
  }, reject);
  return promise;
}

/** A program is sent as an address of a thousand characters, which says nothing in a stack. */
function linesWithoutProgram(text: string): string {
  const lines = text.split('\n').filter((line) => !line.includes('data:text/javascript,'));
  return lines.join('\n').trim();
}

function withoutProgram(error: unknown): unknown {
  if (error instanceof Error && error.stack !== undefined) error.stack = linesWithoutProgram(error.stack);
  return error;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Absolute path of the module that `#kata` is. */
    kataEntry: string;
  }
}
