import type { Language } from '@paralelo/testkit/language';
import type { Check, KataResult, Result, SpeedupReport } from './result.ts';
import { type Sentence, sayIn } from './sentence.ts';

/**
 * A result whose texts are in the language of a reader. English is what stands in it already; what was never put into
 * sentences, or by another version of the grader, stays as it is.
 *
 * @example
 * inLanguage(result, 'es').katas[0]?.nextStep; // 'Edita `katas/03-primes-sieve/src/index.ts`; …'
 */
export function inLanguage(result: Result, language: Language): Result {
  if (language === 'en') return result;
  const { description, descriptionSentences, shortfall, shortfallSentences } = result.isolation;
  const isolation = {
    ...result.isolation,
    description: textIn(description, descriptionSentences, language),
    shortfall: shortfall.map((line, i) => textIn(line, shortfallSentences?.slice(i, i + 1), language)),
  };
  return { ...result, isolation, katas: result.katas.map((kata) => kataIn(kata, language)) };
}

function kataIn(kata: KataResult, language: Language): KataResult {
  const { problem, speedup, nextStep } = kata;
  return {
    ...kata,
    ...(problem && { problem: messageIn(problem, language, '\n') }),
    checks: kata.checks.map((check) => messageIn(check, language, '\n')),
    ...(speedup && { speedup: speedupIn(speedup, language) }),
    ...(nextStep !== undefined && { nextStep: textIn(nextStep, kata.nextStepSentences, language) }),
  };
}

function speedupIn(report: SpeedupReport, language: Language): SpeedupReport {
  const { explanation, explanationSentences } = report;
  return {
    ...messageIn(report, language, ' '),
    ...(explanation !== undefined && { explanation: textIn(explanation, explanationSentences, language) }),
  };
}

function messageIn<Of extends Pick<Check, 'message' | 'messageSentences'>>(
  of: Of,
  language: Language,
  between: string,
): Of {
  const { message, messageSentences } = of;
  return message === undefined ? of : { ...of, message: textIn(message, messageSentences, language, between) };
}

function textIn(text: string, sentences: readonly Sentence[] | undefined, language: Language, between = ' '): string {
  return sentences?.length ? (sayIn(language, sentences, between) ?? text) : text;
}
