import { chmod } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { Evidence, MeasuredEvidence, SpecEvidence } from '../judge/evidence.ts';
import type { JudgeProgress, JudgeTask } from '../judge/judge-job.ts';
import { JudgePool } from '../judge/judge-pool.ts';
import type { Kata } from '../kata/kata-schema.ts';
import type { SpeedupRules } from '../kata/speedup-rules.ts';
import { type Stage, stageBaseline, stageSubmission } from '../kata/stage.ts';
import { SubmissionError } from '../kata/submission-error.ts';
import { usableCores } from '../measure/machine.ts';
import { workersFor } from '../measure/protocol.ts';
import type { SpeedupReport } from '../report/result.ts';
import type { IsolationLevel } from '../sandbox/isolation.ts';
import { makeFolder } from '../sandbox/leftovers.ts';
import { removeTree } from '../sandbox/remove-tree.ts';
import { endStragglers } from '../sandbox/stragglers.ts';
import { cadenceVerdict } from '../verdict/cadence-verdict.ts';
import { ioVerdict } from '../verdict/io-verdict.ts';
import { speedupVerdict } from '../verdict/speedup-verdict.ts';
import { unmeasuredSpeedup } from '../verdict/unmeasured-speedup.ts';
import { measuringOrder } from './measuring-order.ts';
import type { Unit, UnitEvidence } from './unit.ts';

export interface GradingOptions {
  readonly level: IsolationLevel;
  readonly seed: number;
  /** Ends everything; what is finished by then is returned. */
  readonly signal: AbortSignal;
  /** No measurement starts later than this after the beginning, ms; by default each one is made. */
  readonly measureWithinMs?: number;
  /** Told while a unit is worked on. */
  readonly onProgress?: (unit: Unit, phase: JudgeTask['phase'], progress: JudgeProgress) => void;
  /** Told once per unit, with all there is to know about it. */
  readonly onFinished?: (evidence: UnitEvidence) => void | Promise<void>;
}

/** An inconclusive measurement is made once more, then reported as what it is. */
const MEASURING_ATTEMPTS = 2;
/** More rounds than a measurement has: seeds of one attempt are none of the other's. */
const MOST_ROUNDS = 1000;

/** One unit on its way through the phases. */
interface Underway {
  readonly unit: Unit;
  stage?: Stage;
  evidence: UnitEvidence;
  /** Nothing more to do for it. */
  isFinished: boolean;
}

/**
 * Grades every unit: first the specs, side by side, then the measurements, each alone on the machine.
 *
 * @returns the evidence of the units that were finished, in the order given.
 */
export async function gradeUnits(units: readonly Unit[], options: GradingOptions): Promise<UnitEvidence[]> {
  // Everything temporary is in here: stages, and what judges and subjects make. One removal leaves nothing.
  const tempDir = makeFolder('grading');
  try {
    // A subject of another user must get to its stage.
    await chmod(tempDir, 0o711);
    await using grading = new Grading(units, options, tempDir);
    await grading.specs();
    await grading.measurements();
    return grading.finished();
  } finally {
    if (options.level === 'full') endStragglers(tempDir);
    removeTree(tempDir);
  }
}

class Grading implements AsyncDisposable {
  readonly #underway: Underway[];
  readonly #options: GradingOptions;
  readonly #tempDir: string;
  readonly #since = performance.now();
  readonly #baselines = new Map<string, Promise<Stage>>();
  /** The judge of the first measurement, from the first check on until it is taken. */
  #ahead: JudgePool | undefined;

  constructor(units: readonly Unit[], options: GradingOptions, tempDir: string) {
    this.#options = options;
    this.#tempDir = tempDir;
    this.#underway = units.map((unit) => ({
      unit,
      evidence: { unit, measureMs: 0, totalMs: 0 },
      isFinished: false,
    }));
  }

  async specs(): Promise<void> {
    const judges = Math.max(1, Math.min(availableParallelism(), this.#underway.length));
    // They start while the first submissions are staged.
    await using pool = new JudgePool(judges, this.#tempDir, judges);
    const queue = this.#underway.values();
    // As many lanes as judges: a submission is staged when its turn comes, not all of a cohort at once.
    const lane = async (): Promise<void> => {
      for (const underway of queue) await this.#timed(underway, () => this.#specOf(underway, pool));
    };
    await Promise.all(Array.from({ length: judges }, lane));
  }

  async measurements(): Promise<void> {
    const { measureWithinMs = Number.POSITIVE_INFINITY, onFinished, signal } = this.#options;
    const waiting = this.#underway.filter(({ isFinished }) => !isFinished);
    for (const underway of measuringOrder(waiting, ({ unit }) => unit.kata.id)) {
      if (performance.now() - this.#since >= measureWithinMs && !signal.aborted) {
        this.#add(underway, { isOutOfTime: true });
        underway.isFinished = true;
        await onFinished?.(underway.evidence);
        continue;
      }
      // A pool of its own each time: no judge of another unit is there while this one is measured.
      await using pool = this.#ahead ?? new JudgePool(1, this.#tempDir);
      this.#ahead = undefined;
      await this.#timed(underway, () => this.#speedupOf(underway, pool));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#ahead?.[Symbol.asyncDispose]();
    // One that is still being staged would make its folder again after `tempDir` was removed.
    await Promise.allSettled(this.#baselines.values());
  }

  finished(): UnitEvidence[] {
    return this.#underway.filter(({ isFinished }) => isFinished).map(({ evidence }) => evidence);
  }

  /** Runs a phase; whatever it throws is our own fault, unless we were told to stop. */
  async #timed(underway: Underway, phase: () => Promise<void>): Promise<void> {
    const { signal, onFinished } = this.#options;
    if (signal.aborted) return;
    const since = performance.now();
    try {
      await phase();
    } catch (error) {
      if (signal.aborted) return;
      this.#add(underway, { fault: String((error as Error)?.message ?? error) });
      underway.isFinished = true;
    }
    this.#add(underway, { totalMs: underway.evidence.totalMs + performance.now() - since });
    if (underway.isFinished) await onFinished?.(underway.evidence);
  }

  async #specOf(underway: Underway, pool: JudgePool): Promise<void> {
    const { kata, srcDir, phases } = underway.unit;
    try {
      underway.stage = await stageSubmission(kata, srcDir, this.#tempDir);
    } catch (error) {
      if (!(error instanceof SubmissionError)) throw error;
      this.#add(underway, { problem: { kind: 'load', message: error.message, messageSentences: [error.said] } });
      underway.isFinished = true;
      return;
    }
    // It is not needed before the measurement, and costs nothing beside a spec that runs.
    if (phases !== 'spec') this.#baselineOf(kata)?.catch(() => {});
    if (phases === 'speedup') return;
    const { level, seed } = this.#options;
    const job = { kata, submission: underway.stage, level, seed };
    const evidence = await this.#judge(underway, pool, { phase: 'spec', job }, () => {
      // Beside specs there is nothing that it would disturb, and a measurement need not wait for it.
      if (phases !== 'spec') this.#ahead ??= new JudgePool(1, this.#tempDir, 1);
    });
    if ('failure' in evidence) this.#add(underway, { problem: evidence.failure });
    if ('spec' in evidence) this.#add(underway, { spec: evidence.spec });
    const isCorrect = 'spec' in evidence && isFlawless(evidence.spec);
    underway.isFinished = phases === 'spec' || !isCorrect;
  }

  async #speedupOf(underway: Underway, pool: JudgePool): Promise<void> {
    const { kata } = underway.unit;
    const { level, seed } = this.#options;
    const { speedup: rules } = kata;
    const workers = rules.kind === 'cpu' ? workersFor(usableCores().cores, rules.maxWorkers) : rules.workers;
    const baseline = await this.#baselineOf(kata);
    const job = { kata, submission: underway.stage!, ...(baseline && { baseline }), workers, level, seed };
    for (let attempt = 0; attempt < MEASURING_ATTEMPTS; attempt += 1) {
      // Other inputs each time, and the first ones are those of the seed that is printed.
      const inputs = (seed + attempt * MOST_ROUNDS) >>> 0;
      const evidence = await this.#judge(underway, pool, { phase: 'speedup', job: { ...job, seed: inputs } });
      if ('failure' in evidence) {
        this.#add(underway, { speedup: unmeasuredSpeedup(rules, workers, evidence) });
      } else if (evidence.phase === 'speedup') {
        const speedup = verdictOf(evidence, rules, inputs);
        this.#add(underway, { speedup, measureMs: underway.evidence.measureMs + evidence.wallMs });
      }
      const { speedup } = underway.evidence;
      // Without an efficiency there was no round, and another attempt would have none either.
      if (speedup?.status !== 'inconclusive' || speedup.efficiency === undefined) break;
    }
    underway.isFinished = true;
  }

  #judge(underway: Underway, pool: JudgePool, task: JudgeTask, onStep = () => {}): Promise<Evidence> {
    const { signal, onProgress } = this.#options;
    const report = (progress: JudgeProgress): void => {
      onStep();
      onProgress?.(underway.unit, task.phase, progress);
    };
    return pool.run(task, report, signal);
  }

  #baselineOf(kata: Kata): Promise<Stage> | undefined {
    if (kata.speedup.kind !== 'cpu') return undefined;
    const known = this.#baselines.get(kata.id) ?? stageBaseline(kata, this.#tempDir);
    this.#baselines.set(kata.id, known);
    return known;
  }

  #add(underway: Underway, more: Partial<UnitEvidence>): void {
    underway.evidence = { ...underway.evidence, ...more };
  }
}

function verdictOf(evidence: MeasuredEvidence, rules: SpeedupRules, seed: number): SpeedupReport {
  if (rules.kind === 'io' && 'ioMeasurement' in evidence) return ioVerdict(evidence.ioMeasurement, rules, seed);
  if (rules.kind === 'cadence' && 'cadenceMeasurement' in evidence) {
    return cadenceVerdict(evidence.cadenceMeasurement, rules, seed);
  }
  if (rules.kind === 'cpu' && 'measurement' in evidence) return speedupVerdict(evidence.measurement, rules, seed);
  throw new Error(`The judge did not measure what a kata of kind "${rules.kind}" asks for.`);
}

function isFlawless(spec: SpecEvidence): boolean {
  return spec.faults.length === 0 && spec.checks.every((check) => check.passed);
}
