import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { scratchParent } from './scratch-parent.ts';

const SCRATCH = Symbol.for('paralelo.scratch');

/** Who knows the folder of the running test: a judge, while a spec is graded. */
type Provider = () => Promise<string>;

/** The folder of the running test, where nobody provides one. */
let own: Promise<string> | undefined;

/**
 * An empty folder that a spec and `#kata` share: the same absolute path for both, without a link in it, the same
 * one whenever a test asks, another one for every test, removed after it. Needs `"scratch": true` in kata.json.
 *
 * While a spec is graded, a function under `Symbol.for('paralelo.scratch')` of the global object gives the folder, and what a
 * submission leaves in it is hostile: read it with {@link readPlain}.
 *
 * @example
 * const folder = await scratch();
 * await writeFile(join(folder, 'in.txt'), 'text');
 * const { output } = await compress(join(folder, 'in.txt'), { outDir: join(folder, 'out') });
 */
export function scratch(): Promise<string> {
  const provider = (globalThis as { [SCRATCH]?: Provider })[SCRATCH];
  if (provider !== undefined) return provider();
  own ??= makeOwn();
  return own;
}

async function makeOwn(): Promise<string> {
  // Not at the top: workloads import this package in a process that has no tests.
  const { onTestFinished } = await import('vitest');
  const folder = await mkdtemp(join(scratchParent(), 'scratch-'));
  onTestFinished(async () => {
    own = undefined;
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  return folder;
}
