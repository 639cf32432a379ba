// forge | fails protocol, passes 5 | Nests a value deeper than any stack.
import { sendFrame } from '../frames.ts';

export * from '../honest.ts';

export function sum(): Promise<never> {
  const open = Buffer.from([0x6f, 0x22, 0x01, 0x61]); // an object, and its key "a"
  sendFrame(Buffer.concat([Buffer.from([0xff, 0x0f]), ...Array.from({ length: 500_000 }, () => open)]));
  return new Promise(() => {});
}
