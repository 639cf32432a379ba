// resources | fails timeout, passes 6 | Loops without end in a call.
export * from '../honest.ts';

export function root(): never {
  for (;;);
}
