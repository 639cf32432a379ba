import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type ProcessRun, type Program, runProcess } from './run-process.ts';
import { medianOf, spread } from './spread.ts';

/** One of the programs that do the same work. */
export interface Contender extends Program {
  readonly name: string;
  /** Called before each run, the uncounted one too: takes away what an earlier one left. */
  readonly prepare?: () => void;
  /** What the work came to; the same for all. By default what was printed. */
  readonly answer?: (output: string) => unknown;
}

export interface Comparison {
  /** The work, in a few words. */
  readonly title: string;
  /** The one that the others are compared with. */
  readonly ours: Contender;
  readonly peers: readonly Contender[];
  /** Every contender runs once in each that counts; by default 9. */
  readonly rounds?: number;
  /** Where lines go; by default stdout. */
  readonly print?: (line: string) => void;
  /** Path of GNU time; by default Debian's. */
  readonly time?: string;
}

/** A contender with all of its runs. */
type Entrant = readonly [Contender, ProcessRun[]];

/**
 * Runs programs side by side, as whole processes, in an order that changes with every round; prints medians with the least
 * and the most, and the ratio of ours to each peer, round by round.
 *
 * All have run once before, uncounted: their files are in memory, and what Node compiles it has compiled, as the peers are.
 *
 * @returns the median ratio of wall times, ours to each peer, in their order.
 * @throws Error when a program fails, or when two of them answer differently.
 */
export function compareProgramsSideBySide({
  title,
  ours,
  peers,
  rounds = 9,
  print = console.log,
  time,
}: Comparison): number[] {
  print(`${title}: whole processes, ${rounds} interleaved rounds`);
  const entrants = [ours, ...peers].map((contender): Entrant => [contender, []]);
  const compileCache = mkdtempSync(join(tmpdir(), 'bench-compiled-'));
  const run = (contender: Contender): ProcessRun => {
    contender.prepare?.();
    const env = { ...(contender.env ?? process.env), NODE_COMPILE_CACHE: compileCache };
    return runProcess({ ...contender, env }, time);
  };
  try {
    for (const [contender] of entrants) run(contender);
    for (let round = 0; round < rounds; round++) {
      const order = entrants.map((_, i) => entrants[(i + round) % entrants.length]!);
      for (const [contender, runs] of order) runs.push(run(contender));
      requireSameAnswers(entrants);
      const times = entrants.map(([{ name }, runs]) => `${name} ${runs.at(-1)!.ms.toFixed(0)} ms`);
      print(`  ${round + 1}/${rounds}  ${times.join('   ')}`);
    }
  } finally {
    rmSync(compileCache, { recursive: true });
  }
  for (const line of tableOf(entrants)) print(line);
  return entrants.slice(1).map(([, runs]) => medianOf(ratiosOf(entrants[0]![1], runs)));
}

function requireSameAnswers(entrants: readonly Entrant[]): void {
  const [first, ...others] = entrants.map(([contender, runs]) => {
    const { output } = runs.at(-1)!;
    return { name: contender.name, answer: contender.answer?.(output) ?? output.trim() };
  });
  for (const { name, answer } of others) {
    if (isDeepStrictEqual(answer, first!.answer)) continue;
    throw new Error(`${name} and ${first!.name} came to different answers, so their times say nothing`);
  }
}

function tableOf(entrants: readonly Entrant[]): string[] {
  const ours = entrants[0]![1];
  const rows = entrants.map(([{ name }, runs], i) => [
    name,
    spread(runs.map(({ ms }) => ms)),
    spread(runs.flatMap(({ cpuMs }) => cpuMs ?? [])),
    spread(runs.flatMap(({ peakMb }) => peakMb ?? [])),
    i === 0 ? '' : spread(ratiosOf(ours, runs), 2),
  ]);
  const table = [['', 'time, ms', 'CPU, ms', 'peak memory, MiB', `${entrants[0]![0].name} / peer`], ...rows];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')}`.trimEnd());
  const isMeasured = ours.some(({ cpuMs }) => cpuMs !== undefined);
  return isMeasured ? lines : [...lines, '  CPU time and memory need GNU time: apt-get install time'];
}

function ratiosOf(ours: readonly ProcessRun[], peer: readonly ProcessRun[]): number[] {
  return ours.map(({ ms }, i) => ms / peer[i]!.ms);
}
