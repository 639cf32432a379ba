import type { UsableCores } from '../measure/machine.ts';
import { type Sentence, sentence } from '../report/sentence.ts';
import type { CadenceCheat } from './cadence-integrity.ts';
import type { Cheat, Finding, WrongAnswer } from './integrity.ts';
import type { IoCheat } from './io-integrity.ts';

/** What was decided about the speed of a submission, and the figures that say why. Efficiencies are shares of 1. */
export type Decision =
  | { readonly is: 'passed' | 'slow' | 'undecided' | 'contested'; readonly figures: DecisionFigures }
  | { readonly is: 'weak-machine'; readonly workers: number; readonly capacity: number }
  | { readonly is: 'too-few-cores'; readonly usable: UsableCores }
  | { readonly is: 'too-few-rounds'; readonly rounds: number; readonly needed: number }
  | { readonly is: 'wrong'; readonly answer: WrongAnswer }
  | { readonly is: 'caught'; readonly finding: Finding };

export interface DecisionFigures {
  readonly workers: number;
  readonly rounds: number;
  readonly speedup: number;
  readonly capacity: number;
  readonly efficiency: { readonly median: number; readonly low: number; readonly high: number };
  /** How far rounds lie from the median speedup, typically, as a share of it. */
  readonly scatter: number;
  /** The speedup asked for. */
  readonly needs: number;
}

/** Rounds that scatter by more than this are the machine's doing; below it, the submission is at the threshold. */
const NOISY = 0.06;

/** One sentence: what was decided and why. */
export function decisionSentence(decision: Decision): Sentence {
  switch (decision.is) {
    case 'passed':
    case 'slow':
    case 'undecided':
    case 'contested':
      return comparisonSentence(decision.is, decision.figures);
    case 'weak-machine':
      return sentence('cpu.weakMachine', { capacity: decision.capacity, workers: decision.workers });
    case 'too-few-cores': {
      const { cores, because } = decision.usable;
      return because === 'quota' ? sentence('cpu.quota', { cores }) : sentence('cpu.oneCore');
    }
    case 'too-few-rounds':
      return sentence('cpu.tooFewRounds', { rounds: decision.rounds, needed: decision.needed });
    case 'wrong':
      return wrongSentence(decision.answer);
    case 'caught':
      return cheatSentence(decision.finding);
  }
}

function comparisonSentence(is: 'passed' | 'slow' | 'undecided' | 'contested', f: DecisionFigures): Sentence {
  const { workers, rounds, speedup, efficiency, scatter, needs } = f;
  const asked = { threshold: needs / f.capacity, needs };
  const range = { low: efficiency.low, high: efficiency.high, ...asked };
  switch (is) {
    case 'passed':
      return sentence('cpu.passed', { speedup, workers, efficiency: efficiency.median, ...asked });
    case 'slow':
      return sentence('cpu.slow', { speedup, workers, efficiency: efficiency.median, ...asked });
    case 'undecided':
      return scatter > NOISY
        ? sentence('cpu.noisy', { rounds, ...range, scatter })
        : sentence('cpu.close', { rounds, ...range });
    case 'contested':
      return sentence('cpu.contested', range);
  }
}

const WRONG = { baseline: 'cpu.wrongBaseline', one: 'cpu.wrongOne', many: 'cpu.wrongMany' } as const;

function wrongSentence({ seed, run, wrong }: WrongAnswer): Sentence {
  return sentence(WRONG[run], { seed, wrong });
}

const CHEATS = {
  'early-work': 'cheat.earlyWork',
  'late-work': 'cheat.lateWork',
  'no-work': 'cheat.noWork',
  crowded: 'cheat.crowded',
  unasked: 'cheat.unasked',
  'late-items': 'cheat.lateItems',
  unblocked: 'cheat.unblocked',
  invented: 'cheat.invented',
  untrue: 'cheat.untrue',
  'busy-wait': 'cheat.busyWait',
  'still-awake': 'cheat.stillAwake',
} as const;

/** What shows a cheat, in rounds that show it. */
export function cheatSentence({ cheat, seen, limit, rounds, of }: Finding<Cheat | IoCheat | CadenceCheat>): Sentence {
  return sentence(CHEATS[cheat], { seen, limit, rounds, of });
}
