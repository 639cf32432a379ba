import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { Accounting } from '../../src/sandbox/accounting.ts';
import { findProgram } from '../../src/sandbox/node-runtime.ts';
import { processFacts } from '../../src/sandbox/process-tree.ts';
import { psProcesses, psView } from '../../src/sandbox/ps-processes.ts';
import { levels, talk } from './sandbox-harness.ts';

vi.setConfig({ testTimeout: 30_000 });

const BURN = `const spent = () => process.cpuUsage().user + process.cpuUsage().system; const end = spent() + 3e5; while (spent() < end);`;

describe.each(levels)('accounting at level $level', (isolation) => {
  it('counts the CPU time of a child that was reaped before anybody looked', async () => {
    await using subject = await talk(
      isolation,
      `say('before'); fs.readSync(5, Buffer.alloc(1)); spawnSync(process.execPath, ['-e', ${JSON.stringify(BURN)}]); say('after'); forever();`,
    );
    await subject.next();
    const before = subject.launched.usage().cpuMs;
    subject.launched.replies.write('x');
    await subject.next();
    // 300 ms were burnt; 20 ms is what two readings in 10 ms steps may be off.
    expect(subject.launched.usage().cpuMs - before).toBeGreaterThanOrEqual(280);
  });

  it('keeps the total when everything has ended', async () => {
    await using subject = await talk(isolation, `${BURN} say('burnt'); forever();`);
    await subject.next();
    const before = subject.launched.usage();
    await subject.launched.kill();
    const after = subject.launched.usage();
    expect(after.cpuMs).toBeGreaterThanOrEqual(before.cpuMs);
    expect(after).toMatchObject({ rssMb: 0, tasks: 0 });
    expect(after.peakRssMb).toBeGreaterThanOrEqual(before.rssMb);
    expect(subject.launched.threads()).toEqual([]);
  });

  it('counts every thread of every process once, and a new one as soon as it is there', async () => {
    await using subject = await talk(
      isolation,
      `
      const idle = "require('node:worker_threads').parentPort.postMessage(1); setInterval(() => {}, 1e6);";
      calls().on('data', async (data) => {
        if (String(data) === 'thread') await once(new Worker(idle, { eval: true }), 'message');
        else await once(spawn(process.execPath, ['-e', 'process.send(1); setInterval(() => {}, 1e6)'], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] }), 'message');
        say(fs.readdirSync('/proc/self/task').length);
      });
      say(process.permission?.has('fs.read', '/proc/self/task') ?? true);
      `,
      { nodeArgs: isolation.level === 'process' ? ['--allow-fs-read=/proc/self/'] : [] },
    );
    expect(await subject.next()).toBe(true);
    const processes = () => new Set(subject.launched.threads().map(({ id }) => id.split('/')[0])).size;
    const count = () => subject.launched.threads().length;
    const alone = count();
    expect(processes()).toBe(1);
    subject.launched.toSubject.write('thread');
    expect(count()).toBeLessThanOrEqual((await subject.next()) as number);
    expect(count()).toBeGreaterThan(alone);
    subject.launched.toSubject.write('process');
    await subject.next();
    expect(processes()).toBe(2);
    expect(subject.launched.usage().tasks).toBe(count());
  });

  it('sees the thread that works, and the memory that is held', async () => {
    await using subject = await talk(
      isolation,
      `const held = Buffer.alloc(80 << 20, 1); ${BURN} say(held.length); forever();`,
    );
    await subject.next();
    const busiest = Math.max(...subject.launched.threads().map(({ onCpuMs }) => onCpuMs));
    expect(busiest).toBeGreaterThanOrEqual(280);
    expect(busiest).toBeLessThanOrEqual(subject.launched.usage().cpuMs + 20);
    expect(subject.launched.usage().rssMb).toBeGreaterThan(80);
    expect(subject.launched.usage().rssMb).toBeLessThan(200);
  });
});

const ps = await findProgram('ps');

describe('accounting without /proc', () => {
  // On a system without ps there is nothing to compare.
  it.skipIf(ps === undefined)('reads the same facts from ps', () => {
    const here = psProcesses().get(process.pid);
    const there = processFacts(process.pid);
    expect(here).toMatchObject({ parent: there?.parent, group: there?.group });
    expect(here?.rssKb).toBeGreaterThan(10_000);
    // ps cuts to whole seconds.
    expect(Math.abs((here?.cpuMs ?? 0) - (there?.ownCpuMs ?? 0))).toBeLessThanOrEqual(1500);
  });

  it.skipIf(ps === undefined)('watches memory and tasks all the same', async () => {
    const child = spawn(
      process.execPath,
      ['-e', 'const held = Buffer.alloc(64 << 20, 1); process.send(held.length); setInterval(() => {}, 1e6);'],
      {
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      },
    );
    await once(child, 'message');
    const accounting = new Accounting({ find: () => new Set([child.pid!]) }, undefined, psView);
    expect(accounting.usage().rssMb).toBeGreaterThan(64);
    expect(accounting.usage().tasks).toBe(1);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(accounting.usage()).toMatchObject({ rssMb: 0, tasks: 0 });
  });
});
