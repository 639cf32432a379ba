import { describe, expect, it } from 'vitest';
import { make } from '../src/index.ts';

class Counter {
  readonly from: number;

  constructor(from: number) {
    if (from < 0) throw new RangeError(`from is ${from}`);
    this.from = from;
  }
}

describe('make', () => {
  it('constructs an instance', async () => {
    const counter = await make(Counter, 5);
    expect(counter).toBeInstanceOf(Counter);
    expect(counter.from).toBe(5);
  });

  it('rejects with what the constructor throws', async () => {
    await expect(make(Counter, -1)).rejects.toThrow(new RangeError('from is -1'));
  });

  it('asks the class itself where it stands for one in another process', async () => {
    class Remote extends Counter {
      static readonly made: number[] = [];

      static async [Symbol.for('paralelo.make')](from: number): Promise<string> {
        Remote.made.push(from);
        return `instance ${from}`;
      }
    }
    expect(await make(Remote, 7)).toBe('instance 7');
    expect(Remote.made).toEqual([7]);
  });
});
