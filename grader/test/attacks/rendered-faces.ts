import { kataResult } from '../../src/grading/kata-result.ts';
import { summarize } from '../../src/grading/summary.ts';
import type { UnitEvidence } from '../../src/grading/unit.ts';
import { renderJson } from '../../src/report/json.ts';
import type { Result } from '../../src/report/result.ts';
import { renderTerminal } from '../../src/report/terminal.ts';

function resultOf(evidence: UnitEvidence): Result {
  const source = { kind: 'folder', dir: evidence.unit.srcDir } as const;
  const frame = {
    subject: evidence.unit.label,
    startedAt: new Date(0).toISOString(),
    seed: 7,
    isolation: { level: 'full', description: 'full', shortfall: [] },
    machine: { cores: 2, node: process.version, platform: process.platform, cpu: 'any' },
    interrupted: false,
  } as const;
  return summarize({ ...frame, isolation: { ...frame.isolation, shortfall: [] } }, [
    kataResult(evidence, { source, seed: 7, flags: [] }),
  ]);
}

/** What a reader of one graded attack gets to see, without the colours that are ours. */
export const faces = {
  terminal: (evidence: UnitEvidence) => renderTerminal(resultOf(evidence), { lang: 'en', color: false, columns: 80 }),
  json: (evidence: UnitEvidence) => renderJson(resultOf(evidence)),
} as const;

/** Each with what it would do where the text is shown. */
const HOSTILE = {
  'moves a cursor or worse': /(?!\n)\p{Cc}/u,
  'changes the order of reading': /[\u202a-\u202e\u2066-\u2069]/u,
  'breaks a line without looking so': /[\u2028\u2029]/u,
  'is half a character': /\p{Cs}/u,
  'commands a workflow': /^\s*::\w|##\[|##vso\[/mu,
} as const;

/** What is wrong with a text that goes to a terminal or a log. */
export function hostileTextIn(text: string): readonly string[] {
  return Object.entries(HOSTILE).flatMap(([does, pattern]) => {
    const found = pattern.exec(text);
    return found ? [`${JSON.stringify(text.slice(found.index, found.index + 40))} ${does}`] : [];
  });
}
