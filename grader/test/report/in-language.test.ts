import { describe, expect, test } from 'vitest';
import { inLanguage } from '../../src/report/in-language.ts';
import { parseResult, renderJson } from '../../src/report/json.ts';
import { facesOf } from '../../src/report/reporters.ts';
import type { Result } from '../../src/report/result.ts';
import { sentence } from '../../src/report/sentence.ts';
import { failedCheck, kataResult, resultOf, slowKata, stubKata, withoutSentences } from './support/sample-results.ts';
import { OPTIONS } from './support/situations.ts';

const result = resultOf([slowKata, stubKata]);
const spanish = inLanguage(result, 'es');

/** What the sentences of `slowKata` say in Spanish. */
const SLOW = 'No es lo bastante rápido: 0,98× respecto a la ejecución secuencial con 2 workers';

describe('a result in the language of its reader', () => {
  test('in English it is what stands in it', () => {
    expect(inLanguage(result, 'en')).toBe(result);
  });

  test('in Spanish its sentences are, and nothing else has changed', () => {
    const [slow, stub] = spanish.katas;
    expect(slow?.speedup?.message).toContain(SLOW);
    expect(slow?.speedup?.explanation).toContain('2 workers mantuvieron ocupados 1,0 núcleos');
    expect(stub?.nextStep).toMatch(/^Edita `katas\/03-primes-sieve\/src\/index\.ts`/);
    expect(stub?.checks).toEqual(stubKata.checks);
    expect(spanish.points).toBe(result.points);
  });

  test('a result that was stored is shown in Spanish as the fresh one is', () => {
    expect(inLanguage(parseResult(renderJson(result)), 'es').katas).toEqual(spanish.katas);
  });

  test('a result without sentences, or with sentences of another version, stays in English', () => {
    const old: Result = { ...result, katas: result.katas.map(withoutSentences) };
    expect(inLanguage(old, 'es')).toEqual(old);
    const later = resultOf([
      kataResult({ nextStep: 'Do it.', nextStepSentences: [{ key: 'next.miracle', values: {} }] }),
    ]);
    expect(inLanguage(later, 'es').katas[0]?.nextStep).toBe('Do it.');
  });

  test('what the judge says of a check is translated, what a spec or a submission says is not', () => {
    const late = sentence('late.call', { what: 'primesInRange()', limit: 20_000 });
    const ours = failedCheck('range', 'a', 'primesInRange() did not settle within 20000 ms.', {
      messageSentences: [late],
    });
    const theirs = failedCheck('range', 'b', 'expected 1 to be 2');
    const [kata] = inLanguage(resultOf([kataResult({ checks: [ours, theirs] })]), 'es').katas;
    expect(kata?.checks.map(({ message }) => message)).toEqual([
      'primesInRange() no terminó en 20000 ms.',
      'expected 1 to be 2',
    ]);
  });

  test.each(['terminal', 'markdown', 'summary', 'github', 'junit', 'html'])('%s says it in Spanish', async (name) => {
    const [face] = await facesOf(name, { ...OPTIONS, lang: 'es' });
    expect(face!(resultOf([slowKata])).replace(/\s+/g, ' ')).toContain(SLOW);
  });

  test('json keeps the English text and the sentences, whatever the language', async () => {
    const [face] = await facesOf('json', { ...OPTIONS, lang: 'es' });
    const { message, messageSentences } = parseResult(face!(resultOf([slowKata]))).katas[0]!.speedup!;
    expect(message).toMatch(/^Not fast enough: 0\.98×/);
    expect(messageSentences).toEqual(slowKata.speedup!.messageSentences);
  });
});
