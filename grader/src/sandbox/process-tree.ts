import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { MachineView, MemoryFacts, ProcessFacts } from './process-facts.ts';
import { psProcesses, psView } from './ps-processes.ts';

/**
 * Linux reports CPU times in ticks of 1/USER_HZ seconds, and USER_HZ is 100 on every architecture Node runs on
 * (proc_pid_stat(5)).
 */
const MS_PER_TICK = 10;

/** Whether this system tells about processes through `/proc`. */
export const hasProc = existsSync('/proc/self/stat');

/** Reads a small file of `/proc`, `undefined` when its process is gone or not ours to see. */
export function readProc(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function listFolder(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** Ids of the live threads of a process. */
export function threadIds(pid: number): readonly string[] {
  return listFolder(`/proc/${pid}/task`);
}

/** Facts of one process, `undefined` when it is gone. */
export function processFacts(pid: number): ProcessFacts | undefined {
  const text = readProc(`/proc/${pid}/stat`);
  if (text === undefined) return undefined;
  // The name stands in parentheses and may itself contain blanks and parentheses: count from the last one.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = (...indexes: number[]) => indexes.reduce((sum, index) => sum + Number(fields[index]), 0);
  return {
    pid,
    state: String(fields[0]),
    parent: Number(fields[1]),
    group: Number(fields[2]),
    cpuMs: ticks(11, 12, 13, 14) * MS_PER_TICK,
    ownCpuMs: ticks(11, 12) * MS_PER_TICK,
    threads: Number(fields[17]),
    startTicks: Number(fields[19]),
  };
}

function processMemory(pid: number): MemoryFacts {
  const status = readProc(`/proc/${pid}/status`) ?? '';
  const kb = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
  return { privateKb: kb('RssAnon') + kb('RssShmem'), sharedKb: kb('RssFile') };
}

/** A look that reads each process when it is asked for, or all of them at once where only `ps` knows. */
export function lookAtMachine(): MachineView {
  return hasProc ? { facts: processFacts, memory: processMemory } : psView();
}

/** True while that very process exists and is not a zombie; a zombie holds nothing but its number. */
export function isAlive({ pid, startTicks }: Pick<ProcessFacts, 'pid' | 'startTicks'>): boolean {
  const facts = processFacts(pid);
  return facts?.startTicks === startTicks && !isDead(facts);
}

/** Dead and not yet reaped. */
export function isDead({ state }: ProcessFacts): boolean {
  return state === 'Z' || state === 'X';
}

const hasChildrenFiles = existsSync(`/proc/self/task/${process.pid}/children`);

/** Facts of every process on the machine that this one can see, by pid. */
export function allProcesses(): ReadonlyMap<number, ProcessFacts> {
  if (!hasProc) return psProcesses();
  const all = new Map<number, ProcessFacts>();
  for (const name of listFolder('/proc')) {
    const facts = /^\d+$/.test(name) ? processFacts(Number(name)) : undefined;
    if (facts) all.set(facts.pid, facts);
  }
  return all;
}

/** The given processes and all their descendants, looked up in one picture of the machine. */
export function withDescendants(roots: Iterable<number>, all: ReadonlyMap<number, ProcessFacts>): ReadonlySet<number> {
  const byParent = Map.groupBy(all.values(), ({ parent }) => parent);
  const found = new Set(roots);
  // A set walks over what is added to it on the way.
  for (const pid of found) for (const child of byParent.get(pid) ?? []) found.add(child.pid);
  return found;
}

/** A process and all its descendants, read along the tree where the kernel lists children. */
export function descendants(root: number): ReadonlySet<number> {
  if (!hasChildrenFiles) return withDescendants([root], allProcesses());
  const found = new Set([root]);
  for (const pid of found) {
    for (const tid of threadIds(pid)) {
      const children = readProc(`/proc/${pid}/task/${tid}/children`) ?? '';
      for (const child of children.split(' ')) if (child) found.add(Number(child));
    }
  }
  return found;
}

/**
 * A mark that moves whenever any process or thread is born on this machine (the last number of `/proc/loadavg`): while
 * it stands still, a list of processes can have lost members but gained none.
 */
export function birthMark(): string | undefined {
  return readProc('/proc/loadavg')?.split(' ')[4];
}
