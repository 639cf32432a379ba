import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { orphanedNames, ownedName } from './leftovers.ts';
import { readProc } from './process-tree.ts';

const BYTES_PER_MB = 1024 * 1024;
const NS_PER_MS = 1e6;
const US_PER_MS = 1e3;

/** Controllers this sandbox has a use for, and the folder of the hierarchy each may be divided in. */
export interface CgroupPlace {
  readonly version: 1 | 2;
  /** Folder by controller; in version 2 all share one folder. */
  readonly folders: ReadonlyMap<Controller, string>;
}

type Controller = 'memory' | 'pids' | 'cpu';

const VERSION_1_NAMES: Readonly<Record<string, Controller>> = { memory: 'memory', pids: 'pids', cpuacct: 'cpu' };

interface CgroupLimits {
  readonly memoryMb: number;
  readonly tasks: number;
}

function tryRemoveFolder(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

function isWritable(folder: string): boolean {
  const probe = join(folder, ownedName('probe'));
  try {
    mkdirSync(probe);
    rmdirSync(probe);
    // What a killed grader left; the kernel refuses to remove any that is still lived in.
    for (const name of orphanedNames(folder)) tryRemoveFolder(join(folder, name));
    return true;
  } catch {
    return false;
  }
}

/**
 * Where this process may make cgroups, `undefined` when nowhere.
 *
 * Only the root of a hierarchy counts. A cgroup that a service manager or container runtime put us into is theirs to
 * divide (systemd's single-writer rule), and one outside of it would leave their limits.
 */
export function findCgroupPlace(): CgroupPlace | undefined {
  const mounts = (readProc('/proc/self/mountinfo') ?? '').split('\n').map((line) => {
    const [before = '', after = ''] = line.split(' - ');
    return { point: before.split(' ')[4] ?? '', type: after.split(' ')[0], options: after.split(' ')[2] ?? '' };
  });
  const version1 = new Map<Controller, string>();
  let version2: string | undefined;
  for (const line of (readProc('/proc/self/cgroup') ?? '').split('\n')) {
    const [, names = '', path] = line.split(':');
    if (path !== '/') continue;
    if (names === '') version2 = mounts.find((mount) => mount.type === 'cgroup2')?.point;
    for (const name of names.split(',')) {
      const controller = VERSION_1_NAMES[name];
      const mount = mounts.find(({ type, options }) => type === 'cgroup' && options.split(',').includes(name));
      if (controller && mount && isWritable(mount.point)) version1.set(controller, mount.point);
    }
  }
  if (version1.size > 0) return { version: 1, folders: version1 };
  return version2 === undefined || !isWritable(version2) ? undefined : placeInVersion2(version2);
}

/** Every cgroup of version 2 accounts CPU time; limits only where the root hands the controller down. */
export function placeInVersion2(folder: string): CgroupPlace {
  const handedDown = (readProc(join(folder, 'cgroup.subtree_control')) ?? '').trim().split(/\s+/);
  const controllers = (['memory', 'pids'] as const).filter((name) => handedDown.includes(name));
  return {
    version: 2,
    folders: new Map([['cpu', folder] as const, ...controllers.map((name) => [name, folder] as const)]),
  };
}

let made = 0;

/** One subject's cgroup: limits that bind, CPU time in ns, and the kernel's word on who ran out of memory. */
export class Cgroup {
  readonly #version: 1 | 2;
  readonly #folders: ReadonlyMap<Controller, string>;
  #lastCpuMs: number | undefined;

  /** @throws when the kernel refuses the folder or a limit. */
  constructor(place: CgroupPlace, limits: CgroupLimits) {
    made += 1;
    const name = ownedName(String(made));
    this.#version = place.version;
    this.#folders = new Map([...place.folders].map(([controller, folder]) => [controller, join(folder, name)]));
    try {
      for (const folder of new Set(this.#folders.values())) mkdirSync(folder);
      const bytes = String(limits.memoryMb * BYTES_PER_MB);
      this.#write('memory', this.#version === 1 ? 'memory.limit_in_bytes' : 'memory.max', bytes);
      this.#write('pids', 'pids.max', String(limits.tasks));
    } catch (error) {
      this.tryRemove();
      throw error;
    }
  }

  /** Moves a process in; what it starts from then on is born inside. */
  add(pid: number): void {
    for (const folder of new Set(this.#folders.values())) writeFileSync(join(folder, 'cgroup.procs'), String(pid));
  }

  /** CPU time of everything that ever ran inside, ms; the last known figure once it is removed. */
  cpuMs(): number | undefined {
    const text = this.#read('cpu', this.#version === 1 ? 'cpuacct.usage' : 'cpu.stat');
    if (text !== undefined) {
      this.#lastCpuMs =
        this.#version === 1 ? Number(text) / NS_PER_MS : Number(/^usage_usec (\d+)/m.exec(text)?.[1]) / US_PER_MS;
    }
    return this.#lastCpuMs;
  }

  /** Whether the kernel killed something inside because the memory limit was reached. */
  ranOutOfMemory(): boolean {
    const text = this.#read('memory', this.#version === 1 ? 'memory.oom_control' : 'memory.events');
    return Number(/^oom_kill (\d+)/m.exec(text ?? '')?.[1] ?? 0) > 0;
  }

  /** Removes the folders; false while something still lives inside. */
  tryRemove(): boolean {
    return [...new Set(this.#folders.values())].map(tryRemoveFolder).every(Boolean);
  }

  #read(controller: Controller, file: string): string | undefined {
    const folder = this.#folders.get(controller);
    try {
      return folder === undefined ? undefined : readFileSync(join(folder, file), 'utf8');
    } catch {
      return undefined;
    }
  }

  #write(controller: Controller, file: string, value: string): void {
    const folder = this.#folders.get(controller);
    if (folder !== undefined) writeFileSync(join(folder, file), value);
  }
}
