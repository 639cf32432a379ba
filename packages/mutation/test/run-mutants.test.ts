import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mutate } from '../src/run-mutants.ts';

let dir: string;
beforeEach(async () => {
  dir = await realpath(await mkdtemp(join(tmpdir(), 'mutation-')));
  await mkdir(join(dir, 'solution'));
  await writeFile(
    join(dir, 'solution/clamp.ts'),
    `export class Limit extends Error {
  constructor() {
    super('the limit is broken');
  }
}
export function clamp(value: number, most: number): number {
  if (most < 0) throw new RangeError('most is below 0', { cause: most });
  return value > most ? most : value;
}
`,
  );
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** Writes the tests of the program: each of the claims must hold. */
const claim = (...claims: string[]) =>
  writeFile(
    join(dir, 'check.ts'),
    `import { clamp, Limit } from './solution/clamp.ts';
const refuses = () => { try { clamp(1, -1); } catch { return true; } return false; };
if (![${claims.join(', ')}].every(Boolean)) process.exit(1);
`,
  );
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
const run = () => mutate(dir, { command: 'node check.ts', concurrency: 2 });

describe('changes to a program', () => {
  it('that its tests notice are killed, also the border; the text and the cause of an error are left alone', async () => {
    await claim('clamp(3, 2) === 2', 'clamp(1, 2) === 1', 'clamp(0, 0) === 0', 'refuses()', 'new Limit()');
    const mutants = await run();
    expect(mutants.length).toBeGreaterThan(5);
    expect(mutants.find(({ original }) => original.includes('most is below 0'))?.fate).not.toBe('survived');
    expect(mutants.find(({ original }) => original === "'the limit is broken'")?.fate).not.toBe('survived');
    expect(mutants.find(({ original }) => original.startsWith('{ cause'))?.fate).not.toBe('survived');
    // Equal either way: the greater and the limit are the same number there.
    const alive = mutants.filter(({ fate }) => fate === 'survived');
    expect(alive.map(({ original, replacement }) => `${original} → ${replacement}`)).toEqual([
      'value > most → value >= most',
    ]);
  });

  it('that they miss survive, each with its place and what it became', async () => {
    await claim('clamp(3, 2) === 2', 'clamp(1, 2) === 1');
    const alive = (await run()).filter(({ fate }) => fate === 'survived');
    expect(alive).toContainEqual({
      file: 'clamp.ts',
      line: 7,
      original: 'most < 0',
      replacement: 'false',
      fate: 'survived',
    });
  });

  it('that never end are killed', async () => {
    await writeFile(
      join(dir, 'solution/clamp.ts'),
      'export function count(to: number): number { let i = 0; while (i < to) i++; return i; }',
    );
    await writeFile(
      join(dir, 'check.ts'),
      "import { count } from './solution/clamp.ts';\nif (count(3) !== 3) process.exit(1);",
    );
    const mutants = await mutate(dir, { command: 'node check.ts', concurrency: 2, patienceMs: 100 });
    expect(mutants).toContainEqual({ file: 'clamp.ts', line: 1, original: 'i++', replacement: 'i--', fate: 'killed' });
  });

  it('leave nothing in the temporary folder, also where they are killed', async () => {
    const list = join(dir, 'folders');
    await claim('clamp(3, 2) === 2');
    const leave = `node -e "const folder = require('node:os').tmpdir(); const { writeFileSync } = require('node:fs');
writeFileSync(folder + '/left', ''); writeFileSync('${list}', folder + String.fromCharCode(10), { flag: 'a' })"`;
    await mutate(dir, { command: `${leave} && node check.ts`, concurrency: 2 });
    const folders = (await readFile(list, 'utf8')).trim().split('\n');
    expect(new Set(folders).size).toBe(folders.length);
    expect(folders.filter((folder) => folder === tmpdir() || existsSync(folder))).toEqual([]);
  });

  it('leave no process and no copy when the run is ended', async () => {
    const script = join(dir, 'run.ts');
    const module = pathToFileURL(join(import.meta.dirname, '../src/run-mutants.ts')).href;
    await writeFile(
      script,
      `import { mutate } from '${module}';
process.once('SIGTERM', () => process.exit(0));
await mutate('${dir}', { command: 'echo $$ > ${join(dir, 'pid')} && sleep 1000', concurrency: 1 });
`,
    );
    const child = spawn(process.execPath, [script], { stdio: 'inherit' });
    const ended = once(child, 'exit');
    const pid = await vi.waitUntil(
      async () => Number(await readFile(join(dir, 'pid'), 'utf8').catch(() => '')),
      20_000,
    );
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    await vi.waitUntil(() => !isAlive(pid), 20_000);
    expect(existsSync(join(dir, '.mutants'))).toBe(false);
  });

  it('are not made where the tests fail without any', async () => {
    await claim('clamp(3, 2) === 3');
    await expect(run()).rejects.toThrow(/fail without any change/);
  });
});
