/** What a workload's own server saw of the items it was asked about; the proof of concurrency. */
export interface IoServer extends AsyncDisposable {
  /** Distinct items that wait for it now. */
  readonly inFlight: number;
  /** Distinct items that waited for it at the same time, at most. */
  readonly mostInFlight: number;
  /** Distinct items that it was asked about. */
  readonly asked: number;
  /** Questions so far, repeated ones included. */
  readonly questions: number;
  /** How much later than its latency it answered, ms, typically: the doing of the machine, not of the submission. */
  readonly lateMs: number;
}

/**
 * The work on which the speedup of an I/O-bound kata is measured. Lives in `spec/speedup.ts` as the export `speedup`.
 *
 * The server runs in the judge and makes the latency, so the ideal times are known: one at a time, `items × latencyMs`;
 * in parallel, `ceil(items / workers) × latencyMs`. Every item costs one latency.
 *
 * @typeParam Kata - the exports of the kata, `typeof import('../src/index.ts')`.
 */
export interface IoSpeedupWorkload<Kata, Input, Server extends IoServer> {
  readonly items: number;
  readonly latencyMs: number;
  /** Inputs of different seeds have no item in common. Cloneable, small. */
  makeInput(seed: number): Input;
  /** Starts the server for one run; whoever asked for it disposes of it. */
  serve(input: Input): Promise<Server>;
  /** The measured call. `folder` is there where kata.json says `"scratch": true`. */
  run(kata: Kata, input: Input, options: { workers: number; server: Server; folder?: string }): Promise<unknown>;
  /**
   * Looks at the files, when the clock has stopped and the submission is dead; only where there is a scratch folder.
   *
   * @returns what `check` is to see in place of the answer: figures, not files. What it throws makes the answer wrong.
   */
  inspect?(answer: unknown, input: Input, folder: string): Promise<unknown>;
  /** What is wrong with `answer`, in a sentence, or `undefined`. */
  check(answer: unknown, input: Input): string | undefined;
}
