import { describe, expect, it } from 'vitest';
import { prepareSource } from '../../src/kata/prepare-source.ts';

const prepare = async (text: string) => (await prepareSource({ path: 'src/index.ts', text })).text;

describe('preparing a source file', () => {
  it('blanks out types and keeps every position', async () => {
    const text = 'const a: number = 1;\nexport function f(x: string): void { throw a; }\n';
    const prepared = await prepare(text);
    expect(prepared).not.toContain('number');
    expect(prepared.indexOf('throw')).toBe(text.indexOf('throw'));
  });

  it('accepts syntax that Node cannot erase', async () => {
    const prepared = await prepare('export enum Level { High }\nexport class P { constructor(public x: number) {} }');
    expect(prepared).toMatch(/\["High"\] = 0/);
    expect(prepared).toContain('this.x = x');
  });

  it('leaves other files alone', async () => {
    expect(await prepareSource({ path: 'src/a.json', text: '{ "a": 1 }' })).toEqual({
      path: 'src/a.json',
      text: '{ "a": 1 }',
    });
  });

  it('names file, line and column of what is not TypeScript', async () => {
    await expect(prepare('export const a = 1;\nexport const = 2;\n')).rejects.toThrow(/^src\/index\.ts:2:14: /);
  });
});
