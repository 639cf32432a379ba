import { ThreadPoolExecutor } from '@paralelo/executors';
import { basePrimes } from './base-primes.ts';
import type { Plan } from './options.ts';
import { countChunks, type Span, spansOf } from './spans.ts';

type SpanTask<Answer> = (start: number, end: number, base: Uint32Array) => Promise<Answer>;

/** Enough that a worker finds its next span waiting when it is done with one. */
const SPANS_PER_WORKER = 2;

/**
 * Runs `task` over all of `[start, end)` on threads and hands the answers to `take`, in the order they come.
 *
 * @throws the signal's reason, or what `onProgress` threw; by then no worker is left.
 */
export async function runSpans<Answer>(
  task: SpanTask<Answer>,
  start: number,
  end: number,
  plan: Plan,
  take: (answer: Awaited<Answer>, span: Span) => void,
): Promise<void> {
  plan.signal.throwIfAborted();
  const total = countChunks(start, end, plan.chunkSize);
  if (total === 0) return;
  const base = basePrimes(end);
  const spans = spansOf(start, end, plan, base.length);
  const ownStop = new AbortController();
  const stop = AbortSignal.any([ownStop.signal, plan.signal]);
  const workers = Math.min(plan.workers, total);
  let done = 0;

  await using pool = new ThreadPoolExecutor({ maxWorkers: workers });
  // Every lane takes the next span as soon as its last one is done, so a slow span delays nobody else.
  async function runLane(): Promise<void> {
    for (const span of spans) {
      const answer = await pool.submit({ signal: stop }, task, span.start, span.end, base);
      take(answer, span);
      for (let i = 0; i < span.chunks; i++) {
        // Another lane, or this onProgress, may have ended it all in the meantime.
        stop.throwIfAborted();
        done++;
        plan.onProgress({ done, total });
      }
    }
  }

  try {
    await Promise.all(Array.from({ length: SPANS_PER_WORKER * workers }, runLane));
    // The last onProgress may have aborted, with no chunk left to notice.
    stop.throwIfAborted();
  } catch (error) {
    // The first reason wins: where the caller's signal fired, aborting again changes nothing.
    ownStop.abort(error);
    throw stop.reason;
  }
}
