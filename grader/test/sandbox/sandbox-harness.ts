import { on } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { chooseIsolation } from '../../src/sandbox/choose-isolation.ts';
import type { Exit, Isolation, Launched, LaunchRequest, SandboxLimits } from '../../src/sandbox/isolation.ts';
import { findProgram } from '../../src/sandbox/node-runtime.ts';

const LIMITS: SandboxLimits = { memoryMb: 300, tasks: 48, diskMb: 8, outputKb: 64 };

export const hasBubblewrap = (await findProgram('bwrap')) !== undefined;
if (!hasBubblewrap)
  console.warn('Tests of level full are skipped: bubblewrap is not installed (apt-get install bubblewrap).');

/** The levels this machine can be tested at. A level `full` that exists but fails its canary is a failure, not a skip. */
export const levels: readonly Isolation[] = [
  ...(hasBubblewrap ? [await chooseIsolation({ wanted: 'full', require: true })] : []),
  await chooseIsolation({ wanted: 'process' }),
];
export const full = levels.find(({ level }) => level === 'full') as Isolation;

/** What every host script may use: `say` a JSON line, `attempt` something, wait for a `call`. */
const PRELUDE = `
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import { spawn, spawnSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
const [, , ...args] = process.argv;
const say = (value) => fs.writeSync(4, JSON.stringify(value) + '\\n');
const attempt = (action) => { try { action(); return 'done'; } catch (error) { return error.code ?? error.message; } };
const calls = () => new net.Socket({ fd: 3 });
const forever = () => setInterval(() => {}, 1 << 30);
`;

/** A fresh staged folder with one host script, gone at the end of the scope. */
function stage(script: string): { root: string; [Symbol.dispose](): void } {
  const parent = mkdtempSync(join(tmpdir(), 'staged-'));
  const root = join(parent, 'stage');
  mkdirSync(root);
  writeFileSync(join(root, 'host.mjs'), PRELUDE + script);
  return { root, [Symbol.dispose]: () => rmSync(parent, { recursive: true, force: true }) };
}

/** A launched subject with its words as parsed lines; killed at the end of the scope. */
export class Talk {
  readonly launched: Launched;
  readonly #lines: AsyncIterator<string>;
  readonly #stage: Disposable;

  constructor(launched: Launched, staged: Disposable) {
    this.launched = launched;
    this.#stage = staged;
    // Node drops what nobody listens to when a child exits: listen now, not at the first question.
    this.#lines = lines(on(launched.fromSubject, 'data', { close: ['close'] }));
  }

  /** The next thing it says; `undefined` once it has closed its channel. */
  async next(): Promise<unknown> {
    const { done, value } = await this.#lines.next();
    return done ? undefined : JSON.parse(value);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.launched.kill();
    this.#stage[Symbol.dispose]();
  }
}

async function* lines(chunks: AsyncIterable<unknown[]>): AsyncGenerator<string> {
  let rest = '';
  for await (const [chunk] of chunks) {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
}

export type Options = Partial<Pick<LaunchRequest, 'args' | 'network' | 'nodeArgs' | 'scratch'>> & {
  limits?: Partial<SandboxLimits>;
};

export async function talk(isolation: Isolation, script: string, options: Options = {}): Promise<Talk> {
  const staged = stage(script);
  const launched = await isolation.launch({
    root: staged.root,
    entry: 'host.mjs',
    nodeArgs: options.nodeArgs ?? [],
    args: options.args ?? [],
    limits: { ...LIMITS, ...options.limits },
    network: options.network ?? 'none',
    ...(options.scratch !== undefined && { scratch: options.scratch }),
  });
  return new Talk(launched, staged);
}

/** Runs a script to its end; the first thing it said, how it ended, what it printed. */
export async function run(
  isolation: Isolation,
  script: string,
  options: Options = {},
): Promise<{ said: unknown; exit: Exit; printed: string }> {
  await using subject = await talk(isolation, script, options);
  const said = await subject.next();
  const exit = await subject.launched.exited;
  return { said, exit, printed: subject.launched.printed() };
}

/** Live processes of this machine with the given text on their command line. */
export function processesWith(text: string): readonly number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      if (!pid || pid === process.pid) return false;
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text);
      } catch {
        return false;
      }
    });
}

/** Temporary folders that this process's sandboxes have made and not removed. */
export function leftovers(): readonly string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith(`paralelo-${process.pid}-`) && !holdsNode(name));
}

/** The one thing that stays as long as this process does: Node, where its checkout is closed to a subject's user. */
function holdsNode(name: string): boolean {
  return existsSync(join(tmpdir(), name, basename(process.execPath)));
}
