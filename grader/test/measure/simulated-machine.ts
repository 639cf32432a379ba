import { type QueueTimes, RunQueueTracker } from '../../src/measure/run-queue.ts';

/** A thread of a made-up program: asked every millisecond what it wants, told when it was granted one on a core. */
export interface SimulatedThread {
  wants(): 'core' | 'sleep' | 'end';
  ran(): void;
  /** Threads stay where they started, so that a stranger on that core really is in the way. */
  readonly core: number;
}

export interface SimulatedCall {
  readonly cores: number;
  readonly threads: readonly SimulatedThread[];
  /** Cores on which a stranger's endless loop takes its fair share. */
  readonly hogs: readonly number[];
  readonly pollEveryMs?: number;
  /** Sees what the tracker sees. */
  readonly onLook?: (atMs: number, threads: readonly QueueTimes[]) => void;
}

/** Runs the program to its end, one millisecond at a time, with the tracker looking on. */
export function simulateCall({ cores, threads, hogs, pollEveryMs = 20, onLook }: SimulatedCall) {
  const tracker = new RunQueueTracker();
  const times = threads.map(() => ({ onCpuMs: 0, runQueueWaitMs: 0 }));
  let cpuMs = 0;
  let foreignCpuMs = 0;
  let wallMs = 0;

  const snapshot = (): QueueTimes[] =>
    threads.flatMap((thread, i) => (thread.wants() === 'end' ? [] : [{ id: `1/${i}`, ...times[i]! }]));

  const look = (): void => {
    const seen = snapshot();
    tracker.observe(wallMs, seen);
    onLook?.(wallMs, seen);
  };

  look();
  while (threads.some((thread) => thread.wants() !== 'end')) {
    for (let core = 0; core < cores; core++) {
      const ready = threads.flatMap((thread, i) => (thread.core === core && thread.wants() === 'core' ? [i] : []));
      const rivals = ready.length + (hogs.includes(core) ? 1 : 0);
      const winner = rivals === 0 ? undefined : ready[wallMs % rivals];
      for (const i of ready) {
        if (i === winner) {
          times[i]!.onCpuMs++;
          cpuMs++;
        } else times[i]!.runQueueWaitMs++;
      }
      if (winner !== undefined) threads[winner]!.ran();
      else if (rivals > 0) foreignCpuMs++;
    }
    wallMs++;
    if (wallMs % pollEveryMs === 0) look();
  }
  return { wallMs, cpuMs, foreignCpuMs, ...tracker.estimate({ wallMs, cpuMs, cores, foreignCpuMs }) };
}

/** A thread that lives as long as `isOpen` says, and works whenever `hasWork` says so. */
function thread(core: number, isOpen: () => boolean, hasWork: () => boolean, ran: () => void): SimulatedThread {
  return { core, wants: () => (!isOpen() ? 'end' : hasWork() ? 'core' : 'sleep'), ran };
}

/** Programs by name, each made afresh for every run. Works are in ms of one core. */
export const programs = {
  /** One thread does it all. */
  sequential(workMs: number): SimulatedThread[] {
    let left = workMs;
    return [
      thread(
        0,
        () => left > 0,
        () => true,
        () => left--,
      ),
    ];
  },

  /** Worker `i` lives on core `i`, gets `shares[i]` beforehand and waits for the others when it is done. */
  fixedShares(shares: readonly number[]): SimulatedThread[] {
    const left = [...shares];
    const isOpen = () => left.some((ms) => ms > 0);
    return shares.map((_, i) =>
      thread(
        i,
        isOpen,
        () => left[i]! > 0,
        () => left[i]!--,
      ),
    );
  },

  /** Two workers take 5 ms tasks from a queue. */
  queue(workMs: number): SimulatedThread[] {
    let queued = workMs;
    const left = [0, 0];
    const take = (i: number) => {
      if (left[i] === 0 && queued > 0) {
        left[i] = Math.min(5, queued);
        queued -= left[i]!;
      }
    };
    const isOpen = () => queued > 0 || left.some((ms) => ms > 0);
    return [0, 1].map((i) =>
      thread(
        i,
        isOpen,
        () => {
          take(i);
          return left[i]! > 0;
        },
        () => left[i]!--,
      ),
    );
  },

  /** The first thread works before and after, two others share the middle. */
  forkJoin(before: number, middle: number, after: number): SimulatedThread[] {
    const left = { before, shares: [middle / 2, middle / 2], after };
    const isMiddleDone = () => left.shares.every((ms) => ms === 0);
    const isOpen = () => left.after > 0;
    const main = thread(
      0,
      isOpen,
      () => left.before > 0 || isMiddleDone(),
      () => (left.before > 0 ? left.before-- : left.after--),
    );
    const workers = [0, 1].map((i) =>
      thread(
        i,
        isOpen,
        () => left.before === 0 && left.shares[i]! > 0,
        () => left.shares[i]!--,
      ),
    );
    return [main, ...workers];
  },

  /** Looks parallel, is not: the second thread starts when the first one has ended. */
  relay(firstMs: number, secondMs: number): SimulatedThread[] {
    const left = [firstMs, secondMs];
    return [
      thread(
        0,
        () => left[0]! > 0,
        () => true,
        () => left[0]!--,
      ),
      thread(
        1,
        () => left[0] === 0 && left[1]! > 0,
        () => true,
        () => left[1]!--,
      ),
    ];
  },

  /** A new thread for each of many 5 ms tasks, two at a time: most are born and gone between two looks. */
  threadPerTask(tasks: number): SimulatedThread[] {
    const left = new Array<number>(tasks).fill(5);
    const isMine = (i: number) => left.findIndex((ms, j) => j % 2 === i % 2 && ms > 0) === i;
    return left.map((_, i) =>
      thread(
        i % 2,
        () => isMine(i),
        () => true,
        () => left[i]!--,
      ),
    );
  },
};
