import { chownSync } from 'node:fs';
import { constants } from 'node:os';
import type { Duplex, Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { Accounting } from './accounting.ts';
import { BWRAP_DESCRIPTORS, bubblewrapArguments, INSIDE, type Runtime } from './bubblewrap-arguments.ts';
import { Cgroup, type CgroupPlace } from './cgroup.ts';
import { isFileFlood } from './file-flood.ts';
import { isScratchOver } from './folder-size.ts';
import { HeldSubject } from './held-subject.ts';
import type { Exit, Isolation, Launched, LaunchRequest } from './isolation.ts';
import type { ProcessFacts } from './process-facts.ts';
import { descendants, isAlive, processFacts } from './process-tree.ts';
import { seccompFilter } from './seccomp-filter.ts';
import { sleepNow } from './sleep-now.ts';
import { viewFor } from './staged-view.ts';
import { startChild } from './start-child.ts';

const SIGNAL_EXIT_BASE = 128;
const POLL_MS = 1;
/** How long a signal handler may wait for the kernel to take the dead out of a cgroup. */
const PATIENCE_NOW_MS = 300;

/** What `full` needs to know of this machine; `choose-isolation.ts` finds it out and proves it. */
export interface FullSetup {
  readonly bwrap: string;
  /** What holds a subject, by name. */
  readonly mechanisms: readonly string[];
  readonly runtime: Runtime;
  /** The user a subject runs as when the grader is root; `undefined` when it is an ordinary user already. */
  readonly uid: number | undefined;
  readonly cgroups: CgroupPlace | undefined;
}

/** bubblewrap reports a death by signal the way a shell does. */
function translate({ code, signal }: Exit): Exit {
  if (code === null || code <= SIGNAL_EXIT_BASE) return { code, signal };
  const name = Object.entries(constants.signals).find(([, number]) => number === code - SIGNAL_EXIT_BASE)?.[0];
  return name === undefined ? { code, signal } : { code: null, signal: name as NodeJS.Signals };
}

async function readChildPid(info: Readable): Promise<number | undefined> {
  let text = '';
  try {
    for await (const chunk of info) text += chunk;
  } catch {
    return undefined;
  }
  const pid = /"child-pid":\s*(\d+)/.exec(text)?.[1];
  return pid === undefined ? undefined : Number(pid);
}

function kill(pid: number, signal: 'SIGKILL' | 'SIGSTOP' = 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It is gone already.
  }
}

/**
 * Ends bubblewrap while it may be making process 1, which waits for it and would wait forever: it is stopped before anybody looks
 * for its children, and the newest go first.
 */
function killUnborn(bwrap: number): void {
  kill(bwrap, 'SIGSTOP');
  const deadline = performance.now() + PATIENCE_NOW_MS;
  const isRunning = () => !['T', 'Z', 'X', undefined].includes(processFacts(bwrap)?.state);
  while (isRunning() && performance.now() < deadline) sleepNow(POLL_MS);
  for (const pid of [...descendants(bwrap)].reverse()) kill(pid);
}

async function launchFull(setup: FullSetup, request: LaunchRequest): Promise<Launched> {
  const view = viewFor(setup.uid, request.root);
  let cgroup: Cgroup | undefined;
  try {
    const { limits, scratch } = request;
    if (scratch !== undefined && setup.uid !== undefined) chownSync(scratch, setup.uid, setup.uid);
    // Files in /tmp are memory to a cgroup; the watchdog holds the subject to memoryMb proper.
    const cgroupLimits = { memoryMb: limits.memoryMb + limits.diskMb, tasks: limits.tasks + 2 };
    cgroup = setup.cgroups && new Cgroup(setup.cgroups, cgroupLimits);
    return await start(setup, request, view.path, cgroup, () => view.remove());
  } catch (error) {
    view.remove();
    cgroup?.tryRemove();
    throw error;
  }
}

async function start(
  setup: FullSetup,
  request: LaunchRequest,
  root: string,
  cgroup: Cgroup | undefined,
  removeView: () => void,
): Promise<Launched> {
  const args = bubblewrapArguments(setup.runtime, root, request, cgroup !== undefined);
  const child = await startChild(setup.bwrap, args, {
    stdio: ['ignore', ...Array.from({ length: cgroup ? 8 : 7 }, () => 'pipe' as const)],
    // The environment of bubblewrap is /proc/1/environ inside, so it is empty; Node hands this one down unless it is named.
    env: { NODE_V8_COVERAGE: undefined },
    cwd: '/',
    // Ctrl+C at the terminal is for the grader, which ends its subjects itself.
    detached: true,
    // Node clears the supplementary groups too. Root inside a user namespace is exempt from RLIMIT_NPROC.
    ...(setup.uid === undefined ? {} : { uid: setup.uid, gid: setup.uid }),
  });
  const stdio: readonly unknown[] = child.stdio;
  const [seccomp, info, block] = [BWRAP_DESCRIPTORS.seccomp, BWRAP_DESCRIPTORS.info, BWRAP_DESCRIPTORS.block].map(
    (descriptor) => stdio[descriptor] as Duplex | undefined,
  );
  for (const stream of [seccomp, info, block]) stream?.on('error', () => {});
  seccomp?.end(seccompFilter(request.network));

  // Process 1 of the subject's namespace, by its number out here. Its death is the death of everything inside.
  let first: ProcessFacts | undefined;
  const accounting = new Accounting(
    {
      find: () => {
        const all = new Set(first && descendants(first.pid));
        all.delete(first?.pid ?? 0);
        return all;
      },
    },
    cgroup,
  );
  let isReaped = false;
  child.once('exit', () => {
    isReaped = true;
  });
  const subject = new HeldSubject({
    child,
    root: INSIDE.root,
    limits: request.limits,
    accounting,
    strike: () => {
      // A number is ours to signal only while its process cannot have been reaped.
      if (first && isAlive(first)) kill(first.pid);
      else if (!isReaped) killUnborn(child.pid);
    },
    clean: async () => {
      while (first && isAlive(first)) await delay(POLL_MS);
      while (cgroup && !cgroup.tryRemove()) await delay(POLL_MS);
      removeView();
    },
    cleanNow: () => {
      const deadline = performance.now() + PATIENCE_NOW_MS;
      while (cgroup && !cgroup.tryRemove() && performance.now() < deadline) sleepNow(POLL_MS);
      removeView();
    },
    translate,
    breach: () => {
      if (cgroup?.ranOutOfMemory()) return 'memory';
      const isOver = (first && isFileFlood(first.pid)) || isScratchOver(request, accounting.pids());
      return isOver ? 'disk' : undefined;
    },
  });
  const firstPid = await readChildPid(info as Duplex);
  first = firstPid === undefined ? undefined : processFacts(firstPid);
  if (!first) {
    await subject.exited;
    throw new Error(`bubblewrap did not start the subject: ${subject.printed().trim() || 'it said nothing'}.`);
  }
  if (cgroup) {
    cgroup.add(child.pid);
    cgroup.add(first.pid);
    block?.end('x');
  }
  return subject;
}

/** The level `full` for a machine on which it was proven; see `chooseIsolation`. */
export function fullIsolation(setup: FullSetup): Isolation {
  return {
    level: 'full',
    description: `full (${setup.mechanisms.join(', ')})`,
    shortfall: [],
    launch: (request) => launchFull(setup, request),
  };
}
