import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, styleText } from 'node:util';
import { demoKata } from './demo-kata.ts';

/** What a demo works with. */
export interface Demo<Kata, Flag extends string = never> {
  /** The student's `src`, or the reference with `--reference`. */
  readonly kata: Kata;
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
  /** An empty folder, removed afterwards. */
  readonly folder: string;
  readonly flags: Readonly<Record<Flag, string>>;
}

/**
 * Runs a demo until its end or Ctrl+C, and tidies up; a second Ctrl+C does not wait for what is going on. The exit code is 1 if the work failed, 130 if it gave up because of
 * Ctrl+C, 0 otherwise.
 *
 * @param demoUrl - `import.meta.url` of the demo
 * @param options - `stopped`: what is said after Ctrl+C; `flags`: further flags with their defaults
 * @example
 * await runDemo<typeof import('./src/index.ts')>(import.meta.url, { stopped: 'every worker has ended' }, async ({ kata }) => {
 *   console.log(await kata.sieve(100));
 * });
 */
export async function runDemo<Kata, Flag extends string = never>(
  demoUrl: string,
  options: { readonly stopped: string; readonly flags?: Readonly<Record<Flag, string>> },
  show: (demo: Demo<Kata, Flag>) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const folder = await mkdtemp(join(tmpdir(), 'demo-'));
  // Who asks twice does not want to wait for the work to give up.
  const onSignal = () => {
    if (stop.signal.aborted) {
      rmSync(folder, { recursive: true, force: true });
      process.exit(130);
    }
    stop.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);
  // Nobody reads on, as behind `| head`.
  process.stdout.on('error', () => stop.abort());
  try {
    const { reference, ...flags } = readFlags(options.flags ?? {});
    const kata = await demoKata<Kata>(demoUrl, reference === true);
    await show({ kata, signal: stop.signal, folder, flags: flags as Readonly<Record<Flag, string>> });
  } catch (error) {
    console.log(stop.signal.aborted ? `\nStopped: ${options.stopped}.` : styleText('red', `\n${messageOf(error)}`));
    process.exitCode = stop.signal.aborted ? 130 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function readFlags(defaults: Readonly<Record<string, string>>): Record<string, string | boolean | undefined> {
  const further = Object.entries(defaults).map(([name, value]) => [name, { type: 'string', default: value }] as const);
  const { values } = parseArgs({ options: { reference: { type: 'boolean' }, ...Object.fromEntries(further) } });
  return { ...values };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
