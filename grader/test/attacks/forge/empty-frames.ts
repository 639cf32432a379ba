// forge | fails protocol, passes 5 | Writes frames without a payload.
import { sendBytes } from '../frames.ts';

export * from '../honest.ts';

export function sum(): Promise<never> {
  sendBytes(Buffer.alloc(400));
  return new Promise(() => {});
}
