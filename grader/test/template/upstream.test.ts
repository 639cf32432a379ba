import { describe, expect, it } from 'vitest';
import { isFixed, parseUpstream } from '../../src/template/upstream.ts';

const COMMIT = 'a1b2c3d4e5'.repeat(4);

describe('an upstream', () => {
  it.each([
    [`school/paralelo@${COMMIT}`, 'school/paralelo', COMMIT],
    ['a/b@v1.2.3', 'a/b', 'v1.2.3'],
    ['Some-School/my.katas_2@release/2026-a', 'Some-School/my.katas_2', 'release/2026-a'],
  ])('%s is read', (text, repository, ref) => {
    expect(parseUpstream(text)).toEqual({ repository, ref });
  });

  it.each([
    '',
    'paralelo',
    'school/paralelo',
    'school/paralelo@',
    '@v1',
    'school@v1',
    'a/b/c@v1',
    '-school/paralelo@v1',
    'school/..@v1',
    'school/paralelo@../../etc',
    'school/paralelo@a..b',
    'school/paralelo@v1.lock',
    'school/paralelo@-v1',
    'school/paralelo@v1 && id',
    'school/paralelo@$' + '{{ github.token }}',
    'school/paralelo@v1\n    run: id',
    'https://github.com/school/paralelo@v1',
    'git@github.com:school/paralelo@v1',
  ])('%j is refused, with an example', (text) => {
    expect(() => parseUpstream(text)).toThrow(/expected OWNER\/REPO@REF, .* e\.g\. school\/paralelo@\d{40}/s);
  });

  it('is fixed at a commit only', () => {
    expect(isFixed(parseUpstream(`a/b@${COMMIT}`))).toBe(true);
    expect(isFixed(parseUpstream('a/b@v1'))).toBe(false);
  });
});
