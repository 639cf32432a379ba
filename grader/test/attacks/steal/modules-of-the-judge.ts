// steal | fails assertion, passes 5 | Imports the grader, the test runner, spec and solution by name and by path.
import { createRequire } from 'node:module';
import { secretFiles } from '../outside.ts';

export * from '../honest.ts';

const found: string[] = [];
const { resolve } = createRequire(import.meta.url);
const packages = ['vitest', 'vite', '@vitest/runner', '@paralelo/grader', '@paralelo/testkit', 'tinypool', '#kata'];
for (const name of [...packages, '../../../spec/target.spec.ts', '../../../solution/index.ts', ...secretFiles]) {
  await import(name).then(
    () => found.push(name),
    () => {},
  );
  try {
    found.push(resolve(name));
  } catch {
    // Not there.
  }
}

export async function sum(): Promise<never> {
  throw new Error(`found ${found.length > 0 ? found.join(', ') : 'nothing'}`);
}
