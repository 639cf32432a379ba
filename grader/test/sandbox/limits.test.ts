import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { full, hasBubblewrap, leftovers, levels, processesWith, run, talk } from './sandbox-harness.ts';

vi.setConfig({ testTimeout: 30_000 });

// Every bomb ends by itself, should the wall it runs against be missing.
describe.each(levels)('limits at level $level', (isolation) => {
  it('ends a subject whose buffers outgrow its memory', async () => {
    const { exit } = await run(
      isolation,
      `const hoard = []; for (let i = 0; i < 60; i += 1) hoard.push(Buffer.alloc(16 << 20, 1)); say(hoard.length); forever();`,
      { limits: { memoryMb: 200 } },
    );
    expect(exit).toEqual({ code: null, signal: 'SIGKILL', breach: 'memory' });
  });

  it('ends a subject whose heap outgrows its memory', async () => {
    const { exit } = await run(
      isolation,
      `const hoard = []; for (let i = 0; i < 4e7; i += 1) hoard.push({ i, text: 'n' + i });`,
      { limits: { memoryMb: 128 } },
    );
    expect(exit.breach).toBe('memory');
  });

  it('counts the memory of all processes together', async () => {
    const script = `
      const code = "const hoard = Buffer.alloc(60 << 20, 1); process.send(hoard.length); setInterval(() => hoard.at(0), 1e6)";
      const children = Array.from({ length: Number(args[0]) }, () => spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] }));
      await Promise.all(children.map((child) => once(child, 'message')));
      say('all there');
      if (children.length > 1) forever();
      else process.exit();
    `;
    const limits = { memoryMb: 250, tasks: 100 };
    expect(await run(isolation, script, { args: ['1'], limits })).toMatchObject({
      said: 'all there',
      exit: { code: 0 },
    });
    expect((await run(isolation, script, { args: ['4'], limits })).exit.breach).toBe('memory');
  });

  it('leaves a subject alone that stays within its memory', async () => {
    const { exit } = await run(isolation, `Buffer.alloc(64 << 20, 1); say(1);`, { limits: { memoryMb: 300 } });
    expect(exit).toEqual({ code: 0, signal: null });
  });

  it('ends a flood of output and keeps what came before it', async () => {
    const { exit, printed } = await run(
      isolation,
      `for (let i = 0; i < 1e5; i += 1) process.stdout.write('line ' + i + ' '.repeat(90) + '\\n');`,
      { limits: { outputKb: 16 } },
    );
    expect(exit.breach).toBe('output');
    expect(printed).toMatch(/^line 0 /);
    expect(printed.length).toBe(16 * 1024);
  });

  it('bounds the number of threads', async () => {
    const { exit, said } = await run(
      isolation,
      `
      const started = [];
      const code = "setInterval(() => {}, 1e6)";
      for (let i = 0; i < 60; i += 1) {
        const worker = new Worker(code, { eval: true, resourceLimits: { stackSizeMb: 1 } });
        worker.on('error', (error) => { say({ refused: error.code, started: started.length }); process.exit(); });
        worker.on('online', () => started.push(i));
        await once(worker, 'online');
      }
      say('unbounded');
      `,
      { limits: { tasks: 30, memoryMb: 2000 } },
    );
    expect(said).not.toBe('unbounded');
    expect([undefined, 'tasks']).toContain(exit.breach);
  });

  it('bounds the number of processes', async () => {
    const mark = randomUUID();
    const { exit, said } = await run(
      isolation,
      `
      const children = [];
      const code = "setInterval(() => {}, 1e6)";
      let refused;
      for (let i = 0; i < 40 && !refused; i += 1) {
        const child = spawn(process.execPath, ['-e', code, args[0]], { stdio: 'ignore' });
        child.on('error', () => {});
        await once(child, 'spawn').catch((error) => { refused = error.code; });
        child.on('exit', () => { refused ??= 'died'; });
      }
      say(refused ?? 'unbounded');
      process.exit();
      `,
      { args: [mark], limits: { tasks: 40, memoryMb: 4000 } },
    );
    expect(said).not.toBe('unbounded');
    expect(said === undefined ? exit.breach : said).toMatch(/tasks|EAGAIN|died/);
    expect(processesWith(mark)).toEqual([]);
  });

  it('lets as many workers run as its tasks allow', async () => {
    const { said } = await run(
      isolation,
      `
      const workers = Array.from({ length: 8 }, () => new Worker("require('node:worker_threads').parentPort.postMessage(1)", { eval: true }));
      await Promise.all(workers.map((worker) => once(worker, 'message')));
      say('all eight');
      `,
      { limits: { tasks: 48 } },
    );
    expect(said).toBe('all eight');
  });

  it('keeps the size of its temporary files, and lets smaller ones be', async () => {
    const script = (mb: number) => `
      const folder = os.tmpdir();
      const block = Buffer.alloc(1 << 20, 1);
      let result = 'done';
      for (let i = 0; i < ${mb} && result === 'done'; i += 1) result = attempt(() => fs.appendFileSync(folder + '/file', block));
      say(result);
      ${mb > 8 ? 'forever();' : ''}
    `;
    expect(await run(isolation, script(6))).toMatchObject({ said: 'done', exit: { code: 0 } });
    await using subject = await talk(isolation, script(24));
    const said = await subject.next();
    if (said === 'ENOSPC') return;
    expect((await subject.launched.exited).breach).toBe('disk');
  });

  it('ends a flood of tiny files', async () => {
    const { exit } = await run(
      isolation,
      `for (let i = 0; i < 12000; i += 1) fs.closeSync(fs.openSync(os.tmpdir() + '/' + i, 'w')); forever();`,
    );
    expect(exit.breach).toBe('disk');
    expect(leftovers()).toEqual([]);
  });
});

describe.skipIf(!hasBubblewrap)('limits at level full that only the kernel can hold', () => {
  it('are set where the subject cannot raise them', async () => {
    const { said } = await run(
      full,
      `
      const limits = fs.readFileSync('/proc/self/limits', 'utf8');
      const hard = (name) => new RegExp('^' + name + '\\\\s+\\\\S+\\\\s+(\\\\S+)', 'm').exec(limits)?.[1];
      const raised = spawnSync('prlimit', ['--nproc=4000', '--', process.execPath, '-e', '']).status;
      say({ core: hard('Max core file size'), tasks: hard('Max processes'), files: hard('Max open files'), raised });
      `,
      { limits: { tasks: 33 } },
    );
    expect(said).toEqual({ core: '0', tasks: '34', files: '1024', raised: 1 });
  });

  it('end the opening of descriptors before the machine runs out of them', async () => {
    const { said } = await run(
      full,
      `let opened = 0; while (attempt(() => fs.openSync('/dev/null')) === 'done' && opened < 5000) opened += 1; say(opened);`,
    );
    expect(said).toBeGreaterThan(900);
    expect(said).toBeLessThan(1024);
  });

  it('keep /dev/shm and the root small or closed', async () => {
    const { said } = await run(
      full,
      `say([attempt(() => fs.writeFileSync('/dev/shm/x', Buffer.alloc(4 << 20))), attempt(() => fs.writeFileSync('/dev/shm/y', ''))]);`,
    );
    expect(said).toEqual(['ENOSPC', 'done']);
  });
});
