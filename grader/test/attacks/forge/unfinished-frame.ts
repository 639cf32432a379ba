// forge | fails timeout, passes 5 | Announces a frame and never ends it.
import { sendBytes } from '../frames.ts';

export * from '../honest.ts';

export function sum(): Promise<never> {
  sendBytes(Buffer.from([0, 0, 1, 0, 1, 2, 3]));
  return new Promise(() => {});
}
