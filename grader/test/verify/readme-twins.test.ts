import { describe, expect, it } from 'vitest';
import { inEnglish } from '../../src/report/sentence.ts';
import { compareReadmes } from '../../src/verify/readme-twins.ts';

const EN = '# Primes\n\nFind them.\n\n```ts\nconst a = 1; // one\n```\n\n## Hints\n\n```text\nFound 4\n```\n';
const ES = '# Primos\n\nEncuéntralos.\n\n```ts\nconst a = 1; // uno\n```\n\n## Pistas\n\n```text\nHallados 4\n```\n';

describe('a README and its translation', () => {
  it('are twins when headings and code are the same, whatever comments and output say', () => {
    expect(compareReadmes(EN, ES)).toEqual([]);
  });

  it.each([
    ['a heading is missing', ES.replace('## Pistas', 'Pistas'), 'The headings differ'],
    ['a heading is of another level', ES.replace('## Pistas', '### Pistas'), 'The headings differ'],
    ['code differs', ES.replace('const a = 1', 'const a = 2'), 'Code block 1 differs'],
    ['a code block is missing', ES.replace(/```ts[\s\S]*?```/, ''), '1 code blocks in English, 0 in Spanish'],
  ])('are not when %s', (_name, spanish, problem) => {
    expect(inEnglish(compareReadmes(EN, spanish))).toContain(problem);
  });

  it('may show a hash in code without gaining a heading', () => {
    expect(compareReadmes('```sh\n# a comment\npnpm test\n```', '```sh\n# un comentario\npnpm test\n```')).toEqual([]);
  });
});
