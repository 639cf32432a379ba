import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { Kata } from '../kata/kata-schema.ts';
import { type Outcome, quoted } from './expectation.ts';

/** Runs a tool of the kata as its author would; what it printed is the detail when it fails. */
function run(kata: Pick<Kata, 'dir'>, tool: string, args: readonly string[], signal: AbortSignal): Promise<Outcome> {
  const bin = join(kata.dir, 'node_modules', '.bin');
  const PATH = `${bin}:${process.env['PATH'] ?? ''}`;
  return new Promise((resolve) => {
    const options = { cwd: kata.dir, env: { ...process.env, PATH, NO_COLOR: '1', CI: 'true' }, signal };
    execFile(tool, args, { ...options, maxBuffer: 16 * 1024 * 1024 }, (error, stdout, stderr) => {
      const said = `${stdout}${stderr}`.trim().split('\n');
      resolve(error ? { is: 'refuted', detail: [quoted(said.slice(-12).join('\n'))] } : { is: 'proven', detail: [] });
    });
  });
}

/** Stub, reference, spec and submissions compile under the strict settings. */
export function typeChecks(kata: Pick<Kata, 'dir'>, signal: AbortSignal): Promise<Outcome> {
  return run(kata, 'tsc', ['--project', 'tsconfig.json'], signal);
}

/** The reference passes its spec in plain vitest, as `pnpm test:solution` runs it. */
export function passesDirectly(kata: Pick<Kata, 'dir'>, signal: AbortSignal): Promise<Outcome> {
  return run(kata, 'vitest', ['run', '--mode', 'solution'], signal);
}
