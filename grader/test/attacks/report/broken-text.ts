// report | fails assertion, passes 5 | Prints bytes that are no text and throws halves of characters.
import { writeSync } from 'node:fs';

export * from '../honest.ts';

export async function sum(): Promise<never> {
  writeSync(1, Buffer.from([0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0x00, 0x07, 0x1b]));
  throw new Error('\ud800 half \udc00 and \u0000 nothing \uffff');
}
