import pc from 'picocolors';
import { selectKatas } from '../kata/find-katas.ts';
import { cutTo } from '../report/layout.ts';
import { inertLine } from '../report/sanitize.ts';
import { chooseIsolation } from '../sandbox/choose-isolation.ts';
import type { IsolationLevel } from '../sandbox/isolation.ts';
import type { Outcome } from '../verify/expectation.ts';
import { type Proof, proveKatas } from '../verify/proofs.ts';
import { EXIT } from './exit-codes.ts';
import { listenForInterruption } from './interruption.ts';
import { startProgress } from './progress.ts';
import { WORKSPACE } from './workspace.ts';

export interface VerifyOptions {
  readonly katas: readonly string[];
  readonly seed: number;
  readonly isolation?: IsolationLevel;
  readonly requireFull: boolean;
  /** Minutes after which no measurement starts. */
  readonly within?: number;
}

const MARKS = { proven: pc.green('✓'), refuted: pc.red('✗'), doubt: pc.yellow('?') } as const;
const CLAIM_WIDTH = 44;
const DETAIL_WIDTH = 110;

function row({ claim, outcome }: Proof): string {
  const detail = outcome.is === 'proven' ? cutTo(inertLine(outcome.detail), DETAIL_WIDTH) : outcome.detail;
  return `  ${MARKS[outcome.is]} ${cutTo(claim, CLAIM_WIDTH).padEnd(CLAIM_WIDTH)}  ${detail.replaceAll('\n', '\n      ')}`.trimEnd();
}

function count(proofs: readonly Proof[], is: Outcome['is']): number {
  return proofs.filter(({ outcome }) => outcome.is === is).length;
}

/**
 * Proves katas: that the stub fails, the reference passes, and every labelled submission gets the verdict on its label.
 *
 * @returns 0 when everything is proven, 1 when something is refuted, 3 when only measurements were inconclusive.
 */
export async function verify(options: VerifyOptions): Promise<number> {
  const katas = await selectKatas(WORKSPACE, options.katas);
  using interruption = listenForInterruption();
  const isolation = await chooseIsolation({
    ...(options.isolation && { wanted: options.isolation }),
    require: options.requireFull,
  });
  process.stdout.write(`${katas.map(({ id }) => id).join(', ')} · isolation ${isolation.description}\n\n`);
  const progress = startProgress();
  let proofs: Proof[];
  try {
    proofs = await proveKatas(
      katas,
      {
        level: isolation.level,
        seed: options.seed,
        signal: interruption.signal,
        ...(options.within !== undefined && { measureWithinMs: options.within * 60_000 }),
        onProgress: (unit, phase, { done, total }) =>
          progress.update({ stage: `${unit.kata.id} ${unit.label}: ${phase}`, done, total }),
      },
      (proof) => process.stdout.write(`${row(proof)}\n`),
    );
  } finally {
    progress.done();
  }
  const [proven, refuted, doubt] = (['proven', 'refuted', 'doubt'] as const).map((is) => count(proofs, is));
  process.stdout.write(`\n${proven} proven, ${refuted} refuted, ${doubt} inconclusive\n`);
  if (interruption.signal.aborted) return EXIT.interrupted;
  if (refuted! > 0) return EXIT.failed;
  return doubt! > 0 ? EXIT.inconclusive : EXIT.passed;
}
