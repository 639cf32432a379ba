import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BrokenExecutorError, type Future, type ProcessPoolExecutor } from '../src/index.ts';
import * as crashes from './fixtures/crashes.ts';
import * as tasks from './fixtures/tasks.ts';
import { P, POOLS, T } from './support/executors.ts';
import { makeGate, until } from './support/gate.ts';
import { runProgram, runWithin, startProgram } from './support/run-node.ts';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe.each(POOLS)('a worker of $name that ends by itself', ({ open }) => {
  test('breaks the pool: every pending call and every new one is told, each by an error of its own', async () => {
    const gate = makeGate();
    const pool = open({ maxWorkers: 2 });
    const bystander = pool.submit(tasks.blockAtGate, gate.path, 'bystander');
    await gate.reached(1);
    const culprit = pool.submit(crashes.exit, 9);
    const queued = [1, 2, 3].map((n) => pool.submit(tasks.square, n));
    const errors = (await Promise.all(
      [culprit, bystander, ...queued].map((future: Future<unknown>) => future.exception()),
    )) as BrokenExecutorError[];
    expect(new Set(errors).size).toBe(5);
    for (const error of errors) {
      expect(error).toBeInstanceOf(BrokenExecutorError);
      expect(error).toMatchObject({ workerId: 1, exitCode: 9, task: 'exit', cause: { message: 'exit code 9' } });
    }
    expect(() => pool.submit(tasks.square, 1)).toThrow(/worker 1.*exit code 9.*while it had exit.*make a new one/);
    expect(() => pool.map(tasks.square, [1])).toThrow(BrokenExecutorError);
    await pool.shutdown();
  });

  test.each([
    ['while it loads a task', (pool: ProcessPoolExecutor) => pool.submit(crashes.exitingModule), 5],
    ['while it serialises a result', (pool: ProcessPoolExecutor) => pool.submit(crashes.exitWhenRead), 7],
  ])('%s breaks the pool, without a hang', async (_when, submit, exitCode) => {
    const pool = open({ maxWorkers: 1 });
    await expect(submit(pool as ProcessPoolExecutor)).rejects.toMatchObject({ name: 'BrokenExecutorError', exitCode });
  });

  test('with a large message in the pipe leaves nothing hanging', async () => {
    const pool = open({ maxWorkers: 1 });
    const large = new Uint8Array(8 << 20);
    const futures = [pool.submit(crashes.exit, 1), pool.submit(tasks.echo, large), pool.submit(tasks.echo, large)];
    await Promise.all(futures.map((future: Future<unknown>) => expect(future).rejects.toThrow(BrokenExecutorError)));
  });

  test('by a rejection nobody handled breaks the pool, and does not end the host', async () => {
    const pool = open({ maxWorkers: 1 });
    expect(await pool.submit(crashes.rejectLater)).toBe('done');
    await until(() => {
      try {
        pool.submit(tasks.square, 1).cancel();
        return false;
      } catch (error) {
        expect(error).toBeInstanceOf(BrokenExecutorError);
        return true;
      }
    });
  });

  test('after shutdown ends the shutdown all the same', async () => {
    const pool = open({ maxWorkers: 1 });
    const futures = [pool.submit(crashes.exit, 4), pool.submit(tasks.square, 2)];
    await pool.shutdown();
    for (const future of futures as Future<unknown>[]) await expect(future).rejects.toThrow(BrokenExecutorError);
  });

  test('leaves another pool alone', async () => {
    const other = open({ maxWorkers: 1 });
    const pool = open({ maxWorkers: 1 });
    expect(await other.submit(tasks.square, 2)).toBe(4);
    await pool.submit(crashes.exit, 1).exception();
    expect(await other.submit(tasks.square, 3)).toBe(9);
  });
});

describe('a thread pool', () => {
  test('lets no task abort the process: Node refuses, and only that call fails', async () => {
    const pool = T.open({ maxWorkers: 1 });
    await expect(pool.submit(crashes.abortSelf)).rejects.toMatchObject({ code: 'ERR_WORKER_UNSUPPORTED_OPERATION' });
    expect(await pool.submit(tasks.square, 3)).toBe(9);
  });
});

describe('a process pool', () => {
  test.each(['SIGKILL', 'SIGTERM', 'SIGSEGV'] as const)('is broken by %s, and names it', async (signal) => {
    const pool = P.open({ maxWorkers: 1 });
    await expect(pool.submit(crashes.killSelf, signal)).rejects.toMatchObject({
      name: 'BrokenExecutorError',
      signal,
      task: 'killSelf',
      cause: { message: `killed by ${signal}` },
    });
  });

  test('is broken by abort', async () => {
    await expect(P.open().submit(crashes.abortSelf)).rejects.toMatchObject({ signal: 'SIGABRT' });
  });

  test('is broken when a process runs out of memory', async () => {
    const { stdout, code } = await runProgram(
      `await using pool = new x.ProcessPoolExecutor({ maxWorkers: 1 });
       const error = await pool.submit(crashes.exhaustMemory).exception();
       console.log(error.name, error.task);`,
      ['--max-old-space-size=48'],
    );
    expect({ stdout, code }).toEqual({ stdout: 'BrokenExecutorError exhaustMemory', code: 0 });
  });

  test('replaces a process after maxTasksPerChild calls; the backlog survives', async () => {
    const pool = P.open({ maxWorkers: 1, maxTasksPerChild: 3 });
    const pids = await Promise.all(Array.from({ length: 8 }, () => pool.submit(crashes.pid)));
    const runs = [...Map.groupBy(pids, (pid) => pid).values()].map((run) => run.length);
    expect(runs).toEqual([3, 3, 2]);
  });

  test('counts failing calls, and chunks do not exceed maxTasksPerChild', async () => {
    const pool = P.open({ maxWorkers: 1, maxTasksPerChild: 2 });
    const results = pool.map(crashes.pidOrFail, [0, 1, 0, 0], { chunkSize: 4 });
    const first = (await results.next()).value;
    await expect(results.next()).rejects.toThrow('on purpose');
    const second = (await results.next()).value;
    expect(second).not.toBe(first);
    expect((await results.next()).value).toBe(second);
  });

  test('with maxTasksPerChild and an early shutdown finishes the backlog', async () => {
    const pool = P.open({ maxWorkers: 1, maxTasksPerChild: 1 });
    const futures = [1, 2, 3].map(() => pool.submit(crashes.pid));
    await pool.shutdown();
    expect(new Set(await Promise.all(futures)).size).toBe(3);
  });

  test('is broken, not stranded, when a replacement cannot start', async () => {
    const pool = P.open({ maxWorkers: 1, maxTasksPerChild: 1 });
    const { execPath } = process;
    try {
      const first = pool.submit(crashes.pid);
      const second = pool.submit(crashes.pid);
      first.addDoneCallback(() => {
        process.execPath = join(execPath, 'no-such-node');
      });
      await first;
      await expect(second).rejects.toThrow(BrokenExecutorError);
    } finally {
      process.execPath = execPath;
    }
  });

  test('is broken, and its host lives on, when no file is left to be opened for a process', async () => {
    const { stdout, stderr, code } = await runWithin(
      100,
      `const { openSync, closeSync } = await import('node:fs');
      const held = [];
      try { for (;;) held.push(openSync('/dev/null')); } catch {}
      const error = await new x.ProcessPoolExecutor({ maxWorkers: 1 }).submit(tasks.square, 3).exception();
      held.forEach((file) => closeSync(file));
      console.log(error.name, error.cause.code, error.message);
      console.log(await new x.ProcessPoolExecutor({ maxWorkers: 1 }).submit(tasks.square, 3));`,
    );
    expect({ stdout, stderr, code }).toEqual({
      stdout: expect.stringMatching(/^BrokenExecutorError EMFILE worker 0 could not be started: spawn .* EMFILE.*\n9$/),
      stderr: '',
      code: 0,
    });
  });

  test('maxTasksPerChild must be a count', () => {
    expect(() => P.open({ maxTasksPerChild: 0 })).toThrow(RangeError);
  });

  test('killWorkers ends processes that ignore anything else', async () => {
    const gate = makeGate();
    const file = join(gate.path, 'pid');
    const pool = P.open({ maxWorkers: 1 });
    const future = pool.submit(crashes.loopForever, file);
    const pid = Number(await until(() => existsSync(file) && readFileSync(file, 'utf8')));
    await pool.killWorkers();
    await expect(future).rejects.toThrow(BrokenExecutorError);
    expect(isAlive(pid)).toBe(false);
  });

  test.each(['idle', 'busy'])('leaves no %s child behind when the host is killed', async (state) => {
    const gate = makeGate();
    const file = join(gate.path, 'pid');
    const busy = `pool.submit(crashes.loopForever, ${JSON.stringify(file)}); await new Promise(() => {});`;
    const idle = `import('node:fs').then(async (fs) => fs.writeFileSync(${JSON.stringify(file)}, String(await pool.submit(crashes.pid))));
      setInterval(() => {}, 1000);`;
    const host = startProgram(
      `const pool = new x.ProcessPoolExecutor({ maxWorkers: 1 }); ${state === 'busy' ? busy : idle}`,
    );
    const pid = Number(await until(() => existsSync(file) && readFileSync(file, 'utf8')));
    expect(isAlive(pid)).toBe(true);
    host.kill('SIGKILL');
    await host.ended;
    await until(() => !isAlive(pid));
  });

  test('leaves no child behind when the host calls process.exit', async () => {
    const { stdout } = await runProgram(`
      const pool = new x.ProcessPoolExecutor({ maxWorkers: 1 });
      console.log(await pool.submit(crashes.pid));
      pool.submit(tasks.echoLater, 1);
      process.exit(0);
    `);
    await until(() => !isAlive(Number(stdout)));
  });

  test('that loses a process while its result is in the pipe is broken, and its host lives on', async () => {
    const pool = P.open({ maxWorkers: 1 });
    // More than a pipe holds: the process ends before the host has read it all.
    const future = pool.submit(crashes.returnThenExit, 16 << 20);
    await expect(future).rejects.toMatchObject({ name: 'BrokenExecutorError', exitCode: 3 });
  });
});
