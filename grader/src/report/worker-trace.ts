import { z } from 'zod';
import { FigureSchema } from './figure-schema.ts';

/** More threads than this are summed up: nobody reads a chart of them. */
export const MAX_TRACED_THREADS = 12;
/** Slices of time that a call is cut into, at most; so many spans a thread can have. */
export const MAX_SLICES = 48;

const ShareSchema = z.number().min(0).max(1);

/** A stretch of time in which a thread did much the same. */
export const TraceSpanSchema = z.strictObject({
  fromMs: FigureSchema,
  toMs: FigureSchema,
  /** Share of it on a core. */
  busy: ShareSchema,
  /** Share of it ready to run, without a core. */
  waiting: ShareSchema,
});
export type TraceSpan = z.infer<typeof TraceSpanSchema>;

/**
 * What a thread is to Node. `main`: of the process that was called; `process`: the main thread of another process of the
 * submission; `worker`: of `worker_threads`; `pool`: of libuv, for files, DNS, zlib and crypto; `engine`: V8's collector
 * and compiler; `thread`: gone before its name was read.
 */
export const ThreadKindSchema = z.enum(['main', 'process', 'worker', 'pool', 'engine', 'thread']);
export type ThreadKind = z.infer<typeof ThreadKindSchema>;

export const TracedThreadSchema = z.strictObject({
  kind: ThreadKindSchema,
  busyMs: FigureSchema,
  waitedMs: FigureSchema,
  /** Ascending and apart; between them the thread slept. */
  spans: z.array(TraceSpanSchema).max(MAX_SLICES),
});
export type TracedThread = z.infer<typeof TracedThreadSchema>;

/** Which thread of the submission ran when, in one of the measured calls on all workers. Times in ms since the call began. */
export const WorkerTraceSchema = z.strictObject({
  /** Of the round that it shows: the one whose speedup is nearest to the median. */
  seed: z.int(),
  wallMs: FigureSchema,
  /** CPU time of the whole tree; what the threads below have less was used by others, or by some that nobody saw. */
  cpuMs: FigureSchema,
  /** The main thread, and the busiest of the others; in the order in which they were first seen. */
  threads: z.array(TracedThreadSchema).max(MAX_TRACED_THREADS),
  /** Threads that did much and are not listed. */
  othersCount: z.int().min(0).max(1e6),
});
export type WorkerTrace = z.infer<typeof WorkerTraceSchema>;

/** A busy share from here on is a whole core. */
const BUSY_SHARE = 0.75;
/** Below this, a slice is a pause with a wake-up in it. */
const TELLING_SHARE = 0.1;

export type TraceLevel = 'busy' | 'partly' | 'waiting' | 'idle';

/** What a stretch of time is called. */
export function traceLevel({ busy, waiting }: Pick<TraceSpan, 'busy' | 'waiting'>): TraceLevel {
  if (busy >= BUSY_SHARE) return 'busy';
  if (waiting >= 0.5) return 'waiting';
  return busy >= TELLING_SHARE || waiting >= TELLING_SHARE ? 'partly' : 'idle';
}
