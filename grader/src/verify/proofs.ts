import { join } from 'node:path';
import { type GradingOptions, gradeUnits } from '../grading/grade-units.ts';
import type { Unit, UnitEvidence } from '../grading/unit.ts';
import type { Kata } from '../kata/kata-schema.ts';
import { type Sentence, sentence } from '../report/sentence.ts';
import { passesDirectly, typeChecks } from './direct-run.ts';
import { expectLabel, expectReference, expectStub, needsMeasuring, type Outcome, quoted } from './expectation.ts';
import { labelledSubmissions, readmeProblems, strayFiles, stubProblems } from './kata-files.ts';
import { LabelError } from './label.ts';

/** One row of the table: what was to be proven of a kata, and how it came out. */
export interface Proof {
  readonly kata: string;
  readonly claim: Sentence;
  readonly outcome: Outcome;
}

/** Claims that need no figure. */
type FileClaim = 'claim.files' | 'claim.readmes' | 'claim.stubShort' | 'claim.types' | 'claim.direct';

type Judged = { readonly unit: Unit; readonly claim: Sentence; expect(evidence: UnitEvidence): Outcome };

function fromProblems(problems: readonly Sentence[]): Outcome {
  return { is: problems.length === 0 ? 'proven' : 'refuted', detail: problems };
}

/** What a look at the files proves. */
export async function* fileProofs(kata: Kata, signal: AbortSignal): AsyncGenerator<Proof> {
  const proof = (claim: FileClaim, outcome: Outcome): Proof => ({
    kata: kata.id,
    claim: sentence(claim),
    outcome,
  });
  yield proof('claim.files', fromProblems(await strayFiles(kata)));
  yield proof('claim.readmes', fromProblems(await readmeProblems(kata).catch(missing)));
  yield proof('claim.stubShort', fromProblems(await stubProblems(kata).catch(missing)));
  yield proof('claim.types', await typeChecks(kata, signal));
  yield proof('claim.direct', await passesDirectly(kata, signal));
}

function missing(error: Error): Sentence[] {
  return [quoted(error.message)];
}

/** What has to be graded to be proven: stub, reference, every labelled submission. */
export async function claimsOf(kata: Kata): Promise<Judged[]> {
  const unit = (label: string, srcDir: string, phases: Unit['phases']): Unit => ({ kata, label, srcDir, phases });
  const labelled = await labelledSubmissions(kata);
  return [
    { unit: unit('stub', join(kata.dir, 'src'), 'spec'), claim: sentence('claim.stub'), expect: expectStub },
    {
      unit: unit('reference', join(kata.dir, 'solution'), 'both'),
      claim: sentence('claim.reference'),
      expect: expectReference,
    },
    ...labelled.map(({ name, dir, label }) => ({
      unit: unit(name, dir, needsMeasuring(label) ? 'both' : 'spec'),
      claim: sentence('claim.labelled', { name }),
      expect: (evidence: UnitEvidence) => expectLabel(label, evidence),
    })),
  ];
}

/**
 * Proves katas; each proof is handed to `onProof` as soon as it is there.
 *
 * @returns all of them, in the order of the claims.
 */
export async function proveKatas(
  katas: readonly Kata[],
  options: Omit<GradingOptions, 'onFinished'>,
  onProof: (proof: Proof) => void,
): Promise<Proof[]> {
  const proofs: Proof[] = [];
  const add = (proof: Proof): void => {
    proofs.push(proof);
    onProof(proof);
  };
  const judged = new Map<Unit, Judged>();
  for (const kata of katas) {
    for await (const proof of fileProofs(kata, options.signal)) add(proof);
    try {
      for (const claim of await claimsOf(kata)) judged.set(claim.unit, claim);
    } catch (error) {
      if (!(error instanceof LabelError)) throw error;
      add({ kata: kata.id, claim: sentence('claim.labels'), outcome: fromProblems([quoted(error.message)]) });
    }
  }
  await gradeUnits([...judged.keys()], {
    ...options,
    onFinished: (evidence) => {
      const { claim, expect } = judged.get(evidence.unit)!;
      add({ kata: evidence.unit.kata.id, claim, outcome: expect(evidence) });
    },
  });
  return proofs;
}
