import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { Cgroup, type CgroupPlace, findCgroupPlace, placeInVersion2 } from '../../src/sandbox/cgroup.ts';

const LIMITS = { memoryMb: 256, tasks: 20 };
const BURN = `const end = process.cpuUsage().user + 1e5; while (process.cpuUsage().user < end); process.send(1); setInterval(() => {}, 1e6);`;

/** A hybrid system has a second hierarchy of version 2 beside those of version 1. */
function places(): readonly { name: string; place: CgroupPlace }[] {
  const found = findCgroupPlace();
  const hybrid = '/sys/fs/cgroup/unified';
  return [
    ...(found ? [{ name: `version ${found.version}`, place: found }] : []),
    ...(found?.version === 1 && existsSync(hybrid)
      ? [{ name: 'version 2 (hybrid)', place: placeInVersion2(hybrid) }]
      : []),
  ];
}

/** Cgroups that this process has made and not removed. */
function mine(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.startsWith(`paralelo-${process.pid}-`));
}

const hasNone = places().length === 0;
if (hasNone) console.warn('Tests of cgroups are skipped: this user may make none at the root of a hierarchy.');

describe.skipIf(hasNone)('the place for cgroups', () => {
  it('is the root of a hierarchy, never a cgroup that somebody else put this process into', () => {
    const roots = readFileSync('/proc/self/mountinfo', 'utf8')
      .split('\n')
      .filter((line) => / - cgroup2? /.test(line))
      .map((line) => line.split(' ')[4]);
    expect(roots).toEqual(expect.arrayContaining([...(findCgroupPlace()?.folders.values() ?? [])]));
  });
});

describe.each(places())('a cgroup of $name', ({ place }) => {
  it('accounts for what runs inside, also when it is over, and goes when it is empty', async () => {
    const cgroup = new Cgroup(place, LIMITS);
    const child = spawn(process.execPath, ['-e', BURN], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    cgroup.add(child.pid!);
    await once(child, 'message');
    expect(cgroup.cpuMs()).toBeGreaterThan(50);
    expect(cgroup.ranOutOfMemory()).toBe(false);
    expect(cgroup.tryRemove()).toBe(false);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await vi.waitFor(() => expect(cgroup.tryRemove()).toBe(true), { interval: 5 });
    expect(cgroup.cpuMs()).toBeGreaterThan(50);
    expect(cgroup.tryRemove()).toBe(true);
  });

  it.runIf(place.folders.has('pids'))('limits the number of tasks', () => {
    const cgroup = new Cgroup(place, LIMITS);
    const folder = place.folders.get('pids')!;
    expect(mine(folder).map((name) => readFileSync(join(folder, name, 'pids.max'), 'utf8').trim())).toEqual(['20']);
    expect(cgroup.tryRemove()).toBe(true);
  });

  it('is not left half made when a folder is refused', () => {
    const broken = { ...place, folders: new Map([...place.folders, ['memory', '/no/such/hierarchy'] as const]) };
    expect(() => new Cgroup(broken, LIMITS)).toThrow('/no/such/hierarchy');
    expect([...place.folders.values()].flatMap(mine)).toEqual([]);
  });
});
