// forge | fails protocol, passes 5 | Writes bytes that are no frame.
import { sendBytes } from '../frames.ts';

export * from '../honest.ts';

export function sum(): Promise<never> {
  sendBytes(Buffer.alloc(4096, 0x77));
  return new Promise(() => {});
}
