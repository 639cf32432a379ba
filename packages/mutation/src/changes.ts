import type { Logger } from '@stryker-mutator/api/logging';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { errorTexts } from './error-texts.ts';

/** One place of a program, and what may stand there instead. */
export interface Change {
  /** Counts from 1. */
  readonly line: number;
  readonly original: string;
  readonly replacement: string;
  /** The whole program with the change made. */
  readonly program: string;
}

/** It has nothing to say that an exception does not. */
const silent = {
  ...{ isTraceEnabled: () => false, isDebugEnabled: () => false, isInfoEnabled: () => false },
  ...{ isWarnEnabled: () => false, isErrorEnabled: () => false, isFatalEnabled: () => false },
  ...{ trace() {}, debug() {}, info() {}, warn() {}, error() {}, fatal() {} },
} satisfies Logger;

/**
 * Every change that Stryker knows for a TypeScript program, the texts of errors left alone.
 *
 * Each is written into the text. Stryker itself would put all of them into one program that asks at run time which one is
 * meant: a hot loop that asks takes ten times as long, and loops of these programs go over 800 MiB.
 *
 * @throws Error where `text` is no TypeScript
 */
export async function changesOf(file: string, text: string): Promise<Change[]> {
  const options = { plugins: null, excludedMutations: [], ignorers: [errorTexts] };
  const { mutants } = await new Instrumenter(silent).instrument([{ name: file, content: text, mutate: true }], options);
  const starts = startsOf(text);
  return mutants
    .filter(({ status }) => status !== 'Ignored')
    .map(({ location: { start, end }, mutatorName, replacement = '' }) => {
      const [from, to] = [starts[start.line]! + start.column, starts[end.line]! + end.column];
      // `a && b || c`: another operator binds otherwise, and the tree is to stay what it was.
      const written = mutatorName === 'LogicalOperator' ? `(${replacement})` : replacement;
      return {
        line: start.line + 1,
        original: text.slice(from, to),
        replacement,
        program: text.slice(0, from) + written + text.slice(to),
      };
    });
}

/** Where each line begins. */
function startsOf(text: string): number[] {
  return [0, ...text.matchAll(/\n/g).map(({ index }) => index + 1)];
}
