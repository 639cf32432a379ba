import type { ThreadTimes } from '../sandbox/isolation.ts';

/** What each thread that lives now has had since an earlier look; a younger one brings all it has had. */
export function threadsSince(before: readonly ThreadTimes[], now: readonly ThreadTimes[]): readonly ThreadTimes[] {
  const earlier = new Map(before.map((thread) => [thread.id, thread]));
  return now.map(({ id, onCpuMs, runQueueWaitMs, timeslices }) => {
    const then = earlier.get(id);
    return {
      id,
      onCpuMs: onCpuMs - (then?.onCpuMs ?? 0),
      runQueueWaitMs: runQueueWaitMs - (then?.runQueueWaitMs ?? 0),
      timeslices: timeslices - (then?.timeslices ?? 0),
    };
  });
}
