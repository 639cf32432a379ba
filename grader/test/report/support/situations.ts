import type { FaceOptions } from '../../../src/report/face-options.ts';
import type { Result } from '../../../src/report/result.ts';
import { sentence } from '../../../src/report/sentence.ts';
import {
  brokenKata,
  cadenceKata,
  failedCheck,
  faultyKata,
  kataResult,
  manyFailures,
  resultOf,
  slowKata,
  undecidedKata,
  weakIsolation,
} from './sample-results.ts';

/** What every face is asked for unless a test says otherwise. */
export const OPTIONS: FaceOptions = { lang: 'en', color: false, columns: 80, env: {} };

/** What Classroom 50 sets for its `autograder.py`. */
export const CLASSROOM50_ENV = {
  CLASSROOM: 'cs-2026',
  ASSIGNMENT: 'primes',
  SUBMISSION_TAG: 'submit/2026-11-21T21-00-00Z-a1b2c3d',
  COMMIT_URL: 'https://github.com/school/cs-2026-primes-ada/commit/a1b2c3d',
  RELEASE_URL: 'https://github.com/school/cs-2026-primes-ada/releases/tag/submit',
  REVIEW_URL: 'https://github.com/school/cs-2026-primes-ada/compare/0...a1b2c3d',
  USERNAME: 'ada',
};

/** Everything that a terminal, a log, a page, a comment or a spreadsheet would obey. */
export const HOSTILE_TEXTS: readonly string[] = [
  '```\n# Passed\n```',
  '</code></pre></details><h1>100/100</h1><script>alert(1)</script><img src=x onerror=alert(1)>',
  '@teacher closes #1, GH-2, octo/repo#3, https://example.org/win www.example.org mail@example.org',
  '[win](https://example.org) ![](https://example.org/x.png) <https://example.org>',
  '::error::fake\n::set-output name=a::b\n##[error]fake ##vso[task.complete]',
  '\u001b[2J\u001b]8;;https://example.org\u0007link\u202egnp\u2066\u200b\r\ud800\uffff\u0000',
  '=HYPERLINK("https://example.org")\r\n+1,"-1",@SUM(A1)',
  ']]> <![CDATA[ --> <!-- paralelo:report --> &#64; &lt; `` ` ```` \\| | || \\',
  '$$x$$ :tada: ~~a~~ **b** - [x] 1. > *\n\n\n    indented\n\t\n| a | b |\n| - | - |',
];

/** A result in which every text that a file can hold is `text`, and which failed in every way at once. */
export function resultFullOf(text: string): Result {
  const check = failedCheck(text, text, text, { printed: text });
  const failed = kataResult({
    kata: text,
    title: { en: text, es: text },
    status: 'failed',
    problem: { kind: 'load', message: text, messageSentences: [sentence('load.threw', { said: text })] },
    checks: [check, { ...check, name: `${text} again`, message: `${text} again` }],
    points: 40,
    nextStep: text,
    reproduce: text,
  });
  const slow = {
    ...slowKata,
    kata: `${text}${text}`,
    speedup: {
      ...slowKata.speedup!,
      message: text,
      messageSentences: [sentence('cpu.wrongOne', { seed: 1, wrong: text })],
      explanation: text,
      explanationSentences: [{ key: text, values: { [text]: text } }],
    },
  };
  return resultOf([failed, slow, undecidedKata], {
    subject: text,
    isolation: { level: 'process', description: text, shortfall: [text] },
    machine: { cores: 2, node: text, platform: text, cpu: text },
  });
}

/** One result per status, and one full of what must stay inert. */
export const situations: Readonly<Record<string, Result>> = {
  passed: resultOf([kataResult()]),
  failed: resultOf([slowKata, manyFailures, brokenKata], { subject: 'your own files', isolation: weakIsolation }),
  inconclusive: resultOf([kataResult(), undecidedKata], { status: 'inconclusive' }),
  error: resultOf([faultyKata], { status: 'error', interrupted: true }),
  cadence: resultOf([cadenceKata]),
  nothing: resultOf([], { interrupted: true }),
  hostile: resultFullOf(HOSTILE_TEXTS.join('\n')),
};
