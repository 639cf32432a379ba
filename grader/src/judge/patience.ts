/** So many tests of a rule that run into a time limit one after the other: the rest of the rule will too. */
const OF_A_RULE = 2;
/** So many rules one after the other in which tests do: nothing of the submission answers any more. */
const RULES_IN_A_ROW = 3;
/** So many in all: each may take as long as a call may, and the rest of a class is waiting too. */
const IN_ALL = 8;

/**
 * How long the judge waits for a spec whose tests run into their time limits. Who has not written one rule yet, `abort` for
 * instance, meets it in several tests, and keeps what all the others are worth.
 */
export class Patience {
  readonly #late: string[] = [];
  /** How many were late since one had its answers, by rule. */
  readonly #streak = new Map<string, number>();

  /** Whether no more tests of `rule` are to be run. */
  isOver(rule: string): boolean {
    if (this.#streak.size >= RULES_IN_A_ROW || this.#late.length >= IN_ALL) return true;
    return (this.#streak.get(rule) ?? 0) >= OF_A_RULE;
  }

  /** Names of the tests that ran into a time limit. */
  get late(): readonly string[] {
    return this.#late;
  }

  /** A test ran into a time limit. */
  lose(rule: string, test: string): void {
    this.#late.push(`${rule} › ${test}`);
    this.#streak.set(rule, (this.#streak.get(rule) ?? 0) + 1);
  }

  /** A test had its answers, right or wrong. */
  regain(): void {
    this.#streak.clear();
  }
}
