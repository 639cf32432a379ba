import type { Cgroup } from './cgroup.ts';
import type { ThreadTimes, TreeUsage } from './isolation.ts';
import type { MachineView } from './process-facts.ts';
import { birthMark, isDead, lookAtMachine, readProc, threadIds } from './process-tree.ts';

const KB_PER_MB = 1024;
const NS_PER_MS = 1e6;

/** Which processes belong to one subject. */
export interface Membership {
  /** Every process of the subject, launchers left out; a fresh look at the machine. */
  find(): ReadonlySet<number>;
}

/**
 * What one subject has used so far, read from `/proc` (10 ms steps) and, where one exists, from its cgroup (ns).
 *
 * Without a cgroup, CPU time is the larger of two sums: over live processes, of their own and their reaped children's
 * time; over all processes ever seen, of their own time. A process that ignores SIGCHLD hides its children from the first
 * and, unless they live shorter than the time between two looks, not from the second.
 */
export class Accounting {
  readonly #membership: Membership;
  readonly #cgroup: Cgroup | undefined;
  readonly #look: () => MachineView;
  #pids: ReadonlySet<number> = new Set();
  #mark: string | undefined;
  /** Own CPU time of every process ever seen, by pid and start time. */
  readonly #ownCpuMs = new Map<string, number>();
  /** Names of threads by id; empty after the first look. */
  readonly #names = new Map<string, string>();
  #cpuMs = 0;
  #peakRssMb = 0;

  constructor(membership: Membership, cgroup?: Cgroup, look: () => MachineView = lookAtMachine) {
    this.#membership = membership;
    this.#cgroup = cgroup;
    this.#look = look;
  }

  /** Live processes; looks again only when something was born on this machine since the last look. */
  pids(): ReadonlySet<number> {
    const mark = birthMark();
    if (mark === undefined || mark !== this.#mark || this.#pids.size === 0) {
      // The mark is taken before the walk: a birth during the walk moves it and forces another one.
      this.#mark = mark;
      this.#pids = this.#membership.find();
    }
    return this.#pids;
  }

  usage(): TreeUsage {
    let cpuMs = 0;
    let tasks = 0;
    let privateKb = 0;
    let sharedKb = 0;
    const view = this.#look();
    for (const pid of this.pids()) {
      const facts = view.facts(pid);
      if (!facts) continue;
      cpuMs += facts.cpuMs;
      this.#ownCpuMs.set(`${pid}@${facts.startTicks}`, facts.ownCpuMs);
      if (isDead(facts)) continue;
      tasks += facts.threads;
      const memory = view.memory(pid);
      privateKb += memory.privateKb;
      // Processes of one program map the same file pages: count them once, by the largest.
      sharedKb = Math.max(sharedKb, memory.sharedKb);
    }
    const seenMs = this.#ownCpuMs.values().reduce((sum, ms) => sum + ms, 0);
    this.#cpuMs = Math.max(this.#cpuMs, this.#cgroup?.cpuMs() ?? Math.max(cpuMs, seenMs));
    const rssMb = (privateKb + sharedKb) / KB_PER_MB;
    this.#peakRssMb = Math.max(this.#peakRssMb, rssMb);
    return { cpuMs: this.#cpuMs, rssMb, peakRssMb: this.#peakRssMb, tasks };
  }

  threads(): readonly ThreadTimes[] {
    const times: ThreadTimes[] = [];
    for (const pid of this.pids()) {
      for (const tid of threadIds(pid)) {
        const text = readProc(`/proc/${pid}/task/${tid}/schedstat`);
        if (!text) continue;
        const [onCpu, wait, timeslices] = text.split(' ');
        const id = `${pid}/${tid}`;
        const name = this.#nameOf(id, `/proc/${pid}/task/${tid}/comm`);
        times.push({
          id,
          onCpuMs: Number(onCpu) / NS_PER_MS,
          runQueueWaitMs: Number(wait) / NS_PER_MS,
          timeslices: Number(timeslices),
          ...(name && { name }),
        });
      }
    }
    return times;
  }

  /** Read once, at the second look: the first one may come before Node has named it. */
  #nameOf(id: string, path: string): string | undefined {
    const known = this.#names.get(id);
    if (known === undefined) this.#names.set(id, '');
    else if (known === '') this.#names.set(id, readProc(path)?.trim() ?? '');
    return this.#names.get(id);
  }
}
