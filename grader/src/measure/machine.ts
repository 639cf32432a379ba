import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

/** Where the kernel tells about itself; another root stands for another machine. */
export interface MachineFiles {
  readonly root: string;
  /** Cores that affinity leaves to this process. */
  readonly affinityCores: number;
}

const THIS_MACHINE: MachineFiles = { root: '/', affinityCores: availableParallelism() };

/** How many cores a submission can use here, and what sets that number. */
export interface UsableCores {
  /** May be a fraction, e.g. 1.5 under a quota of 150 ms of CPU in every 100 ms. */
  readonly cores: number;
  /** Where the number comes from. */
  readonly because: 'affinity' | 'quota';
}

/**
 * The smaller of what affinity leaves and what cgroup quotas allow, version 1 and 2, on every level up to the root.
 *
 * Read here because `os.availableParallelism()` does not see quotas of cgroup version 1.
 *
 * Source: cgroups(7); kernel documentation, "CFS Bandwidth Control" and "Control Group v2", `cpu.max`.
 */
export function usableCores(machine: MachineFiles = THIS_MACHINE): UsableCores {
  const { affinityCores } = machine;
  const quotas = cpuGroups(machine.root).map((group) => quotaOf(machine.root, group));
  const quota = Math.min(Number.POSITIVE_INFINITY, ...quotas);
  if (quota < affinityCores) return { cores: quota, because: 'quota' };
  return { cores: affinityCores, because: 'affinity' };
}

/** CPU time that the machine has given to everyone so far, ms; the kernel counts it in steps of 10 ms. */
export interface CpuTotals {
  readonly busyMs: number;
}

/**
 * Busy time of all cores since boot, or nothing where the system does not tell.
 *
 * Source: proc_stat(5): user, nice, system, irq and softirq. Steal is left out: it never ran here.
 */
export function cpuTotals(machine: MachineFiles = THIS_MACHINE): CpuTotals | undefined {
  const line = read(join(machine.root, 'proc/stat'))?.match(/^cpu +(.+)$/m)?.[1];
  if (line === undefined) return undefined;
  const [user, nice, system, , , irq = 0, softirq = 0] = line.split(/ +/).map(Number);
  return { busyMs: (user! + nice! + system! + irq + softirq) * MS_PER_TICK };
}

/**
 * What everyone but the subject and its judge got between two looks, ms; nothing where the system does not tell.
 *
 * It bounds what strangers can have cost a call: see `RunQueueTracker`.
 */
export function foreignCpuMs(
  before: CpuTotals | undefined,
  after: CpuTotals | undefined,
  ownCpuMs: number,
): number | undefined {
  if (before === undefined || after === undefined) return undefined;
  return Math.max(0, after.busyMs - before.busyMs - ownCpuMs);
}

/** USER_HZ, 100 on every architecture that Node runs on. */
const MS_PER_TICK = 10;

interface CpuGroup {
  readonly version: 1 | 2;
  /** Path within the hierarchy, as `/proc/self/cgroup` tells it. */
  readonly path: string;
}

function cpuGroups(root: string): CpuGroup[] {
  const lines = read(join(root, 'proc/self/cgroup'))?.split('\n') ?? [];
  return lines.flatMap((line): CpuGroup[] => {
    const [, controllers, path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    if (controllers === undefined || path === undefined) return [];
    if (controllers === '') return [{ version: 2, path }];
    return controllers.split(',').includes('cpu') ? [{ version: 1, path }] : [];
  });
}

/** The tightest quota from the group up to the root of the hierarchy, in cores. */
function quotaOf(root: string, group: CpuGroup): number {
  const mounts = group.version === 2 ? ['', 'unified'] : ['cpu', 'cpu,cpuacct'];
  const quotas = mounts.flatMap((mount) => {
    const base = join(root, 'sys/fs/cgroup', mount);
    return ancestry(group.path).map((path) => (group.version === 2 ? quotaV2 : quotaV1)(join(base, path)));
  });
  return Math.min(Number.POSITIVE_INFINITY, ...quotas);
}

/** `/a/b` → `/a/b`, `/a`, `/`: the last one also serves where the host's path is not what a container has mounted. */
function ancestry(path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '..');
  return parts.map((_, i) => `/${parts.slice(0, parts.length - i).join('/')}`).concat('/');
}

function quotaV2(dir: string): number {
  const [quota, period] = read(join(dir, 'cpu.max'))?.trim().split(' ') ?? [];
  return coresOf(quota, period);
}

function quotaV1(dir: string): number {
  return coresOf(read(join(dir, 'cpu.cfs_quota_us')), read(join(dir, 'cpu.cfs_period_us')));
}

/** No quota is `max` in version 2 and -1 in version 1. */
function coresOf(quota: string | undefined, period: string | undefined): number {
  const cores = Number(quota) / Number(period);
  return cores > 0 ? cores : Number.POSITIVE_INFINITY;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
