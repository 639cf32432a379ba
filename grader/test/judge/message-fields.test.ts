import { expect, it } from 'vitest';
import { hasKnownFields } from '../../src/judge/message-fields.ts';
import type { FromSubject } from '../../src/subject/protocol.ts';

const isKnown = (message: unknown): boolean => hasKnownFields(message as FromSubject);

it.each([
  [{ type: 'ready', exports: {} }],
  [{ type: 'load-failed', error: 'x' }],
  [{ type: 'answer', id: 1, outcome: { ok: true, value: new Uint8Array(9) } }],
  [{ type: 'answer', id: 1, outcome: { ok: false, error: 'x' } }],
  [{ type: 'callback', fn: 1, args: [1] }],
])('a message of the protocol has known fields: %j', (message) => {
  expect(isKnown(message)).toBe(true);
});

it.each([
  [{ type: 'ready', exports: {}, more: [] }],
  [{ type: 'answer', id: 1, outcome: { ok: true, value: 1 }, passed: true }],
  [{ type: 'answer', id: 1, outcome: { ok: true, value: 1, passed: true } }],
  [{ type: 'answer', id: 1, outcome: ['ok'] }],
  [{ type: 'callback', fn: 1, args: [], exports: {} }],
  [JSON.parse('{ "type": "ready", "exports": {}, "__proto__": {} }')],
])('what nobody reads is noticed: %j', (message) => {
  expect(isKnown(message)).toBe(false);
});

it('a message of an unknown type is left to who refuses it', () => {
  for (const message of [null, 7, [], {}, { type: 'constructor' }, { type: { toString: 1 } }, new Uint8Array(3)]) {
    expect(isKnown(message)).toBe(true);
  }
});

it('bytes in place of an outcome are not asked for a name each', () => {
  expect(isKnown({ type: 'answer', id: 1, outcome: new Uint8Array(2 ** 30) })).toBe(false);
});
