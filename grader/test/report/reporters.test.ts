import { describe, expect, test } from 'vitest';
import { renderJson } from '../../src/report/json.ts';
import { reportersOf } from '../../src/report/reporters.ts';
import { renderTerminal, type TerminalOptions } from '../../src/report/terminal.ts';
import { UsageError } from '../../src/usage-error.ts';
import { kataResult, resultOf } from './support/sample-results.ts';

const result = resultOf([kataResult()]);
const options: TerminalOptions = { lang: 'es', color: false, columns: 80 };
const faces = (list: string) => reportersOf(list).map((report) => report(result, options));

describe('reporters', () => {
  test('each name stands for its face, in the order of the list', () => {
    expect(faces('json, terminal')).toEqual([renderJson(result), renderTerminal(result, options)]);
  });

  test('a name given twice reports once', () => {
    expect(faces('json,json')).toEqual([renderJson(result)]);
  });

  test.each([
    ['jsno', 'There is no reporter "jsno". Did you mean "json"? The reporters are: terminal, json.'],
    ['Terminal', 'There is no reporter "Terminal". Did you mean "terminal"? The reporters are: terminal, json.'],
    ['json,', 'There is no reporter "". The reporters are: terminal, json.'],
    ['constructor', 'There is no reporter "constructor". The reporters are: terminal, json.'],
  ])('"%s" is refused with the known names and a near one', (list, message) => {
    expect(() => reportersOf(list)).toThrow(new UsageError(message));
  });
});
