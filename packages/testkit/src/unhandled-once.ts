import type { Reporter } from 'vitest/node';

type Unhandled = Partial<Record<'name' | 'stack', string | undefined>> & { readonly message: string };

/**
 * Errors that nobody handles, each told once in a run: a timer that nobody stops throws the same one thousands of times, and
 * what the tests say is lost above them.
 */
export class UnhandledOnce implements Reporter {
  readonly #told = new Set<string>();
  #repeated = 0;

  onTestRunStart(): void {
    this.#told.clear();
    this.#repeated = 0;
  }

  onTestRunEnd(): void {
    if (this.#repeated > 0) console.error(`… and ${this.#repeated} more unhandled errors, made in the same places.`);
  }

  /** @returns `false` where one from the same place was told */
  readonly filter = ({ name, message, stack }: Unhandled): boolean | undefined => {
    // Its message may have a path of the test in it; where it was made says more.
    const place = stack?.split('\n').find((line) => /^\s*at /.test(line)) ?? message;
    const error = `${name} ${place}`;
    if (!this.#told.has(error)) {
      this.#told.add(error);
      return undefined;
    }
    this.#repeated += 1;
    return false;
  };
}
