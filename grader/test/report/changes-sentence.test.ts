import { describe, expect, test } from 'vitest';
import { changesSentence } from '../../src/report/changes-sentence.ts';
import { renderHtml } from '../../src/report/html/render-html.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { translator } from '../../src/report/messages/messages.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { kataResult, resultOf } from './support/sample-results.ts';
import { HOSTILE_TEXTS, OPTIONS } from './support/situations.ts';

const changed = (...paths: string[]) => paths.map((path) => ({ path, change: 'changed' as const }));
const withChanges = (...paths: string[]) => resultOf([kataResult()], { ignoredChanges: changed(...paths) });

describe('what a student changed and was not used', () => {
  test('is named in both languages', () => {
    const changes = [...changed('grader/src/cli.ts'), { path: 'katas/01-a/spec/b.ts', change: 'removed' as const }];
    expect(changesSentence(changes, translator('en'))).toContain(
      'grader/src/cli.ts (changed), katas/01-a/spec/b.ts (removed)',
    );
    expect(changesSentence(changes, translator('es'))).toContain('katas/01-a/spec/b.ts (borrado)');
  });

  test('is no sentence when it is nothing', () => {
    expect(changesSentence(undefined, translator('en'))).toBeUndefined();
    expect(changesSentence([], translator('en'))).toBeUndefined();
  });

  test('is counted where it is much', () => {
    const paths = Array.from({ length: 40 }, (_, i) => `grader/src/${i}.ts`);
    expect(changesSentence(changed(...paths), translator('en'))).toContain('grader/src/7.ts (changed), … 32 more');
  });

  test('stands in the faces that people read', () => {
    const result = withChanges('grader/src/cli.ts');
    expect(renderTerminal(result, OPTIONS).replace(/\s+/g, ' ')).toContain('grader/src/cli.ts (changed)');
    expect(renderMarkdown(result, { lang: 'en' })).toContain('grader/src/cli.ts (changed)');
    expect(renderHtml(result, { lang: 'en' })).toContain('grader/src/cli.ts (changed)');
  });

  test.each(HOSTILE_TEXTS)('a file with a hostile name is shown, not obeyed: %j', (name) => {
    const result = withChanges(name);
    expect(renderTerminal(result, OPTIONS)).not.toMatch(/\p{Cc}(?<!\n)|^\s*::|##\[/mu);
    expect(renderHtml(result, { lang: 'en' })).not.toMatch(/<script|<img/);
    const markdown = renderMarkdown(result, { lang: 'en' });
    expect(markdown).not.toMatch(/<script|<img|<!-- paralelo:report -->[\s\S]*<!-- paralelo:report -->/);
  });
});
