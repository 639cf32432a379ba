import { describe, expect, it } from 'vitest';
import { formatIn } from '../../src/demo/format.ts';
import { progressBar } from '../../src/demo/progress-bar.ts';

/** Everything that is written by work that makes `total` steps. */
const shown = (total: number, isTTY: boolean, language: 'en' | 'es' = 'en') => {
  const written: string[] = [];
  const out = { isTTY, write: (text: string) => written.push(text) > 0 } as unknown as NodeJS.WriteStream;
  const onProgress = progressBar((counts) => `Compressed ${counts} files`, formatIn(language).count, out);
  for (let done = 0; done <= total; done++) onProgress({ done, total });
  return written;
};

describe('progress', () => {
  it('elsewhere than in a terminal is a line for each of a few steps', () => {
    expect(shown(3, false)).toEqual([
      '  Compressed 1/3 files\n',
      '  Compressed 2/3 files\n',
      '  Compressed 3/3 files\n',
    ]);
  });

  it('of many steps is ten lines, the last of which says that all is done', () => {
    const lines = shown(20_000, false);
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toBe('  Compressed 20,000/20,000 files\n');
    expect(lines.join('')).not.toContain('\r');
  });

  it('writes numbers as the language does', () => {
    expect(shown(20_000, false, 'es').at(-1)).toBe('  Compressed 20.000/20.000 files\n');
  });

  it('in a terminal is a bar that is drawn over itself and goes away', () => {
    const drawn = shown(60, true);
    expect(drawn).toHaveLength(30);
    expect(drawn[14]).toBe(`\r\x1b[2K  ${'█'.repeat(15)}${'░'.repeat(15)} Compressed 30/60 files`);
    expect(drawn.at(-1)).toBe('\r\x1b[2K');
  });

  it('that is told twice is shown once', () => {
    const written: string[] = [];
    const out = { isTTY: false, write: (text: string) => written.push(text) > 0 } as unknown as NodeJS.WriteStream;
    const onProgress = progressBar((counts) => counts, String, out);
    for (const done of [1, 1, 2, 2]) onProgress({ done, total: 2 });
    expect(written).toEqual(['  1/2\n', '  2/2\n']);
  });
});
