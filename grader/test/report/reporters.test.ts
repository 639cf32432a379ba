import { describe, expect, test } from 'vitest';
import { renderJson } from '../../src/report/json.ts';
import { facesOf, REPORTER_NAMES } from '../../src/report/reporters.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { kataResult, resultOf } from './support/sample-results.ts';
import { OPTIONS } from './support/situations.ts';

const result = resultOf([kataResult()]);
const options = { ...OPTIONS, lang: 'es' } as const;
const faces = async (list: string) => (await facesOf(list, options)).map((face) => face(result));
const KNOWN = `The reporters are: ${REPORTER_NAMES.join(', ')}.`;

describe('reporters', () => {
  test('each name stands for its face, in the order of the list', async () => {
    expect(await faces('json, terminal')).toEqual([renderJson(result), renderTerminal(result, options)]);
  });

  test('a name given twice reports once', async () => {
    expect(await faces('json,json')).toEqual([renderJson(result)]);
  });

  test.each([
    ['jsno', `There is no reporter "jsno". Did you mean "json"? ${KNOWN}`],
    ['Terminal', `There is no reporter "Terminal". Did you mean "terminal"? ${KNOWN}`],
    ['json,', `There is no reporter "". ${KNOWN}`],
    ['constructor', `There is no reporter "constructor". ${KNOWN}`],
  ])('"%s" is refused with the known names and a near one', async (list, message) => {
    await expect(facesOf(list, options)).rejects.toThrow(expect.objectContaining({ name: 'UsageError', message }));
  });

  test('a face that lacks something says so before anything is graded', async () => {
    await expect(facesOf('classroom50', options)).rejects.toThrow(/needs CLASSROOM, ASSIGNMENT, USERNAME/);
  });
});
