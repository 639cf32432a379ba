import type { Translate } from './messages/messages.ts';
import { type ThreadKind, type TracedThread, type TraceLevel, traceLevel, type WorkerTrace } from './worker-trace.ts';

/** A thread as a face draws it. Times in ms. */
export interface DrawnThread {
  readonly name: string;
  readonly busyMs: number;
  readonly waitedMs: number;
  readonly spans: readonly DrawnSpan[];
}

export interface DrawnSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly busy: number;
  readonly waiting: number;
  readonly level: TraceLevel;
}

/**
 * Threads with names that tell them apart, e.g. `worker 2`. A file may be anybody's: what a span has outside of the call, or
 * over another one, is cut off.
 */
export function tracedThreads({ threads, wallMs }: WorkerTrace, t: Translate): DrawnThread[] {
  const numbers = new Map<ThreadKind, number>();
  const nameOf = (kind: ThreadKind): string => {
    if (kind === 'main') return t('trace.main');
    const number = (numbers.get(kind) ?? 0) + 1;
    numbers.set(kind, number);
    return t(`trace.${kind}`, { number });
  };
  return threads.map((thread) => ({
    name: nameOf(thread.kind),
    busyMs: Math.min(thread.busyMs, wallMs),
    waitedMs: Math.min(thread.waitedMs, wallMs),
    spans: spansWithin(thread, wallMs),
  }));
}

function spansWithin({ spans }: TracedThread, wallMs: number): DrawnSpan[] {
  let free = 0;
  return spans.flatMap((span) => {
    const fromMs = Math.max(free, span.fromMs);
    const toMs = Math.min(wallMs, span.toMs);
    if (toMs <= fromMs) return [];
    free = toMs;
    const waiting = Math.min(span.waiting, 1 - span.busy);
    return [{ fromMs, toMs, busy: span.busy, waiting, level: traceLevel({ ...span, waiting }) }];
  });
}
