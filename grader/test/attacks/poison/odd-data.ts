// poison | fails assertion or protocol, passes 5 | Returns data that hardly anybody has thought of.
export * from '../honest.ts';

export async function describeNumbers(): Promise<object> {
  const holes: unknown[] = [];
  holes[1000] = Number.NaN;
  return {
    count: new Date(Number.NaN),
    largest: [-0, new Float64Array([Number.NaN]), new DataView(new ArrayBuffer(8, { maxByteLength: 2 ** 32 })), holes],
    sorted: new Map<unknown, unknown>([[Number.NaN, new Set([new Map()])]]),
    text: '\ud800\u0000\uffff',
    4294967294: 1,
  };
}
