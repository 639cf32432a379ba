// poison | fails assertion, passes 5 | Returns a Proxy that says yes to every question.
export * from '../honest.ts';

export async function describeNumbers(): Promise<object> {
  const liar: object = new Proxy(function liar() {}, {
    get: (_target, key) => (key === 'then' ? undefined : liar),
    has: () => true,
    apply: () => true,
    getPrototypeOf: () => Array.prototype,
  });
  return new Proxy({}, { get: (_target, key) => (key === 'then' ? undefined : liar), ownKeys: () => ['count'] });
}
