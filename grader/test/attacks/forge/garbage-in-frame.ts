// forge | fails protocol, passes 5 | Writes a frame whose payload is no value.
import { sendFrame } from '../frames.ts';

export * from '../honest.ts';

export function sum(): Promise<never> {
  sendFrame(Buffer.from([0xff, 0x0f, 0x41, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x6f, 0x22]));
  return new Promise(() => {});
}
