import { describe, expect, test } from 'vitest';
import { InvalidStateError } from '../src/index.ts';
import * as tasks from './fixtures/tasks.ts';
import { ALL, E } from './support/executors.ts';
import { makeGate } from './support/gate.ts';
import { runProgram, startProgram } from './support/run-node.ts';

const CLASSES: Record<string, string> = {
  'event loop': 'x.EventLoopExecutor',
  threads: 'x.ThreadPoolExecutor',
  processes: 'x.ProcessPoolExecutor',
};

test('shutdown of the event loop lets nothing start before its caller goes on', async () => {
  const pool = E.open();
  const seen: string[] = [];
  pool.submit(() => seen.push('call'));
  const ended = pool.shutdown();
  seen.push('caller');
  await ended;
  expect(seen).toEqual(['caller', 'call']);
});

describe.each(ALL)('shutdown of $name', ({ name, open }) => {
  const Pool = CLASSES[name]!;

  test('submit and map are refused afterwards', async () => {
    const pool = open();
    await pool.shutdown();
    expect(() => pool.submit(tasks.square, 1)).toThrow(InvalidStateError);
    expect(() => pool.map(tasks.square, [1])).toThrow(/was shut down/);
  });

  test('is the same however often it is called', async () => {
    const pool = open();
    const future = pool.submit(tasks.square, 2);
    await Promise.all([pool.shutdown(), pool.shutdown()]);
    await pool.shutdown();
    expect(await future).toBe(4);
  });

  test('lets 50 queued tasks finish', async () => {
    const pool = open({ maxWorkers: 2 });
    const futures = Array.from({ length: 50 }, (_, n) => pool.submit(tasks.echoLater, n));
    await pool.shutdown();
    expect(futures.every((future) => future.done())).toBe(true);
    expect(await Promise.all(futures)).toEqual(Array.from({ length: 50 }, (_, n) => n));
  });

  test('right after filling the queue does not block', async () => {
    const gate = makeGate();
    const pool = open({ maxWorkers: 1 });
    const futures = Array.from({ length: 10 }, (_, n) => pool.submit(tasks.passGate, gate.path, n));
    const ended = pool.shutdown();
    expect(futures.some((future) => future.done())).toBe(false);
    gate.open();
    await ended;
    expect(futures.every((future) => future.done())).toBe(true);
  });

  test('cancelFutures cancels what is queued; what runs is finished', async () => {
    const gate = makeGate();
    const pool = open({ maxWorkers: 1 });
    const futures = ['running', 'queued', 'queued too'].map((label) => pool.submit(tasks.passGate, gate.path, label));
    await gate.reached(1);
    const ended = pool.shutdown({ cancelFutures: true });
    expect(futures.map((future) => future.cancelled())).toEqual([false, true, true]);
    gate.open();
    await ended;
    expect(await futures[0]).toBe('running');
    expect(gate.arrived()).toEqual(['running']);
  });

  test('cancelFutures cancels a map as any other call', async () => {
    const gate = makeGate();
    const pool = open({ maxWorkers: 1 });
    const running = pool.submit(tasks.passGate, gate.path, 'running');
    const results = pool.map(tasks.square, [1]);
    await gate.reached(1);
    const ended = pool.shutdown({ cancelFutures: true });
    const error = await results.next().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'CancelledError', message: 'the call was cancelled before it finished' });
    gate.open();
    await Promise.all([ended, running]);
  });

  test('without wait resolves at once, and the work goes on', async () => {
    const gate = makeGate();
    const pool = open({ maxWorkers: 1 });
    const future = pool.submit(tasks.passGate, gate.path, 'on');
    await pool.shutdown({ wait: false });
    expect(future.done()).toBe(false);
    await gate.reached(1);
    gate.open();
    expect(await future).toBe('on');
  });

  test('after submit and cancel does not hang', async () => {
    const pool = open({ maxWorkers: 1 });
    const future = pool.submit(tasks.square, 2);
    expect(future.cancel()).toBe(true);
    await pool.shutdown();
    expect(future.cancelled()).toBe(true);
  });

  test('disposing waits for the work', async () => {
    const pool = open({ maxWorkers: 1 });
    const future = pool.submit(tasks.echoLater, 1);
    await pool[Symbol.asyncDispose]();
    expect(future.done()).toBe(true);
  });

  test('leaving the scope waits for the work', async () => {
    const { stdout, code } = await runProgram(`
      let future;
      { await using pool = new ${Pool}({ maxWorkers: 1 }); future = pool.submit(tasks.echoLater, 'in time'); }
      console.log(String(future), await future);
    `);
    expect({ stdout, code }).toEqual({ stdout: 'Future { finished, returned string } in time', code: 0 });
  });

  test('a normal exit waits for submitted work', async () => {
    const { stdout, stderr, code } = await runProgram(`
      const pool = new ${Pool}({ maxWorkers: 1 });
      for (const n of [1, 2, 3]) pool.submit(tasks.echoLater, n).addDoneCallback((f) => f.then(console.log));
    `);
    expect({ stdout, stderr, code }).toEqual({ stdout: '1\n2\n3', stderr: '', code: 0 });
  });

  test('an idle pool that nobody shut down does not hold the exit', async () => {
    const { stdout, code } = await runProgram(`
      const pool = new ${Pool}({ maxWorkers: 2 });
      console.log(await pool.submit(tasks.square, 3));
    `);
    expect({ stdout, code }).toEqual({ stdout: '9', code: 0 });
  });

  test.each(['{ wait: false }', '{ wait: false, cancelFutures: true }'])(
    'with %s and a running task does not hang the exit',
    async (flags) => {
      const gate = makeGate();
      const host = startProgram(`
        const pool = new ${Pool}({ maxWorkers: 1 });
        const futures = ['first', 'second', 'third'].map((n) => pool.submit(tasks.passGate, ${JSON.stringify(gate.path)}, n));
        while (!futures[0].running()) await new Promise((resolve) => setImmediate(resolve));
        await pool.shutdown(${flags});
        process.on('exit', () => console.log(futures.map(String).join()));
        tasks.passGate(${JSON.stringify(gate.path)}, 'shut down');
      `);
      await gate.reached(2);
      gate.open();
      const { stdout, code } = await host.ended;
      const rest = flags.includes('cancel') ? 'Future { cancelled }' : 'Future { finished, returned string }';
      expect({ stdout, code }).toEqual({ stdout: `Future { finished, returned string },${rest},${rest}`, code: 0 });
    },
  );

  test("submit inside an 'exit' handler is refused", async () => {
    const { stdout, code } = await runProgram(`
      const pool = new ${Pool}();
      process.on('exit', () => {
        try { pool.submit(tasks.square, 1); } catch (error) { console.log(error.name + ': ' + error.message); }
      });
    `);
    expect({ stdout, code }).toEqual({
      stdout: 'InvalidStateError: the process is exiting: submit before its "exit" event',
      code: 0,
    });
  });

  test('ends workers whose tasks left something running', async () => {
    if (name === 'event loop') return;
    const { stdout, code } = await runProgram(`
      await using pool = new ${Pool}({ maxWorkers: 1 });
      console.log(await pool.submit(crashes.leaveTimer));
    `);
    expect({ stdout, code }).toEqual({ stdout: 'left', code: 0 });
  });
});
