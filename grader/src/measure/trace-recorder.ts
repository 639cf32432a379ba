import {
  MAX_SLICES,
  MAX_TRACED_THREADS,
  type ThreadKind,
  type TracedThread,
  type TraceSpan,
  traceLevel,
  type WorkerTrace,
} from '../report/worker-trace.ts';
import type { QueueTimes } from './run-queue.ts';

/** A trace of one call; which round it belongs to is known later. */
export type CallTrace = Omit<WorkerTrace, 'seed'>;

interface Snapshot {
  readonly atMs: number;
  readonly times: ReadonlyMap<string, QueueTimes>;
}

/** A thread that ran less than this share of the busiest one's time is left out: a wake-up, or a collector with little to do. */
const TELLING_SHARE = 0.05;
/** The tick of the kernel: a share of less time than this is all or nothing. It comes at the end, where the answer ended the last slice. */
const SHORT_MS = 10;

/**
 * Keeps what the judge sees of the threads while a call runs, and draws from it who ran when.
 *
 * It is fed with the snapshots that the run-queue correction takes in every measured call anyway, so no call is measured
 * otherwise than it would be without a trace. Readings are cumulative, so leaving snapshots out loses resolution and no
 * time: whenever there are twice as many as are wanted, every other one is dropped.
 *
 * The kernel brings `schedstat` up to date at its tick (1–10 ms), so the share of one slice may be off by a tick.
 */
export class TraceRecorder {
  #snapshots: Snapshot[] = [];

  /** @param threads - every live thread of the tree, cumulative since its birth */
  observe(atMs: number, threads: readonly QueueTimes[]): void {
    if (this.#snapshots.length >= 2 * MAX_SLICES) this.#thin();
    this.#snapshots.push({ atMs, times: new Map(threads.map((thread) => [thread.id, thread])) });
  }

  /** Nothing where no thread was seen: this system does not tell. */
  trace({ cpuMs }: { readonly cpuMs: number }): CallTrace | undefined {
    while (this.#snapshots.length > MAX_SLICES + 1) this.#thin();
    const [first] = this.#snapshots;
    const last = this.#snapshots.at(-1);
    if (first === undefined || last === undefined || first === last || first.times.size === 0) return undefined;
    const wallMs = last.atMs - first.atMs;
    const ids = new Set(this.#snapshots.flatMap(({ times }) => [...times.keys()]));
    const main = mainThread(first);
    const all = [...ids].map((id) => ({ id, ...this.#threadOf(id, main) }));
    const leastMs = TELLING_SHARE * Math.max(...all.map(({ busyMs }) => busyMs));
    const telling = all.filter(({ id, busyMs }) => id === main || (busyMs > 0 && busyMs >= leastMs));
    const shown = new Set(
      telling
        .toSorted((a, b) => Number(b.id === main) - Number(a.id === main) || b.busyMs - a.busyMs)
        .slice(0, MAX_TRACED_THREADS),
    );
    return {
      wallMs: rounded(wallMs),
      cpuMs: rounded(cpuMs),
      threads: telling.filter((thread) => shown.has(thread)).map(({ id: _, ...thread }) => thread),
      othersCount: telling.length - shown.size,
    };
  }

  /** The first snapshot stays, since times are counted from it, and the last one, since the call ends there. */
  #thin(): void {
    const last = this.#snapshots.length - 1;
    this.#snapshots = this.#snapshots.filter((_, i) => i % 2 === 0 || i === last);
  }

  #threadOf(id: string, main: string | undefined): TracedThread {
    const start = this.#snapshots[0]!.atMs;
    let name: string | undefined;
    let before = this.#snapshots[0]!.times.get(id);
    const slices: TraceSpan[] = [];
    for (const [i, { atMs, times }] of this.#snapshots.entries()) {
      const now = times.get(id);
      name = now?.name ?? name;
      if (i === 0 || now === undefined) continue;
      const { atMs: sinceMs } = this.#snapshots[i - 1]!;
      const shareOf = (ms: number) => Math.max(0, Math.min(1, ms / (atMs - sinceMs)));
      // A thread born during the call brings all its time into the slice in which it was born.
      const busy = shareOf(now.onCpuMs - (before?.onCpuMs ?? 0));
      const waiting = Math.min(1 - busy, shareOf(now.runQueueWaitMs - (before?.runQueueWaitMs ?? 0)));
      const slice = { fromMs: sinceMs - start, toMs: atMs - start, busy, waiting };
      const previous = slices.at(-1);
      if (previous?.toMs === slice.fromMs && atMs - sinceMs < SHORT_MS) slices.splice(-1, 1, joined(previous, slice));
      else slices.push(slice);
      before = now;
    }
    const sumOf = (share: 'busy' | 'waiting') =>
      rounded(slices.reduce((sum, slice) => sum + slice[share] * (slice.toMs - slice.fromMs), 0));
    return {
      kind: id === main ? 'main' : kindOf(id, name),
      busyMs: sumOf('busy'),
      waitedMs: sumOf('waiting'),
      spans: spansOf(slices),
    };
  }
}

/** Neighbours that are called the same become one; what is idle is no span. */
function spansOf(slices: readonly TraceSpan[]): TraceSpan[] {
  const spans: TraceSpan[] = [];
  for (const slice of slices) {
    const previous = spans.at(-1);
    if (previous?.toMs !== slice.fromMs || traceLevel(previous) !== traceLevel(slice)) spans.push(slice);
    else spans[spans.length - 1] = joined(previous, slice);
  }
  return spans
    .filter((span) => traceLevel(span) !== 'idle')
    .map(({ fromMs, toMs, busy, waiting }) => ({
      fromMs: rounded(fromMs),
      toMs: rounded(toMs),
      busy: rounded(busy, 100),
      waiting: rounded(waiting, 100),
    }));
}

function joined(a: TraceSpan, b: TraceSpan): TraceSpan {
  const [aMs, bMs] = [a.toMs - a.fromMs, b.toMs - b.fromMs];
  const mean = (share: 'busy' | 'waiting') => (a[share] * aMs + b[share] * bMs) / (aMs + bMs);
  return { fromMs: a.fromMs, toMs: b.toMs, busy: mean('busy'), waiting: mean('waiting') };
}

/** The process that was called is the oldest: whatever else is there was started by it. */
function mainThread({ times }: Snapshot): string | undefined {
  return [...times.keys()].filter(isMainOfProcess).sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))[0];
}

function isMainOfProcess(id: string): boolean {
  const [pid, tid] = id.split('/');
  return pid === tid;
}

/** By the names that Node gives its threads; a submission may name its workers as it likes, and only spoils its own picture. */
function kindOf(id: string, name: string | undefined): ThreadKind {
  if (isMainOfProcess(id)) return 'process';
  if (name === undefined) return 'thread';
  if (name.startsWith('libuv')) return 'pool';
  return /V8Worker|^DelayedTask|^SignalInspector/.test(name) ? 'engine' : 'worker';
}

function rounded(value: number, steps = 10): number {
  return Math.round(value * steps) / steps;
}
