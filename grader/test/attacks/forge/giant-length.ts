// forge | fails protocol, passes 5 | Announces a frame of four gigabytes.
import { sendBytes } from '../frames.ts';

export * from '../honest.ts';

export function sum(): Promise<never> {
  sendBytes(Buffer.from([0xff, 0xff, 0xff, 0xff, 1]));
  return new Promise(() => {});
}
