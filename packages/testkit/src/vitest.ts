import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ViteUserConfig, ViteUserConfigFnObject } from 'vitest/config';
import { UnhandledOnce } from './unhandled-once.ts';

/** Vite's own defaults, which setting `conditions` would otherwise replace. */
const SERVER_CONDITIONS = ['module', 'node', 'development|production'];
const SUBMISSION_MODE = /^submission:(.+)$/;

/**
 * The vitest configuration of a kata: its spec against the student's `src`, the reference, or a labelled submission.
 *
 * - `vitest`: `#kata` is `src/index.ts`;
 * - `vitest --mode solution`: `#kata` is `solution/index.ts`;
 * - `vitest --mode submission:wrong/late-progress`: `#kata` is `submissions/wrong/late-progress/index.ts`.
 *
 * @throws Error when the named submission does not exist.
 * @example
 * export default kataVitestConfig(); // katas/NN-name/vitest.config.ts
 */
export function kataVitestConfig(): ViteUserConfigFnObject {
  return ({ mode }) => {
    const submission = SUBMISSION_MODE.exec(mode)?.[1];
    const entry =
      submission === undefined
        ? resolve(mode === 'solution' ? 'solution' : 'src', 'index.ts')
        : submissionEntry(submission);
    const unhandled = new UnhandledOnce();
    return {
      // A condition, not an alias: workers and children that the reference starts resolve `#kata` the same way.
      ssr: { resolve: { conditions: [...(mode === 'solution' ? ['solution'] : []), ...SERVER_CONDITIONS] } },
      plugins: submission === undefined ? [] : [standIn(entry)],
      test: {
        include: ['spec/**/*.spec.ts'],
        // Vitest leaves a processor free, which is half of what two have.
        maxWorkers: availableParallelism(),
        testTimeout: 30_000,
        setupFiles: ['./unsettled-hint.ts', './endless-loop.ts'].map((file) =>
          fileURLToPath(new URL(file, import.meta.url)),
        ),
        // Advice on how to make a suite faster is for whoever writes it.
        experimental: { diagnostics: false },
        reporters: ['tree', unhandled],
        onUnhandledError: unhandled.filter,
        provide: { kataEntry: entry },
      },
    };
  };
}

function submissionEntry(name: string): string {
  const entry = resolve('submissions', name, 'index.ts');
  if (existsSync(entry)) return entry;
  throw new Error(
    `no submission at ${entry}; expected --mode submission:<label>/<name>, e.g. submission:wrong/late-progress`,
  );
}

type Plugin = NonNullable<ViteUserConfig['plugins']>[number];

function standIn(entry: string): Plugin {
  return {
    name: 'paralelo:submission',
    enforce: 'pre',
    resolveId: (id: string) => (id === '#kata' ? entry : null),
  };
}
