import { once } from 'node:events';
import { chmodSync, copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { inEnglish, sentence } from '../../src/report/sentence.ts';
import { findBrokenLaws } from '../../src/sandbox/canary/probe.ts';
import { proveFull } from '../../src/sandbox/canary/prove-full.ts';
import { chooseIsolation, openIsolation } from '../../src/sandbox/choose-isolation.ts';
import { namespaceAdvice } from '../../src/sandbox/full-setup.ts';
import type { Isolation } from '../../src/sandbox/isolation.ts';
import { ownNetwork } from '../../src/sandbox/own-network.ts';
import { Program } from './programs.ts';
import { full, hasBubblewrap } from './sandbox-harness.ts';

vi.setConfig({ testTimeout: 30_000 });

const RUN = `
const isolation = await sandbox.chooseIsolation({});
const subject = await isolation.launch(request);
const [said] = await once(subject.fromSubject, 'data');
print({ level: isolation.level, shortfall: isolation.shortfall, said: String(said), exit: await subject.kill() });
`;
const REQUIRE = `
await sandbox.chooseIsolation({ wanted: 'full', require: true }).then(() => print('chosen'), (error) => print([error.name, error.message]));
`;
const proven = { level: 'full', shortfall: [], said: 'uid 1000', exit: { code: null, signal: 'SIGKILL' } };
const isRoot = process.getuid?.() === 0;

describe.skipIf(!hasBubblewrap)('level full', () => {
  it('is chosen where its canary proves it, and says what it is made of', async () => {
    expect(full).toMatchObject({ level: 'full', shortfall: [] });
    expect(full.description).toMatch(/^full \(bubblewrap [\d.]+, seccomp, prlimit/);
    expect(await chooseIsolation()).toMatchObject({ description: full.description });
    expect(await openIsolation('full')).toMatchObject({ level: 'full' });
  });

  it.runIf(isRoot)('is proven for root even when nobody else may enter the checkout', async () => {
    await using program = Program.start(RUN, { mode: 0o700 });
    expect(await program.next()).toEqual(proven);
  });

  // As an ordinary user the whole suite shows this anyway.
  it.runIf(isRoot)('is proven for an ordinary user', async () => {
    await using program = Program.start(RUN, { uid: 12_345 });
    expect(await program.next()).toEqual(proven);
  });
});

it('Windows is told where to grade instead, before anything is started', async () => {
  const windows = `Object.defineProperty(process, 'platform', { value: 'win32' });`;
  await using program = Program.start(`${windows}${REQUIRE.replace('require: true', 'require: false')}`);
  const [name, message] = (await program.next()) as [string, string];
  expect(name).toBe('IsolationUnavailableError');
  expect(message).toContain('run the same command in WSL');
});

// A machine without bubblewrap, or without user namespaces, is made by bubblewrap.
describe.skipIf(!hasBubblewrap)('where level full cannot be had', () => {
  const machine = ['bwrap', '--dev-bind', '/', '/'];
  const missing = [...machine, '--ro-bind', '/dev/null', '/usr/bin/bwrap'];
  const forbidden = [...machine, '--unshare-user', '--disable-userns'];

  it.runIf(existsSync('/usr/bin/bwrap'))(
    'level full may be all there is: it names a network of its own only where it has one',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'flat-'));
      try {
        chmodSync(folder, 0o755);
        copyFileSync('/usr/bin/bwrap', join(folder, 'real'));
        const flat = `#!/bin/sh\n[ "$1" = --unshare-net ] && exit 1\nexec ${folder}/real "$@"\n`;
        writeFileSync(join(folder, 'flat'), flat, { mode: 0o755 });
        const wrapper = [...machine, '--ro-bind', join(folder, 'flat'), '/usr/bin/bwrap'];
        await using program = Program.start('print((await sandbox.chooseIsolation()).description);', { wrapper });
        expect(await program.next()).toMatch(/^full \((?!.*netns)/);
        expect((await ownNetwork()) === undefined).toBe(!full.description.endsWith(', netns)'));
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );

  it.runIf(existsSync('/usr/bin/bwrap'))('level process takes over and says what to install', async () => {
    await using program = Program.start(RUN, { wrapper: missing });
    expect(await program.next()).toMatchObject({
      level: 'process',
      shortfall: [sentence('lacks.bubblewrap')],
      exit: { signal: 'SIGKILL' },
    });
  });

  it.runIf(existsSync('/usr/bin/bwrap'))('an error with the same words ends a run that requires it', async () => {
    await using program = Program.start(REQUIRE, { wrapper: missing });
    expect(await program.next()).toEqual([
      'IsolationUnavailableError',
      'Isolation level full is not available: bubblewrap is not installed: sudo apt-get install bubblewrap.',
    ]);
  });

  it('a container without user namespaces is told what to allow', async () => {
    await using program = Program.start(RUN, { wrapper: forbidden });
    expect(await program.next()).toMatchObject({
      level: 'process',
      shortfall: [
        { key: 'lacks.other', values: { said: expect.stringMatching(/bwrap: /) } },
        sentence('lacks.container'),
      ],
    });
  });
});

describe('the advice for a machine without user namespaces', () => {
  it('names the switches that are off, and no other', () => {
    const ubuntu = {
      '/proc/sys/kernel/apparmor_restrict_unprivileged_userns': '1\n',
      '/proc/sys/user/max_user_namespaces': '9\n',
    };
    const advice = namespaceAdvice((path) => ubuntu[path as keyof typeof ubuntu]);
    expect(inEnglish([advice])).toBe(
      'this machine forbids user namespaces: sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0',
    );
    const hardened = {
      '/proc/sys/kernel/unprivileged_userns_clone': '0\n',
      '/proc/sys/user/max_user_namespaces': '0\n',
    };
    expect(inEnglish([namespaceAdvice((path) => hardened[path as keyof typeof hardened])])).toContain(
      'sudo sysctl kernel.unprivileged_userns_clone=1 && sudo sysctl user.max_user_namespaces=10000',
    );
  });
});

describe('the canary', () => {
  it('finds every wall missing where there is none', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'open-'));
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await findBrokenLaws({ foreignFiles: [file], port, closed: [file] })).toEqual(
      expect.arrayContaining([
        `${file} cannot be seen`,
        `${file} cannot be written`,
        'no process of the host is visible',
        'a server of the host cannot be reached',
        'a seccomp filter is on',
        'nothing of the environment leaks in',
      ]),
    );
    server.close();
    rmSync(folder, { recursive: true });
  });

  it('does not take level process for level full, and says which walls it missed', async () => {
    const weak = await chooseIsolation({ wanted: 'process' });
    await expect(proveFull(weak)).rejects.toThrow(/does not hold that .*seccomp.*no privileges can be gained/);
  });

  it.skipIf(!hasBubblewrap)('says how it died when it cannot start', async () => {
    const broken: Isolation = {
      ...full,
      launch: (request) => full.launch({ ...request, nodeArgs: ['--no-such-flag'] }),
    };
    await expect(proveFull(broken)).rejects.toThrow(/the canary died .*no-such-flag/s);
  });
});

describe('level process', () => {
  it('says what it is made of, and why it was chosen', async () => {
    const isolation = await chooseIsolation({ wanted: 'process' });
    expect(isolation.description).toMatch(/^process \(.*node --permission\)$/);
    expect(isolation.shortfall).toEqual([sentence('lacks.asked')]);
  });
});
