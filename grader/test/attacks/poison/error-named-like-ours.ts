// poison | fails assertion, passes 5 | Throws errors with the names and texts of the judge's own.
export * from '../honest.ts';

export async function sum(): Promise<never> {
  throw Object.assign(new Error('kata.json promises 7 checks, the spec ran 0.'), {
    name: 'SubjectFailure',
    kind: 'integrity',
    VITEST_TEST_NAME: 'x',
    VITEST_AFTER_ENV_TEARDOWN: true,
    code: 'ERR_IPC_CHANNEL_CLOSED',
  });
}
