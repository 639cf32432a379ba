import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { leftovers, levels, processesWith, talk } from './sandbox-harness.ts';

vi.setConfig({ testTimeout: 30_000 });

const IGNORE = `for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR2']) process.on(signal, () => {});`;
const LIVE = `${IGNORE} setInterval(() => {}, 1e6);`;

/** Starts a daemon that its parent has already left: a child that starts a detached grandchild and exits. */
const DOUBLE_FORK = `
  const daemon = ${JSON.stringify(LIVE)};
  const middle = "const { spawn } = require('node:child_process'); const { once } = require('node:events');" +
    "const child = spawn(process.execPath, ['-e', " + JSON.stringify(daemon) + ", process.argv[1]], { detached: true, stdio: 'ignore' });" +
    "once(child, 'spawn').then(() => process.exit());";
  await once(spawn(process.execPath, ['-e', middle, args[0]], { stdio: 'ignore', detached: true }), 'exit');
`;

describe.each(levels)('the end of a subject at level $level', (isolation) => {
  it('is the end of a daemon that left its parent, its group and its session', async () => {
    const mark = randomUUID();
    await using subject = await talk(isolation, `${DOUBLE_FORK} say('started'); forever();`, { args: [mark] });
    expect(await subject.next()).toBe('started');
    expect(processesWith(mark).length).toBeGreaterThanOrEqual(2);
    await subject.launched.kill();
    expect(processesWith(mark)).toEqual([]);
    expect(leftovers()).toEqual([]);
  });

  it('by itself takes what it left running along', async () => {
    const mark = randomUUID();
    await using subject = await talk(isolation, `${DOUBLE_FORK} say('started'); process.exit(0);`, { args: [mark] });
    expect(await subject.next()).toBe('started');
    expect(await subject.launched.exited).toEqual({ code: 0, signal: null });
    expect(processesWith(mark)).toEqual([]);
    expect(leftovers()).toEqual([]);
  });

  it('does not ask: ignored signals and stopped processes change nothing', async () => {
    const mark = randomUUID();
    await using subject = await talk(
      isolation,
      `${IGNORE}
      const child = spawn(process.execPath, ['-e', ${JSON.stringify(LIVE)}, args[0]], { stdio: 'ignore' });
      await once(child, 'spawn');
      child.kill('SIGSTOP');
      say('deaf');
      for (;;);`,
      { args: [mark] },
    );
    expect(await subject.next()).toBe('deaf');
    expect((await subject.launched.kill()).signal).toBe('SIGKILL');
    expect(processesWith(mark)).toEqual([]);
  });

  it('outruns a process that keeps forking', async () => {
    const mark = randomUUID();
    // Each generation starts the next and leaves; 400 generations are the most this may cost a machine.
    const code =
      "const n = Number(process.argv[2]); if (n > 0) require('node:child_process').spawn(process.execPath, ['-e', process.execArgv.at(-1), process.argv[1], n - 1], { detached: true, stdio: 'ignore' }).unref();";
    await using subject = await talk(
      isolation,
      `
      const code = ${JSON.stringify(code.replace('process.execArgv.at(-1)', 'process.env.CODE'))};
      const env = { ...process.env, CODE: code };
      await once(spawn(process.execPath, ['-e', code, args[0], '400'], { env, detached: true, stdio: 'ignore' }), 'exit');
      say('running away');
      forever();
      `,
      { args: [mark] },
    );
    expect(await subject.next()).toBe('running away');
    await subject.launched.kill();
    expect(processesWith(mark)).toEqual([]);
  });
});
