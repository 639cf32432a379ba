/** What the testkit finds under well-known symbols while a spec is graded: whoever grades it has a subject for every test. */
import { currentSubject } from './spec-subjects.ts';
import { standInModule } from './stand-in.ts';

/** `scratch()` looks for this: the folder that the subject of the test sees. */
const SCRATCH = Symbol.for('paralelo.scratch');
/** `runToExit()` looks for this: a process for every test is there already. */
const EXIT = Symbol.for('paralelo.exit');

interface Providers {
  [SCRATCH]?: () => Promise<string>;
  [EXIT]?: { readonly kata: object; cpuMs(): Promise<number>; leave(): Promise<readonly string[] | undefined> };
}

/** @param exports - of the kata, as kata.json says */
export function provideToSpecs(exports: Parameters<typeof standInModule>[0]): void {
  const providers = globalThis as Providers;
  providers[SCRATCH] = currentScratch;
  providers[EXIT] = {
    kata: standInModule(exports, currentSubject),
    cpuMs: async () => (await currentSubject()).launched.usage().cpuMs,
    leave: async () => (await currentSubject()).leave(),
  };
}

async function currentScratch(): Promise<string> {
  const { scratch } = await currentSubject();
  if (scratch === undefined) throw new Error('This kata has no scratch folder: set "scratch": true in its kata.json.');
  return scratch;
}
