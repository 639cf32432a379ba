// resources | fails timeout, passes 6 | Returns a promise that never settles.
export * from '../honest.ts';

export function root(): Promise<never> {
  return new Promise(() => {});
}
