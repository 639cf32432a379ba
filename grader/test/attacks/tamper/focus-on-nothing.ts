// tamper | harmless, passes 7 | Looks for the test runner to skip, focus or rewrite tests.
export * from '../honest.ts';

for (const name of ['vitest', '@vitest/runner', 'node:test', 'chai']) {
  await import(name).then(
    (module) => module.describe?.only?.('nothing', () => {}),
    () => {},
  );
}
Object.assign(globalThis, { __vitest_worker__: { current: null }, describe: { only() {} }, it: { skip() {} } });
