import { type CadenceRound, samplesDue } from '../measure/cadence-round.ts';
import { QUIET_WINDOW_MS } from '../measure/samples.ts';
import { type CheatRule, type Finding, firstFinding, QUIET_SHARE } from './integrity.ts';

/** Ways to look as if samples were taken while the event loop was blocked. */
export type CadenceCheat = 'unblocked' | 'invented' | 'untrue' | 'busy-wait' | 'late-work' | 'still-awake';

/** A blocked thread is given no core; signals and the edges of the block may wake it once or twice. */
const LOOP_WAKE_UPS_SHARE = 0.25;
/** Nobody is accused for so few. */
const FEW_SAMPLES = 3;
/** Two looks at the same figure may differ where it changes between them. */
const UNTRUE_SHARE = 0.02;
/** Sampling takes a few percent of a core, waiting in a loop takes all of it. */
const BUSY_SHARE = 0.5;
/** Threads that end, and collectors of garbage, stir now and then. */
const WAKE_UPS_AFTER = 15;

const RULES: readonly CheatRule<CadenceRound, CadenceCheat>[] = [
  {
    cheat: 'unblocked',
    seen: ({ blocked }) => blocked.loopWakeUps,
    limit: (round) => LOOP_WAKE_UPS_SHARE * (samplesDue(round) / round.series),
  },
  // Before "invented": whoever never sleeps is never woken.
  { cheat: 'busy-wait', seen: ({ blocked }) => blocked.cpuMs, limit: ({ blockedMs }) => BUSY_SHARE * blockedMs },
  {
    cheat: 'invented',
    seen: ({ claimed }) => claimed,
    // One that wakes may take a sample of every series.
    limit: ({ series, claimed, blocked: { otherWakeUps } }) =>
      otherWakeUps === undefined ? claimed : FEW_SAMPLES + series * otherWakeUps,
  },
  { cheat: 'untrue', seen: ({ untrue }) => untrue, limit: ({ claimed }) => FEW_SAMPLES + UNTRUE_SHARE * claimed },
  { cheat: 'late-work', seen: ({ run }) => run.afterCpuMs, limit: () => QUIET_SHARE * QUIET_WINDOW_MS },
  { cheat: 'still-awake', seen: ({ wakeUpsAfter }) => wakeUpsAfter, limit: () => WAKE_UPS_AFTER },
];

/** The first cheat that more than half of the rounds show. */
export function findCadenceCheat(rounds: readonly CadenceRound[]): Finding<CadenceCheat> | undefined {
  return firstFinding(rounds, RULES);
}
