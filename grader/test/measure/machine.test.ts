import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { cpuTotals, foreignCpuMs, usableCores } from '../../src/measure/machine.ts';

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

/** A folder that looks like the root of a machine with these files. */
function machine(affinityCores: number, files: Record<string, string>) {
  const root = mkdtempSync(join(tmpdir(), 'machine-'));
  roots.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return { root, affinityCores };
}

describe('usable cores', () => {
  test('are those of the affinity where no quota is set', () => {
    expect(usableCores(machine(4, {}))).toEqual({ cores: 4, because: 'affinity' });
    expect(usableCores(machine(1, {}))).toEqual({ cores: 1, because: 'affinity' });
  });

  test('are cut by a quota of cgroup version 2, on the group itself or above it', () => {
    const files = {
      'proc/self/cgroup': '0::/user/session\n',
      'sys/fs/cgroup/user/session/cpu.max': 'max 100000\n',
      'sys/fs/cgroup/user/cpu.max': '150000 100000\n',
    };
    expect(usableCores(machine(4, files))).toEqual({ cores: 1.5, because: 'quota' });
  });

  test('are cut by a quota of cgroup version 1, whatever its mount is called', () => {
    const group = { 'proc/self/cgroup': '4:memory:/job\n3:cpu,cpuacct:/job\n0::/\n' };
    for (const mount of ['cpu', 'cpu,cpuacct']) {
      const files = {
        ...group,
        [`sys/fs/cgroup/${mount}/job/cpu.cfs_quota_us`]: '200000\n',
        [`sys/fs/cgroup/${mount}/job/cpu.cfs_period_us`]: '100000\n',
      };
      expect(usableCores(machine(8, files)).cores).toBe(2);
    }
  });

  test('are cut by the quota of a container whose own path is not mounted', () => {
    const files = {
      'proc/self/cgroup': '3:cpu:/docker/0123\n',
      'sys/fs/cgroup/cpu/cpu.cfs_quota_us': '50000\n',
      'sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n',
    };
    expect(usableCores(machine(8, files)).cores).toBe(0.5);
  });

  test('ignore quotas that say "no quota", are above the affinity, or make no sense', () => {
    const withQuota = (quota: string) =>
      machine(2, {
        'proc/self/cgroup': '3:cpu:/\nnonsense\n0::/\n',
        'sys/fs/cgroup/cpu/cpu.cfs_quota_us': quota,
        'sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n',
        'sys/fs/cgroup/unified/cpu.max': 'what\n',
      });
    for (const quota of ['-1\n', '900000\n', 'x\n']) expect(usableCores(withQuota(quota)).cores).toBe(2);
  });

  test('of this machine are at least a part of one and no more than Node sees', () => {
    const { cores } = usableCores();
    expect(cores).toBeGreaterThan(0);
    expect(cores).toBeLessThanOrEqual(availableParallelism());
  });
});

describe('foreign CPU time', () => {
  const at = (line: string) => cpuTotals(machine(2, { 'proc/stat': `${line}\ncpu0 1 2 3\n` }));

  test('counts what ran, not what was idle, waited for a disk or was stolen', () => {
    expect(at('cpu  100 10 20 5000 6000 3 2 7000 0 0')).toEqual({ busyMs: 1350 });
  });

  test('is what the subject did not use, never less than nothing', () => {
    const before = at('cpu  100 0 0 0 0 0 0');
    const after = at('cpu  180 0 0 0 0 0 0');
    expect(foreignCpuMs(before, after, 500)).toBe(300);
    expect(foreignCpuMs(before, after, 900)).toBe(0);
  });

  test('is unknown where the system does not tell', () => {
    const silent = cpuTotals(machine(2, {}));
    expect(silent).toBeUndefined();
    expect(foreignCpuMs(silent, silent, 1)).toBeUndefined();
  });

  test.runIf(process.platform === 'linux')('never runs backwards on this machine', () => {
    const before = cpuTotals()!;
    const after = cpuTotals()!;
    expect(before.busyMs).toBeGreaterThan(0);
    expect(after.busyMs).toBeGreaterThanOrEqual(before.busyMs);
  });
});
