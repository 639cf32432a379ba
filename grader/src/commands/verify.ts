import type { Language } from '@paralelo/testkit/language';
import pc from 'picocolors';
import { selectKatas } from '../kata/find-katas.ts';
import { cutTo, pad } from '../report/layout.ts';
import { translator } from '../report/messages/messages.ts';
import { inertLine } from '../report/sanitize.ts';
import { sayIn } from '../report/sentence.ts';
import { chooseIsolation } from '../sandbox/choose-isolation.ts';
import type { IsolationLevel } from '../sandbox/isolation.ts';
import type { Outcome } from '../verify/expectation.ts';
import { type Proof, proveKatas } from '../verify/proofs.ts';
import { descriptionIn } from './description-in.ts';
import { EXIT } from './exit-codes.ts';
import { listenForInterruption } from './interruption.ts';
import { print } from './print.ts';
import { startProgress } from './progress.ts';
import { WORKSPACE } from './workspace.ts';

export interface VerifyOptions {
  readonly katas: readonly string[];
  readonly seed: number;
  readonly lang: Language;
  readonly isolation?: IsolationLevel;
  readonly requireFull: boolean;
  /** Minutes after which no measurement starts. */
  readonly within?: number;
}

const MARKS = { proven: pc.green('✓'), refuted: pc.red('✗'), doubt: pc.yellow('?') } as const;
const STAGES = { spec: 'stage.labelled.checks', speedup: 'stage.labelled.speedup' } as const;
const CLAIM_WIDTH = 44;
const DETAIL_WIDTH = 110;

function row({ claim, outcome }: Proof, lang: Language): string {
  const name = pad(cutTo(sayIn(lang, [claim])!, CLAIM_WIDTH), CLAIM_WIDTH, 'left');
  const said = sayIn(lang, outcome.detail)!;
  const detail = outcome.is === 'proven' ? cutTo(inertLine(said), DETAIL_WIDTH) : said;
  return `  ${MARKS[outcome.is]} ${name}  ${detail.replaceAll('\n', '\n      ')}`.trimEnd();
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
  const t = translator(options.lang);
  const ids = katas.map(({ id }) => id).join(', ');
  print(`${t('proof.heading', { katas: ids, description: descriptionIn(isolation, options.lang) })}\n\n`, t);
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
          progress.update({ stage: t(STAGES[phase], { kata: unit.kata.id, label: unit.label }), done, total }),
      },
      (proof) => print(`${row(proof, options.lang)}\n`, t),
    );
  } finally {
    progress.done();
  }
  const proven = count(proofs, 'proven');
  const refuted = count(proofs, 'refuted');
  const doubt = count(proofs, 'doubt');
  print(`\n${t('proof.total', { proven, refuted, doubt })}\n`, t);
  if (interruption.signal.aborted) return EXIT.interrupted;
  if (refuted > 0) return EXIT.failed;
  return doubt > 0 ? EXIT.inconclusive : EXIT.passed;
}
