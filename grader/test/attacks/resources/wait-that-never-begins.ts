// resources | fails timeout, passes 6 | Never calls back, so that the spec waits for its own gate.
export * from '../honest.ts';

export function wait(): Promise<never> {
  return new Promise(() => {});
}
