import type { IoRound } from '../measure/io-round.ts';
import { QUIET_WINDOW_MS } from '../measure/samples.ts';
import { type CheatRule, type Finding, firstFinding, QUIET_SHARE } from './integrity.ts';

/** Ways to look faster than one is where the judge's own server makes the latency. */
export type IoCheat = 'crowded' | 'unasked' | 'late-items' | 'late-work';

const RULES: readonly CheatRule<IoRound, IoCheat>[] = [
  { cheat: 'crowded', seen: ({ mostInFlight }) => mostInFlight, limit: ({ workers }) => workers },
  { cheat: 'unasked', seen: ({ items, asked }) => items - asked, limit: () => 0 },
  { cheat: 'late-items', seen: ({ afterwards }) => afterwards, limit: () => 0 },
  { cheat: 'late-work', seen: ({ run }) => run.afterCpuMs, limit: () => QUIET_SHARE * QUIET_WINDOW_MS },
];

/** The first cheat that more than half of the rounds show. */
export function findIoCheat(rounds: readonly IoRound[]): Finding<IoCheat> | undefined {
  return firstFinding(rounds, RULES);
}
