import { describe, expect, it } from 'vitest';
import { changesOf } from '../src/changes.ts';

const programs = async (text: string) => (await changesOf('a.ts', text)).map(({ program }) => program);

describe('a change', () => {
  it('is made in its place and leaves the rest of the program as it is written', async () => {
    expect(await programs('// Why.\nexport const f = (a: number,  b: number) => a < b; // Less.\n')).toContain(
      '// Why.\nexport const f = (a: number,  b: number) => a <= b; // Less.\n',
    );
  });

  it('of an operator that binds otherwise leaves the others what they were', async () => {
    expect(await programs('export const f = (a: boolean, b: boolean, c: boolean) => a && b && c;')).toContain(
      'export const f = (a: boolean, b: boolean, c: boolean) => (a || b) && c;',
    );
  });

  it('says its line from 1, and where nothing can be changed there is none', async () => {
    expect(await changesOf('a.ts', '\nexport const on = true;')).toMatchObject([
      { line: 2, original: 'true', replacement: 'false' },
    ]);
    expect(await changesOf('a.ts', 'export const one = 1;')).toEqual([]);
  });

  it('of a text that is no TypeScript is refused', async () => {
    await expect(changesOf('a.ts', 'export const = 1;')).rejects.toThrow();
  });
});
