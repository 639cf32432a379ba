import type { Translate } from './messages/messages.ts';
import type { IoReport } from './result.ts';

/** What the judge's server saw of I/O-bound work: the makespan against the ideal, and how many items were in flight. */
export function ioAccount(io: IoReport, workers: number, t: Translate): string {
  const { items, latencyMs, makespanMs, idealMs, mostInFlight } = io;
  const makespan = t('io.makespan', {
    items,
    latency: latencyMs,
    makespan: Math.round(makespanMs),
    ideal: idealMs,
    alone: items * latencyMs,
  });
  return `${makespan} ${t('io.inFlight', { most: mostInFlight, workers })}`;
}
