import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ProcessPoolExecutor } from '../src/index.ts';
import * as crashes from './fixtures/crashes.ts';
import { POOLS } from './support/executors.ts';
import { runProgram, startNode } from './support/run-node.ts';

const INDEX = new URL('../src/index.ts', import.meta.url).href;
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** A directory with these files, for a host of its own. */
function project(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'host-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const main = (pool: string, body: string): string => `
  import { ${pool} } from '${INDEX}';
  import { work } from './tasks.ts';
  await using pool = new ${pool}({ maxWorkers: 1 });
  ${body}
`;

describe.each([
  ['threads', 'ThreadPoolExecutor'],
  ['processes', 'ProcessPoolExecutor'],
])('tasks for %s', (_name, pool) => {
  const print = main(pool, 'console.log(await pool.submit(work, 20));');
  const tasks = `import { task } from '${INDEX}'; export const work = task(import.meta.url, function work(n: number) { return n + 1; });`;

  test('may be TypeScript, with erasable syntax', async () => {
    const root = project({ 'main.ts': print, 'tasks.ts': tasks, 'package.json': '{ "type": "module" }' });
    expect(await startNode([join(root, 'main.ts')]).ended).toMatchObject({ stdout: '21', stderr: '', code: 0 });
  });

  test('may use an enum when the host runs under tsx, and are refused clearly when it does not', async () => {
    const enumTasks = `import { taskRef } from '${INDEX}'; import type * as heavy from './heavy.ts';
      export const work = taskRef<typeof heavy>(new URL('./heavy.ts', import.meta.url))('grow');`;
    const heavy = 'enum Step { One = 1 } export function grow(n: number) { return n + Step.One; }';
    const files = {
      'main.ts': print,
      'tasks.ts': enumTasks,
      'heavy.ts': heavy,
      'package.json': '{ "type": "module" }',
    };
    const root = project(files);
    expect(await startNode(['--import', TSX, join(root, 'main.ts')]).ended).toMatchObject({ stdout: '21', code: 0 });
    const plain = await startNode([join(root, 'main.ts')]).ended;
    expect(plain.code).toBe(1);
    expect(plain.stderr).toMatch(/TaskNotFoundError: the worker cannot import .*heavy\.ts/);
    expect(plain.stderr).toMatch(/enum is not supported/);
  });

  test("are found with the host's --conditions", async () => {
    const root = project({
      'main.mjs': `import { ${pool} } from '${INDEX}'; import { work } from '#work';
        await using pool = new ${pool}({ maxWorkers: 1 }); console.log(await pool.submit(work));`,
      'tasks.mjs': `import { task } from '${INDEX}'; import { flavour } from '#flavour';
        export const work = task(import.meta.url, function work() { return flavour; });`,
      'sweet.mjs': "export const flavour = 'sweet';",
      'plain.mjs': "export const flavour = 'plain';",
      'package.json': JSON.stringify({
        imports: { '#work': './tasks.mjs', '#flavour': { sweet: './sweet.mjs', default: './plain.mjs' } },
      }),
    });
    const run = (...flags: string[]) => startNode([...flags, join(root, 'main.mjs')]).ended;
    expect((await run('--conditions=sweet')).stdout).toBe('sweet');
    expect((await run('-C', 'sweet')).stdout).toBe('sweet');
    expect((await run()).stdout).toBe('plain');
  });

  test('run from a program given by --input-type and -e, whatever V8 flags it has', async () => {
    const { stdout, stderr } = await runProgram(
      `await using pool = new x.${pool}({ maxWorkers: 1 }); console.log(await pool.submit(tasks.square, 9));`,
      ['--expose-gc', '--max-old-space-size=200', '--stack-trace-limit=20', '--no-warnings'],
    );
    expect({ stdout, stderr }).toEqual({ stdout: '81', stderr: '' });
  });

  test('that live in the main program, unguarded, are told so instead of starting workers without end', async () => {
    const root = project({
      'main.mjs': `import { ${pool}, task } from '${INDEX}';
        export const work = task(import.meta.url, function work(n) { return n + 1; });
        await using pool = new ${pool}({ maxWorkers: 1 });
        console.log(await pool.submit(work, 1).exception().then((error) => error.cause?.message));`,
    });
    const { stdout } = await startNode([join(root, 'main.mjs')]).ended;
    expect(stdout).toMatch(/submit was called while a worker imports .*main\.mjs.*import\.meta\.main/);
  });

  test('that live in the main program run when it is guarded', async () => {
    const root = project({
      'main.mjs': `import { ${pool}, task } from '${INDEX}';
        export const work = task(import.meta.url, function work(n) { return n + 1; });
        if (import.meta.main) {
          await using pool = new ${pool}({ maxWorkers: 1 });
          console.log(await pool.submit(work, 1));
        }`,
    });
    expect(await startNode([join(root, 'main.mjs')]).ended).toMatchObject({ stdout: '2', code: 0 });
  });

  test('may have a pool of their own', async () => {
    const root = project({
      'main.mjs': `import { ${pool} } from '${INDEX}'; import { outer } from './tasks.mjs';
        await using pool = new ${pool}({ maxWorkers: 1 }); console.log(await pool.submit(outer, 6));`,
      'tasks.mjs': `import { ${pool}, task } from '${INDEX}';
        export const inner = task(import.meta.url, function inner(n) { return n * 7; });
        export const outer = task(import.meta.url, async function outer(n) {
          await using pool = new ${pool}({ maxWorkers: 1 });
          return await pool.submit(inner, n);
        });`,
    });
    expect(await startNode([join(root, 'main.mjs')]).ended).toMatchObject({ stdout: '42', code: 0 });
  });

  test('may be the default export, under any name', async () => {
    const root = project({
      'main.mjs': `import { ${pool} } from '${INDEX}'; import work from './tasks.mjs';
        await using pool = new ${pool}({ maxWorkers: 1 }); console.log(await pool.submit(work, 6));`,
      'tasks.mjs': `import { task } from '${INDEX}'; export default task(import.meta.url, function six(n) { return n; });`,
    });
    expect(await startNode([join(root, 'main.mjs')]).ended).toMatchObject({ stdout: '6', code: 0 });
  });
});

describe.each(POOLS)('a host of $name', ({ open }) => {
  test("sees a worker's death as a rejection only, never as an uncaught error", async () => {
    const uncaught: unknown[] = [];
    const listener = (error: unknown): void => void uncaught.push(error);
    process.on('uncaughtExceptionMonitor', listener);
    const pool = open({ maxWorkers: 1 });
    await pool.submit(crashes.rejectLater);
    await pool.submit(crashes.exit, 1).exception();
    await pool.shutdown();
    process.off('uncaughtExceptionMonitor', listener);
    expect(uncaught).toEqual([]);
  });
});

test('a task reference is a plain asynchronous function where it is called directly', async () => {
  expect(await crashes.workerless(4)).toBe(16);
  await expect(crashes.missingExport()).rejects.toThrow(/has no exported function "hidden"/);
  const pool = new ProcessPoolExecutor({ maxWorkers: 1 });
  expect(await pool.submit(crashes.workerless, 5)).toBe(25);
  await pool.shutdown();
});
