import { execFileSync } from 'node:child_process';
import type { MachineView, ProcessFacts } from './process-facts.ts';

const MS_PER_SECOND = 1000;
const SECONDS_PER_DAY = 86_400;

/** `ps` prints CPU time as `[[dd-]hh:]mm:ss[.cc]`. */
function cpuMs(time: string): number {
  const [clock, days] = time.split('-').reverse();
  const seconds = String(clock)
    .split(':')
    .reduce((sum, part) => sum * 60 + Number(part), 0);
  return (seconds + Number(days ?? 0) * SECONDS_PER_DAY) * MS_PER_SECOND;
}

/**
 * Every process as `ps` sees it, for systems without `/proc` (macOS). It knows no start times and no reaped children, and
 * a thread count of one each: good enough to end a subject and to watch its memory.
 */
export function psProcesses(): ReadonlyMap<number, ProcessFacts & { readonly rssKb: number }> {
  const text = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,pgid=,stat=,rss=,time='], { encoding: 'utf8' });
  const all = new Map<number, ProcessFacts & { readonly rssKb: number }>();
  for (const line of text.split('\n')) {
    if (!line) continue;
    const [pid, parent, group, state, rss, time] = line.trim().split(/\s+/);
    const ms = cpuMs(String(time));
    all.set(Number(pid), {
      pid: Number(pid),
      parent: Number(parent),
      group: Number(group),
      state: String(state).charAt(0),
      cpuMs: ms,
      ownCpuMs: ms,
      threads: 1,
      startTicks: 0,
      rssKb: Number(rss),
    });
  }
  return all;
}

/** One run of `ps` as a view; it cannot tell shared memory from private. */
export function psView(): MachineView {
  const all = psProcesses();
  return { facts: (pid) => all.get(pid), memory: (pid) => ({ privateKb: all.get(pid)?.rssKb ?? 0, sharedKb: 0 }) };
}
