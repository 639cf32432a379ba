import type { ProcessFacts } from './process-facts.ts';
import { allProcesses, isDead, readProc, withDescendants } from './process-tree.ts';

/**
 * The processes of a subject that has no pid namespace around it: descendants, members of its group, whoever inherited
 * its mark in the environment, and everything that was ever seen to be one of these.
 */
export class MarkedTree {
  /** The variable that carries the mark. */
  static readonly variable = 'PARALELO_SUBJECT';

  readonly #leader: number;
  readonly #mark: string;
  /** Start time by pid: a number that was given out again is somebody else. */
  readonly #known = new Map<number, number>();
  /** Programs that run as another user (set-uid) are beyond our signals. */
  readonly #immune = new Set<number>();

  constructor(leader: number, mark: string) {
    this.#leader = leader;
    this.#mark = `${MarkedTree.variable}=${mark}`;
    const facts = allProcesses().get(leader);
    if (facts) this.#known.set(leader, facts.startTicks);
  }

  find(all: ReadonlyMap<number, ProcessFacts> = allProcesses()): ReadonlySet<number> {
    const roots: number[] = [];
    for (const { pid, group, startTicks } of all.values()) {
      const isKnown = this.#known.get(pid) === startTicks;
      if (isKnown || group === this.#leader || readProc(`/proc/${pid}/environ`)?.includes(this.#mark)) roots.push(pid);
    }
    const found = withDescendants(roots, all);
    this.#known.clear();
    for (const pid of found) this.#known.set(pid, all.get(pid)?.startTicks ?? 0);
    return found;
  }

  /** SIGKILL to everything; true when nothing of it is alive any more. */
  strike(): boolean {
    const all = allProcesses();
    const found = [...this.find(all)].map((pid) => all.get(pid));
    const alive = found.filter((facts) => facts && !isDead(facts) && !this.#immune.has(facts.pid));
    // The group first: the kernel signals it as one, so that a fork in flight does not slip through.
    if (alive.some((facts) => facts?.group === this.#leader)) this.#signal(-this.#leader);
    for (const facts of alive) if (facts) this.#signal(facts.pid);
    return alive.length === 0;
  }

  #signal(pid: number): void {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EPERM') this.#immune.add(pid);
    }
  }
}
