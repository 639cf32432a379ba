import type { ResultFrame } from '../grading/summary.ts';
import { inEnglish } from '../report/sentence.ts';
import type { Isolation } from '../sandbox/isolation.ts';
import { machineFacts } from './machine-facts.ts';

/** What every result of a run says of the run itself. */
export function runFrame(
  seed: number,
  { level, description, descriptionSentences, shortfall }: Isolation,
): Pick<ResultFrame, 'startedAt' | 'seed' | 'isolation' | 'machine'> {
  return {
    startedAt: new Date().toISOString(),
    seed,
    isolation: {
      level,
      description,
      ...(descriptionSentences && { descriptionSentences: [...descriptionSentences] }),
      shortfall: shortfall.map((line) => inEnglish([line])),
      shortfallSentences: [...shortfall],
    },
    machine: machineFacts(),
  };
}
