import { join } from 'node:path';
import { type GradingOptions, gradeUnits } from '../grading/grade-units.ts';
import type { Unit, UnitEvidence } from '../grading/unit.ts';
import type { Kata } from '../kata/kata-schema.ts';
import { passesDirectly, typeChecks } from './direct-run.ts';
import { expectLabel, expectReference, expectStub, needsMeasuring, type Outcome } from './expectation.ts';
import { labelledSubmissions, readmeProblems, strayFiles, stubProblems } from './kata-files.ts';
import { LabelError } from './label.ts';

/** One row of the table: what was to be proven of a kata, and how it came out. */
export interface Proof {
  readonly kata: string;
  readonly claim: string;
  readonly outcome: Outcome;
}

type Judged = { readonly unit: Unit; readonly claim: string; expect(evidence: UnitEvidence): Outcome };

function fromProblems(problems: readonly string[]): Outcome {
  return problems.length === 0 ? { is: 'proven', detail: '' } : { is: 'refuted', detail: problems.join('; ') };
}

/** What a look at the files proves. */
export async function* fileProofs(kata: Kata, signal: AbortSignal): AsyncGenerator<Proof> {
  const proof = (claim: string, outcome: Outcome): Proof => ({ kata: kata.id, claim, outcome });
  yield proof('holds the files of a kata, no others', fromProblems(await strayFiles(kata)));
  yield proof('both READMEs have the same shape', fromProblems(await readmeProblems(kata).catch(missing)));
  yield proof('the stub is short', fromProblems(await stubProblems(kata).catch(missing)));
  yield proof('everything type-checks', await typeChecks(kata, signal));
  yield proof('the reference passes in plain vitest', await passesDirectly(kata, signal));
}

function missing(error: Error): string[] {
  return [error.message];
}

/** What has to be graded to be proven: stub, reference, every labelled submission. */
export async function claimsOf(kata: Kata): Promise<Judged[]> {
  const unit = (label: string, srcDir: string, phases: Unit['phases']): Unit => ({ kata, label, srcDir, phases });
  const labelled = await labelledSubmissions(kata);
  return [
    { unit: unit('stub', join(kata.dir, 'src'), 'spec'), claim: 'the stub fails every check', expect: expectStub },
    {
      unit: unit('reference', join(kata.dir, 'solution'), 'both'),
      claim: 'the reference passes, and is faster than asked with a margin',
      expect: expectReference,
    },
    ...labelled.map(({ name, dir, label }) => ({
      unit: unit(name, dir, needsMeasuring(label) ? 'both' : 'spec'),
      claim: name,
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
      add({ kata: kata.id, claim: 'every submission has a label', outcome: fromProblems([error.message]) });
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
