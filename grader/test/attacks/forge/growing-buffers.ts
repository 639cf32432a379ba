// forge | fails protocol, passes 5 | Says that it is ready, and beside it buffers that may grow: a few bytes here, all the addresses of the judge there.
import { serialize } from 'node:v8';
import { sendFrame } from '../frames.ts';

export * from '../honest.ts';

const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value % 128) | 128, ...varint(Math.floor(value / 128))];

/** Past the version, which stands in front of a whole message only. */
const bare = (value: unknown): Buffer => serialize(value).subarray(2);

const GROWING = bare(new ArrayBuffer(1, { maxByteLength: 2 ** 32 - 2 ** 16 }));

function withBuffers(count: number): Buffer {
  const list = Buffer.concat([
    Buffer.from([0x41, ...varint(count)]), // a dense array
    Buffer.alloc(count * GROWING.byteLength, GROWING),
    Buffer.from([0x24, 0, ...varint(count)]),
  ]);
  const message = serialize({ type: 'ready', exports: {}, more: 'here' });
  const place = bare('here');
  const at = message.indexOf(place);
  return Buffer.concat([message.subarray(0, at), list, message.subarray(at + place.byteLength)]);
}

/** How many there is room for is another number everywhere. */
export function sum(): Promise<never> {
  for (let count = 32_000; count < 32_760; count += 20) sendFrame(withBuffers(count));
  return new Promise(() => {});
}
