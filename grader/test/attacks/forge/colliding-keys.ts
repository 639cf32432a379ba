// forge | fails protocol, passes 5 | Answers with a Set of numbers that all fall into one bucket of its table.
import { serialize } from 'node:v8';
import { sendFrame } from '../frames.ts';

export * from '../honest.ts';

const COUNT = 24_000;
const COUNT_AS_VARINT = Buffer.from([0xc0, 0xbb, 0x01]);

/** Past the version, which stands in front of a whole message only. */
const bare = (value: unknown): Buffer => serialize(value).subarray(2);

/** Written by hand: whoever makes such a Set waits for it. V8 hashes the lowest 64 bits, which are the same in all. */
export function sum(): Promise<never> {
  const numbers = Array.from({ length: COUNT }, (_, i) => bare((BigInt(i + 1) << 64n) + 7n));
  const set = Buffer.concat([Buffer.from("'"), ...numbers, Buffer.from(','), COUNT_AS_VARINT]);
  const message = serialize({ type: 'answer', id: 1, outcome: { ok: true, value: 'here' } });
  const place = bare('here');
  const at = message.indexOf(place);
  sendFrame(Buffer.concat([message.subarray(0, at), set, message.subarray(at + place.byteLength)]));
  return new Promise(() => {});
}
