import type { LaunchRequest } from './isolation.ts';
import { nodeCommand } from './node-command.ts';

const BYTES_PER_MB = 1024 * 1024;

/** Where things stand inside, the same on every machine, so that no path of the host is needed to refer to them. */
export const INSIDE = { root: '/subject', node: '/usr/bin/node', prlimit: '/usr/bin/prlimit', temp: '/tmp' } as const;

/** Descriptors given to bubblewrap itself; it closes them before the subject starts. */
export const BWRAP_DESCRIPTORS = { seccomp: 6, info: 7, block: 8 } as const;

/** A backstop only: the judge's own time limits come long before. Seconds of CPU, per process. */
const CPU_SECONDS = 900;
const OPEN_FILES = 1024;
/** POSIX shared memory; Node has no use for it. */
const SHARED_MEMORY_BYTES = BYTES_PER_MB;
/** bubblewrap's own process 1 inside counts against the subject's tasks. */
const LAUNCHER_TASKS = 1;

/** What of the host a subject gets to see besides its staged folder, as host paths. */
export interface Runtime {
  readonly node: string;
  readonly prlimit: string;
  /** Mounted at the same path inside. */
  readonly libraries: readonly string[];
  readonly canDisableUserNamespaces: boolean;
}

/** The command line for `bwrap`: namespaces, mounts and limits for one subject. `root` is the staged folder on the host. */
export function bubblewrapArguments(
  runtime: Runtime,
  root: string,
  request: LaunchRequest,
  waitsForRelease: boolean,
): readonly string[] {
  const { limits } = request;
  const diskBytes = limits.diskMb * BYTES_PER_MB;
  const readOnly = (source: string, target: string) => ['--ro-bind', source, target];
  const environment = { HOME: INSIDE.temp, PATH: '/usr/bin', LANG: 'C.UTF-8', TZ: 'UTC' };
  return [
    '--unshare-user',
    '--unshare-pid',
    '--unshare-ipc',
    '--unshare-uts',
    '--unshare-cgroup-try',
    ...(request.network === 'none' ? ['--unshare-net'] : []),
    ...(runtime.canDisableUserNamespaces ? ['--disable-userns'] : []),
    ...['--uid', '1000', '--gid', '1000', '--hostname', 'subject', '--cap-drop', 'ALL'],
    ...['--die-with-parent', '--new-session', '--clearenv'],
    ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', name, value]),
    ...readOnly(runtime.node, INSIDE.node),
    ...readOnly(runtime.prlimit, INSIDE.prlimit),
    ...runtime.libraries.flatMap((path) => readOnly(path, path)),
    // The names of the loopback addresses; nothing else of /etc is there.
    ...(request.network === 'loopback' ? ['--ro-bind-try', '/etc/hosts', '/etc/hosts'] : []),
    ...['--proc', '/proc', '--dev', '/dev'],
    ...['--size', String(SHARED_MEMORY_BYTES), '--tmpfs', '/dev/shm'],
    ...['--perms', '1777', '--size', String(diskBytes), '--tmpfs', INSIDE.temp],
    // After the tmpfs that it may lie below, before its parents are closed.
    ...(request.scratch === undefined ? [] : ['--bind', request.scratch, request.scratch]),
    ...readOnly(root, INSIDE.root),
    // Both are tmpfs of bubblewrap's own making, without a size: nothing may be written there.
    ...['--remount-ro', '/dev', '--remount-ro', '/'],
    ...['--chdir', INSIDE.root],
    ...['--seccomp', String(BWRAP_DESCRIPTORS.seccomp), '--info-fd', String(BWRAP_DESCRIPTORS.info)],
    ...(waitsForRelease ? ['--block-fd', String(BWRAP_DESCRIPTORS.block)] : []),
    '--',
    INSIDE.prlimit,
    `--nproc=${limits.tasks + LAUNCHER_TASKS}`,
    `--cpu=${CPU_SECONDS}`,
    // Above the size of /tmp, so that a full disk is ENOSPC and only a sparse giant is EFBIG.
    `--fsize=${diskBytes + BYTES_PER_MB}`,
    `--nofile=${OPEN_FILES}`,
    '--core=0',
    '--',
    INSIDE.node,
    ...nodeCommand(request, INSIDE.root),
  ];
}
