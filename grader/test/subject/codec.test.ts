import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DecodeHandlers, decode } from '../../src/subject/decode.ts';
import { type EncodeHandlers, encode } from '../../src/subject/encode.ts';
import { CodecError } from '../../src/subject/wire-values.ts';

/** There and back through bytes, as between two processes. */
function cross(value: unknown, outgoing: EncodeHandlers = {}, incoming: DecodeHandlers = {}): unknown {
  return decode(deserialize(serialize(encode(value, outgoing))), incoming);
}

/** What a hostile sender puts on the wire by hand. */
function received(wire: unknown): unknown {
  return decode(deserialize(serialize(wire)), {});
}

const special = (tagged: object): object => ({ '\u0000paralelo': tagged });

describe('data', () => {
  it('crosses with its type', () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withSet: true,
          withTypedArray: true,
          withSparseArray: true,
        }),
        (value) => {
          expect(cross(value)).toEqual(value);
        },
      ),
    );
  });

  it('crosses as a buffer of one size where it may grow', () => {
    const growing = new ArrayBuffer(2, { maxByteLength: 2 ** 30 });
    new Uint8Array(growing).set([1, 2]);
    const back = cross(growing) as ArrayBuffer;
    expect([...new Uint8Array(back)]).toEqual([1, 2]);
    expect(back.resizable).toBe(false);
  });

  it('keeps cycles and shared parts', () => {
    const shared = { n: 1 };
    const value: Record<string, unknown> = { a: shared, b: [shared], map: new Map([[shared, shared]]) };
    value['self'] = value;
    const back = cross(value) as typeof value & { a: object; b: object[]; map: Map<object, object> };
    expect(back['self']).toBe(back);
    expect(back.b[0]).toBe(back.a);
    expect([...back.map.entries()][0]).toEqual([back.a, back.a]);
  });

  it('leaves Proxies, getters and prototypes behind', () => {
    class Point {
      x = 1;
      get y() {
        return 2;
      }
    }
    const lying = new Proxy({ real: 1 }, { get: (_target, key) => (key === 'real' ? 'lie' : undefined) });
    const back = cross({ point: new Point(), lying }) as Record<string, object>;
    expect(Object.getPrototypeOf(back['point'])).toBe(Object.prototype);
    expect(back['point']).toEqual({ x: 1 });
    expect(Object.getOwnPropertyDescriptor(back['lying'], 'real')).toMatchObject({ value: 'lie', writable: true });
  });

  it('carries __proto__ as a key, never as a prototype', () => {
    const back = cross(JSON.parse('{ "__proto__": { "isAdmin": true } }')) as { isAdmin?: boolean };
    expect(back.isAdmin).toBeUndefined();
    expect(Object.keys(back)).toEqual(['__proto__']);
  });

  it.each([
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['a Promise', Promise.resolve()],
    ['a RegExp', /x/],
    ['a WeakMap', new WeakMap()],
    ['an AbortSignal', new AbortController().signal],
    ['an async iterable', (async function* () {})()],
    ['shared memory', new SharedArrayBuffer(8)],
  ])('refuses %s where nobody can stand in for it', (_name, value) => {
    expect(() => cross({ value })).toThrow(CodecError);
  });
});

describe('errors', () => {
  it.each([Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError])('stay a %O', (Class) => {
    const back = cross(new Class('why')) as Error;
    expect(back).toBeInstanceOf(Class);
    expect(back.constructor).toBe(Class);
    expect(back.message).toBe('why');
  });

  it('of an own class become the nearest built-in under their own name', () => {
    class TooBig extends RangeError {
      override name = 'TooBig';
      readonly limit = 7;
    }
    const back = cross(new TooBig('8')) as TooBig;
    expect(back).toBeInstanceOf(RangeError);
    expect(back).toMatchObject({ name: 'TooBig', message: '8', limit: 7 });
  });

  it('keep cause, errors, code, and DOMException its name', () => {
    const cause = Object.assign(new Error('disk'), { code: 'EIO' });
    const both = cross(new AggregateError([new TypeError('one')], 'both', { cause })) as AggregateError;
    expect(both.errors[0]).toBeInstanceOf(TypeError);
    expect(both.cause).toMatchObject({ message: 'disk', code: 'EIO' });
    const aborted = cross(AbortSignal.abort().reason) as DOMException;
    expect(aborted).toBeInstanceOf(DOMException);
    expect(aborted.name).toBe('AbortError');
  });

  it('may cause themselves', () => {
    const error = new Error('loop');
    error.cause = error;
    const back = cross(error) as Error;
    expect(back.cause).toBe(back);
  });

  it('bring no stack that a reporter would follow', () => {
    const error = new Error('x');
    error.stack = 'Error: x\n    at /etc/passwd:1:1';
    const stacks: string[] = [];
    const back = cross(error, {}, { error: (_error, _ref, stack) => stacks.push(stack) }) as Error;
    expect(back.stack).toBe('Error: x');
    expect(stacks[0]).toContain('/etc/passwd');
  });

  it('that came from here come back as what they were', () => {
    const sent = new Error('mine');
    const there = cross(sent, { errorRef: () => 5 }) as Error;
    const back = cross(
      there,
      { knownRef: (error) => (error === there ? 5 : undefined) },
      { ref: (ref) => (ref === 5 ? sent : null) },
    );
    expect(back).toBe(sent);
  });
});

describe('a hostile sender', () => {
  it('cannot nest without end', () => {
    let deep: unknown = 1;
    for (let i = 0; i < 300; i += 1) deep = [deep];
    expect(() => received(deep)).toThrow('nested');
  });

  it('cannot send a sparse array of four billion holes', () => {
    const holes: unknown[] = [];
    holes.length = 4_000_000_000;
    expect(() => received(holes)).toThrow('4000000000');
  });

  it('cannot send more parts than the cap, whatever they are', () => {
    const caps = { nodes: 100, depth: 10, bigintBits: 64 };
    expect(() => decode(new Set(Array.from({ length: 101 }, (_, i) => i)), {}, caps)).toThrow('parts');
    expect(() => decode(new Map(Array.from({ length: 60 }, (_, i) => [i, i])), {}, caps)).toThrow('parts');
  });

  it('cannot send a giant BigInt', () => {
    expect(() => received(1n << 70_000n)).toThrow('BigInt');
    expect(received(-(1n << 60_000n))).toBe(-(1n << 60_000n));
  });

  it.each([
    ['a function', special({ kind: 'function', id: 1 })],
    ['a signal', special({ kind: 'signal', id: 1, aborted: false })],
    ['an iterable', special({ kind: 'iterable', id: 1 })],
    ['somebody else’s error', special({ kind: 'ref', ref: 1 })],
    ['an unknown kind', special({ kind: 'eval' })],
    ['no kind', special({})],
    ['an error that is none', special({ kind: 'error', error: 7 })],
    ['a RegExp', /(a+)+$/],
  ])('cannot make up %s', (_name, wire) => {
    expect(() => received(wire)).toThrow(CodecError);
  });

  it('gets an odd error as a plain one', () => {
    const odd = special({
      kind: 'error',
      error: {
        base: 'constructor',
        name: 5,
        message: {},
        stack: null,
        props: [
          ['then', 1],
          [7, 7],
          ['message', 'x'],
        ],
      },
    });
    const error = received(odd) as Error & { then?: unknown };
    expect(error.constructor).toBe(Error);
    expect(error.message).toBe('');
    expect(error.then).toBe(1);
  });
});
