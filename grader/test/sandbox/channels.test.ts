import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { chooseIsolation } from '../../src/sandbox/choose-isolation.ts';
import { type FullSetup, fullIsolation } from '../../src/sandbox/full-isolation.ts';
import { setUpFull } from '../../src/sandbox/full-setup.ts';
import type { LaunchRequest } from '../../src/sandbox/isolation.ts';
import { hasBubblewrap, leftovers, levels, run, talk } from './sandbox-harness.ts';

vi.setConfig({ testTimeout: 30_000 });

describe.each(levels)('channels at level $level', (isolation) => {
  it('carries calls in, words out and synchronous replies in', async () => {
    await using subject = await talk(
      isolation,
      `
      say('ready');
      const answer = Buffer.alloc(16);
      say('replied ' + answer.subarray(0, fs.readSync(5, answer)));
      calls().on('data', (data) => say('called ' + data));
      `,
    );
    expect(await subject.next()).toBe('ready');
    subject.launched.replies.write('yes');
    expect(await subject.next()).toBe('replied yes');
    subject.launched.toSubject.write('f(1)');
    expect(await subject.next()).toBe('called f(1)');
  });

  it('blocks a writer that is ahead of its reader instead of failing it', async () => {
    await using subject = await talk(isolation, `say('x'.repeat(4 << 20)); say('and on');`);
    expect(await subject.next()).toHaveLength(4 << 20);
    expect(await subject.next()).toBe('and on');
  });

  it('survives a subject that closes every channel, while it is still written to', async () => {
    await using subject = await talk(
      isolation,
      `say('closing'); for (const fd of [3, 4, 5]) fs.closeSync(fd); forever();`,
    );
    expect(await subject.next()).toBe('closing');
    expect(await subject.next()).toBeUndefined();
    const broken = new Promise((resolve) => {
      const write = () =>
        subject.launched.toSubject.write(Buffer.alloc(65536), (error) => (error ? resolve(error) : write()));
      write();
    });
    expect(await broken).toBeInstanceOf(Error);
    subject.launched.replies.write('into the void');
    expect((await subject.launched.kill()).signal).toBe('SIGKILL');
  });

  it('keeps the last words of a subject for a reader that is slower than its end', async () => {
    await using subject = await talk(isolation, `say('last words'); process.exit(3);`);
    await subject.launched.exited;
    expect(await subject.next()).toBe('last words');
  });

  it('reports exit codes and signals', async () => {
    expect((await run(isolation, 'process.exit(7)')).exit).toEqual({ code: 7, signal: null });
    expect((await run(isolation, `process.kill(process.pid, 'SIGSEGV'); forever();`)).exit.signal).toBe('SIGSEGV');
  });

  it('has an empty standard input and keeps what is printed', async () => {
    const { said, printed } = await run(
      isolation,
      `say(fs.readFileSync(0, 'utf8')); console.log('out'); console.error('err');`,
    );
    expect(said).toBe('');
    expect(printed).toContain('out\n');
    expect(printed).toContain('err\n');
  });

  it('resolves kill to the same exit however often it is called', async () => {
    await using subject = await talk(isolation, `say(1); forever();`);
    await subject.next();
    const [first, second] = await Promise.all([subject.launched.kill(), subject.launched.kill()]);
    expect(first).toEqual({ code: null, signal: 'SIGKILL' });
    expect(second).toEqual(first);
    expect(await subject.launched.exited).toEqual(first);
  });

  it('hands over the Node flags and arguments of the request', async () => {
    const { said } = await run(
      isolation,
      'say([process.execArgv.includes("--stack-size=500"), globalThis.loaded, args])',
      {
        nodeArgs: ['--stack-size=500', '--import', '%root%/host.mjs'],
        args: ['a', 'b c'],
      },
    );
    expect(said).toEqual([true, null, ['a', 'b c']]);
  });
});

describe('a launch that cannot succeed', () => {
  it.each(levels)('says so at level $level', async (isolation) => {
    const { exit, printed } = await run(isolation, '', { nodeArgs: ['--no-such-flag'] });
    expect(exit.code).toBe(9);
    expect(printed).toContain('--no-such-flag');
    await expect(
      isolation.launch({
        root: '/no/such/stage',
        entry: 'host.mjs',
        nodeArgs: [],
        args: [],
        limits: { memoryMb: 128, tasks: 24, diskMb: 1, outputKb: 1 },
        network: 'none',
      }),
    ).rejects.toThrow('/no/such/stage');
  });
});

describe.skipIf(!hasBubblewrap)('a machine that changes under a proven level full', () => {
  const request: LaunchRequest = {
    root: dirname(fileURLToPath(import.meta.url)),
    entry: 'no-host.mjs',
    nodeArgs: [],
    args: [],
    limits: { memoryMb: 128, tasks: 24, diskMb: 1, outputKb: 1 },
    network: 'none',
  };
  const launchWith = async (change: Partial<FullSetup>) =>
    fullIsolation({ ...(await setUpFull()), ...change }).launch(request);

  it.each([
    ['bubblewrap is gone', { bwrap: '/no/such/bwrap' }, '/no/such/bwrap could not be started'],
    ['bubblewrap refuses', { bwrap: '/bin/false' }, 'bubblewrap did not start the subject: it said nothing'],
    [
      'cgroups are refused',
      { cgroups: { version: 1, folders: new Map([['pids', '/no/such/place']]) } },
      '/no/such/place',
    ],
  ] satisfies [string, Partial<FullSetup>, string][])('fails the launch when %s', async (_, change, message) => {
    const before = leftovers();
    await expect(launchWith(change)).rejects.toThrow(message);
    expect(leftovers()).toEqual(before);
  });
});

describe('a staged folder that is a file', () => {
  it('cannot be launched at level process', async () => {
    const isolation = await chooseIsolation({ wanted: 'process' });
    const root = fileURLToPath(import.meta.url);
    const limits = { memoryMb: 128, tasks: 24, diskMb: 1, outputKb: 1 };
    const request: LaunchRequest = { root, entry: 'x', nodeArgs: [], args: [], limits, network: 'none' };
    await expect(isolation.launch(request)).rejects.toThrow(`could not be started in ${root}`);
    expect(leftovers().filter((name) => name.includes('subject'))).toEqual([]);
  });
});
