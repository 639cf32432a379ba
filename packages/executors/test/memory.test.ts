import { expect, test } from 'vitest';
import { runProgram } from './support/run-node.ts';

const HEAP = `
  const heap = () => { gc(); gc(); return process.memoryUsage().heapUsed / 2 ** 20; };
  const handles = () => process.getActiveResourcesInfo().length;
  function* count(n) { for (let i = 0; i < n; i += 1) yield i; }
`;

test.each(['EventLoopExecutor', 'ThreadPoolExecutor', 'ProcessPoolExecutor'])(
  'memory and handles of %s stay flat over a million calls',
  async (pool) => {
    const { stdout, stderr } = await runProgram(
      `${HEAP}
      // Opened at first use, and a worker uses them: they are no handles of the pool.
      void process.stdout, process.stderr;
      const idle = handles();
      await using pool = new x.${pool}({ maxWorkers: 2 });
      const through = async (n) => { for await (const _ of pool.map(tasks.square, count(n), { bufferSize: 4096 })); };
      await through(100_000);
      const before = heap();
      await through(1_000_000);
      for (let n = 0; n < 20; n += 1) await Promise.all(Array.from(count(1000), (i) => pool.submit(tasks.square, i)));
      // At rest a pool holds nothing open; a last write or timer may still be on its way out. The test's limit names a leak.
      while (handles() > idle) await new Promise((resolve) => setTimeout(resolve));
      console.log(heap() - before < 4);`,
      ['--expose-gc'],
    );
    expect({ stdout, stderr }).toEqual({ stdout: 'true', stderr: '' });
  },
);

test.each(['EventLoopExecutor', 'ThreadPoolExecutor', 'ProcessPoolExecutor'])(
  '%s keeps no reference to a finished call: not to its arguments, nor to a result that was taken',
  async (pool) => {
    const { stdout, stderr } = await runProgram(
      `${HEAP}
      await using pool = new x.${pool}({ maxWorkers: 1 });
      const refs = [];
      const track = (kind, value) => { refs.push([kind, new WeakRef(value)]); return value; };
      const given = (n) => track('argument', { ballast: new Array(1000).fill(n) });
      const submits = async (n) => { track('result', await pool.submit(tasks.echo, given(n))); };
      const results = (() => pool.map(tasks.echo, [1, 2, 3].map(given)))();
      const take = async () => { track('item', (await results.next()).value); };
      const complete = async () => {
        for await (const future of x.asCompleted([1, 2].map((n) => pool.submit(tasks.square, n)))) track('future', future);
      };
      await submits(1); await submits(2); await take(); await take(); await complete();
      await pool.submit(tasks.square, 1);
      // Where nothing is copied, the one result that was not taken is its argument.
      const expected = pool instanceof x.EventLoopExecutor ? 'argument' : '';
      let alive;
      // A reference that was just looked at lives until the next turn.
      for (let turn = 0; alive !== expected && turn < 100; turn += 1) {
        await new Promise((resolve) => setImmediate(resolve));
        gc();
        alive = refs.filter(([, ref]) => ref.deref()).map(([kind]) => kind).join();
      }
      console.log(refs.length, alive === expected ? 'released' : alive);
      await results.return();`,
      ['--expose-gc'],
    );
    expect({ stdout, stderr }).toEqual({ stdout: '11 released', stderr: '' });
  },
);

test('a call of an event loop keeps no nested call that is over', async () => {
  const { stdout, stderr } = await runProgram(
    `await using pool = new x.EventLoopExecutor({ maxWorkers: 2 });
    await pool.submit(async () => {
      const refs = [];
      // One of the two finds no place at first, and is waited for.
      const nest = async () => refs.push(new WeakRef(await pool.submit(() => ({}))));
      for (let n = 0; n < 10; n += 1) await Promise.all([nest(), nest()]);
      let alive = refs.length;
      for (let turn = 0; alive > 0 && turn < 100; turn += 1) {
        await new Promise((resolve) => setImmediate(resolve));
        gc();
        alive = refs.filter((ref) => ref.deref()).length;
      }
      console.log(alive);
    });`,
    ['--expose-gc'],
  );
  expect({ stdout, stderr }).toEqual({ stdout: '0', stderr: '' });
});
