/** So many tests that run into a time limit one after the other: nothing of the submission answers any more. */
const IN_A_ROW = 3;
/** So many in all: each may take as long as a call may, and the rest of a class is waiting too. */
const IN_ALL = 8;

/**
 * How long the judge waits for a spec whose tests run into their time limits. Who has not written one rule yet, `abort` for
 * instance, meets it in several tests with others between them that end well, and those are waited for.
 */
export class Patience {
  readonly #late: string[] = [];
  #inARow = 0;

  /** Whether the rest of the spec is not to be waited for. */
  get isOver(): boolean {
    return this.#inARow >= IN_A_ROW || this.#late.length >= IN_ALL;
  }

  /** Names of the tests that ran into a time limit. */
  get late(): readonly string[] {
    return this.#late;
  }

  /** A test ran into a time limit. */
  lose(test: string): void {
    this.#late.push(test);
    this.#inARow += 1;
  }

  /** A test had its answers, right or wrong. */
  regain(): void {
    this.#inARow = 0;
  }
}
