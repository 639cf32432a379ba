import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { chooseIsolation } from '../../src/sandbox/choose-isolation.ts';
import { full, hasBubblewrap, levels, run, talk } from './sandbox-harness.ts';

vi.setConfig({ testTimeout: 30_000 });

/** libc's syscall(2) through node:ffi: the way a submission gets at the kernel itself. */
const SYSCALL = `
import ffi from 'node:ffi';
const libc = ffi.dlopen('libc.so.6', {
  syscall: { return: 'i64', arguments: ['i64', 'i64', 'i64', 'i64', 'i64', 'i64', 'i64'] },
  __errno_location: { return: 'pointer', arguments: [] },
}).functions;
const x64 = process.arch === 'x64';
const syscall = ([onX64, onArm64], ...given) => {
  const all = [x64 ? onX64 : onArm64, ...given, 0, 0, 0, 0, 0, 0].slice(0, 7).map(BigInt);
  // The engine may make calls of its own between ours and the look at errno: ask again when that has happened.
  for (let look = 0; look < 10; look += 1) {
    const result = libc.syscall(...all);
    if (result >= 0n) return Number(result);
    const number = ffi.getInt32(libc.__errno_location(), 0);
    const name = Object.entries(os.constants.errno).find(([, n]) => n === number)?.[0];
    if (name) return name;
  }
};
`;

describe.skipIf(!hasBubblewrap)('the walls of level full', () => {
  it('shows no file of the host: neither spec nor solution nor home nor the user list', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'secret-'));
    writeFileSync(join(folder, 'solution.ts'), 'secret');
    const paths = [
      join(folder, 'solution.ts'),
      fileURLToPath(import.meta.url),
      homedir(),
      '/etc/passwd',
      '/etc/shadow',
      '/sys',
      '/var',
    ];
    const { said } = await run(
      full,
      `
      const seen = args.map((path) => attempt(() => fs.statSync(path)));
      say({ seen, own: attempt(() => fs.readFileSync(process.argv[1])), top: fs.readdirSync('/').sort() });
      `,
      { args: paths },
    );
    rmSync(folder, { recursive: true });
    expect(said).toEqual({
      seen: paths.map(() => 'ENOENT'),
      own: 'done',
      top: expect.not.arrayContaining(['home', 'root', 'etc', 'sys', 'work', 'var']),
    });
  });

  it('shows no environment of the host, not even through process 1', async () => {
    vi.stubEnv('PARALELO_TEST_SECRET', 'a token');
    const { said } = await run(
      full,
      `
      const environs = fs.readdirSync('/proc').filter(Number).map((pid) => fs.readFileSync('/proc/' + pid + '/environ', 'utf8'));
      say({ names: Object.keys(process.env).sort(), secret: environs.some((text) => text.includes('SECRET')), read: environs.length });
      `,
    );
    vi.unstubAllEnvs();
    expect(said).toEqual({ names: ['HOME', 'LANG', 'PATH', 'PWD', 'TZ'], secret: false, read: 2 });
  });

  it('shows and signals no process but its own', async () => {
    const { said } = await run(
      full,
      `
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
      const ended = once(child, 'exit');
      say({
        visible: fs.readdirSync('/proc').filter(Number).map(Number).filter((pid) => ![1, process.pid, child.pid].includes(pid)),
        host: attempt(() => process.kill(Number(args[0]), 0)),
        own: attempt(() => process.kill(child.pid, 'SIGKILL')),
      });
      await ended;
      `,
      { args: [String(process.pid)] },
    );
    expect(said).toEqual({ visible: [], host: 'ESRCH', own: 'done' });
  });

  it('lets processes inside neither stop nor kill the process that holds their namespace', async () => {
    await using subject = await talk(
      full,
      `process.kill(1, 'SIGKILL'); process.kill(1, 'SIGSTOP'); say('alive'); forever();`,
    );
    expect(await subject.next()).toBe('alive');
    expect((await subject.launched.kill()).signal).toBe('SIGKILL');
  });

  it('gives it a loopback of its own at network none', async () => {
    const { said } = await run(
      full,
      `
      const server = net.createServer((socket) => socket.end('from inside')).listen(0, '127.0.0.1');
      await once(server, 'listening');
      net.connect(server.address().port, '127.0.0.1').once('data', (data) => { say(String(data)); process.exit(); });
      `,
    );
    expect(said).toBe('from inside');
  });

  it('takes writes in /tmp and nowhere else', async () => {
    const { said } = await run(
      full,
      `
      const write = (path) => attempt(() => fs.writeFileSync(path, 'x'));
      say({
        inside: write('/tmp/x'),
        home: write(os.homedir() + '/y'),
        outside: ['/x', '/subject/x', '/subject/host.mjs', '/usr/bin/x', '/usr/bin/node', '/dev/x', '/lib/x'].map(write),
        up: attempt(() => fs.chmodSync('/subject/host.mjs', 0o777)),
      });
      `,
    );
    expect(said).toEqual({
      inside: 'done',
      home: 'done',
      outside: Array(7).fill(expect.stringMatching(/EROFS|EACCES|EPERM|ETXTBSY/)),
      up: 'EROFS',
    });
  });

  it('holds no program but Node and the one that sets its limits', async () => {
    const { said } = await run(
      full,
      `
      const start = (...command) => spawnSync(...command).error?.code ?? 'started';
      say({
        shells: ['/bin/sh', 'sh', 'bash', 'python3', 'git', 'unshare'].map((name) => start(name)),
        node: start('node', ['--version']),
        programs: fs.readdirSync('/usr/bin').sort(),
      });
      `,
    );
    expect(said).toEqual({ shells: Array(6).fill('ENOENT'), node: 'started', programs: ['node', 'prlimit'] });
  });

  it('inherits no descriptor but its standard streams and its three channels', async () => {
    const { said } = await run(
      full,
      `
      // What Node opens for itself is anonymous: event queues and the like, and pipes to its own threads.
      const open = fs.readdirSync('/proc/self/fd').map(Number).filter((fd) => fd > 5);
      const link = (fd) => { try { return fs.readlinkSync('/proc/self/fd/' + fd); } catch { return 'closed'; } };
      const first = fs.readdirSync('/proc/1/fd').map(Number).filter((fd) => fd > 5);
      say({ own: open.map(link).filter((to) => !/^(anon_inode:|pipe:|closed|\\/proc\\/)|^\\/dev\\/null$/.test(to)), first: first.map((fd) => attempt(() => fs.openSync('/proc/1/fd/' + fd))) });
      `,
    );
    expect(said).toEqual({ own: [], first: expect.not.arrayContaining(['done']) });
  });

  it('refuses system calls that reach beyond the process', async () => {
    const { said } = await run(
      full,
      `${SYSCALL}
      const NEW_USER = 0x10000000;
      say({
        getpid: syscall([39, 172]) === process.pid,
        ptrace: syscall([101, 117], 16, 1),
        unshare: syscall([272, 97], NEW_USER),
        clone: syscall([56, 220], NEW_USER | 17),
        clone3: syscall([435, 435]),
        mount: syscall([165, 40]),
        bpf: syscall([321, 280]),
        perf: syscall([298, 241]),
        readMemory: syscall([310, 270], 1),
        keys: syscall([250, 219], 0),
        rings: syscall([425, 425], 1),
        memfd: syscall([319, 279]),
        vsock: syscall([41, 198], 40, 1),
        inet: syscall([41, 198], 2, 1) > 0,
      });
      `,
    );
    const denied = ['ptrace', 'unshare', 'clone', 'mount', 'bpf', 'perf', 'readMemory', 'keys', 'rings', 'memfd'];
    expect(said).toEqual({
      getpid: true,
      inet: true,
      clone3: 'ENOSYS',
      vsock: 'EAFNOSUPPORT',
      ...Object.fromEntries(denied.map((name) => [name, 'EPERM'])),
    });
  });

  it('kills whoever calls the kernel with numbers of another architecture', async () => {
    const { exit, said } = await run(
      full,
      `${SYSCALL}say('before'); syscall([0x40000000 + 39, 0x40000000 + 39]); say('after'); forever();`,
    );
    expect(said).toBe('before');
    if (process.arch === 'x64') expect(exit.signal).toBe('SIGSYS');
  });

  it('gives no capability and no way to one', async () => {
    const { said } = await run(
      full,
      `
      const status = fs.readFileSync('/proc/self/status', 'utf8');
      const field = (name) => new RegExp('^' + name + ':\\\\s+(\\\\S+)', 'm').exec(status)?.[1];
      say(['CapEff', 'CapPrm', 'CapBnd', 'NoNewPrivs', 'Seccomp', 'Uid'].map(field));
      `,
    );
    expect(said).toEqual(['0000000000000000', '0000000000000000', '0000000000000000', '1', '2', '1000']);
  });

  it('runs what honest programs use: workers, shared memory, WebAssembly, child processes', async () => {
    const mark = randomUUID();
    const { said, printed } = await run(
      full,
      `
      const shared = new SharedArrayBuffer(8);
      const worker = new Worker("const { workerData } = require('node:worker_threads'); Atomics.add(new Int32Array(workerData), 0, 41);", { eval: true, workerData: shared });
      await once(worker, 'exit');
      fs.writeFileSync('/tmp/child.mjs', 'process.send(process.argv[2]); process.disconnect();');
      const [message] = await once(fork('/tmp/child.mjs', [args[0]]), 'message');
      const memory = new WebAssembly.Memory({ initial: 1, maximum: 10, shared: true });
      memory.grow(1);
      say([new Int32Array(shared)[0], message, memory.buffer.byteLength, os.availableParallelism() > 0]);
      `,
      { args: [mark] },
    );
    expect(said, printed).toEqual([41, mark, 131072, true]);
  });
});

describe('the network', () => {
  it.each(levels)('reaches a server of the host at loopback and not at none, at level $level', async (isolation) => {
    let connections = 0;
    const server = createServer((socket) => {
      connections += 1;
      socket.end('hello');
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const args = [String((server.address() as AddressInfo).port)];
    const script = `
      const socket = net.connect(Number(args[0]), '127.0.0.1');
      say(await new Promise((resolve) => socket.once('data', String).once('data', (data) => resolve(String(data))).once('error', (error) => resolve(error.code))));
      process.exit();
    `;
    expect((await run(isolation, script, { args })).said).toMatch(/ECONNREFUSED|ERR_ACCESS_DENIED/);
    expect(connections).toBe(0);
    expect((await run(isolation, script, { args, network: 'loopback' })).said).toBe('hello');
    expect(connections).toBe(1);
    server.close();
  });
});

describe('the seat belt of level process', () => {
  it('holds files, network and foreign code, as far as Node is asked', async () => {
    const belt = await chooseIsolation({ wanted: 'process' });
    const { said } = await run(
      belt,
      `
      const folder = os.tmpdir();
      const reach = await new Promise((resolve) => net.connect(1, '127.0.0.1').once('error', (error) => resolve(error.code)));
      say({
        names: Object.keys(process.env).sort(),
        foreign: attempt(() => fs.readFileSync(args[0])),
        own: attempt(() => fs.readFileSync(process.argv[1])),
        written: attempt(() => fs.writeFileSync(process.argv[1], '')),
        temp: attempt(() => fs.writeFileSync(folder + '/x', '')),
        home: os.homedir() === folder,
        native: attempt(() => process.dlopen({}, args[0])),
        reach,
      });
      `,
      { args: [fileURLToPath(import.meta.url)] },
    );
    expect(said).toEqual({
      names: ['HOME', 'LANG', 'PARALELO_SUBJECT', 'PATH', 'TMPDIR', 'TZ'],
      foreign: 'ERR_ACCESS_DENIED',
      own: 'done',
      written: 'ERR_ACCESS_DENIED',
      temp: 'done',
      home: true,
      native: 'ERR_DLOPEN_DISABLED',
      reach: 'ERR_ACCESS_DENIED',
    });
  });
});
