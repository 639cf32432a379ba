import { describe, expect, it } from 'vitest';
import { parseLabel } from '../../src/verify/label.ts';

describe('the first line of a labelled submission', () => {
  it('says label, rules and design', () => {
    expect(parseLabel('// wrong | borders, order | drops the last chunk\nexport {};', 'wrong')).toEqual({
      name: 'wrong',
      rules: ['borders', 'order'],
      design: 'drops the last chunk',
    });
    expect(parseLabel('// accepted | - | child processes', 'accepted').rules).toEqual([]);
  });

  it.each([
    ['is missing', 'export {};', 'wrong', 'expected "// label'],
    ['has an unknown label', '// good | - | x', 'good', 'expected one of accepted, wrong, slow, cheating'],
    ['contradicts its folder', '// slow | speedup | x', 'wrong', 'its folder is "wrong"'],
    ['names no rule', '// wrong | - | x', 'wrong', 'must name a rule'],
    ['names a rule that nothing breaks', '// accepted | order | x', 'accepted', 'unless it is accepted'],
  ])('that %s is refused', (_name, text, folder, message) => {
    expect(() => parseLabel(text, folder)).toThrow(message);
  });
});
