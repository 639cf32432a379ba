import type { z } from 'zod';
import { UsageError } from '../usage-error.ts';
import { RESULT_SCHEMA_ID } from './json-schemas.ts';
import { RESULT_VERSION, type Result, ResultSchema } from './result.ts';
import { inertJson, inertLine } from './sanitize.ts';
import { type Sentence, sentence } from './sentence.ts';

/** Longest document that is read, in characters: a cohort's result is well below, and a hostile file must not fill memory. */
export const MAX_RESULT_CHARS = 16 * 1024 * 1024;

/** What rounding each kata and their sum to hundredths may add up to. */
const ROUNDING = 0.05;

/**
 * The result as a canonical document: keys in the order of the schema, two spaces, a line feed at the end. Equal results
 * give equal bytes. Characters that a terminal or a log would obey are escaped, so it is safe to print.
 *
 * @throws {ZodError} when the result breaks its own schema, which is our fault.
 */
export function renderJson(result: Result): string {
  const ordered = ResultSchema.parse({ ...result, $schema: RESULT_SCHEMA_ID });
  return `${inertJson(JSON.stringify(ordered, sortedValues, 2))}\n`;
}

/** The schema cannot know what a sentence holds, so its values are ordered by name. */
function sortedValues(key: string, value: unknown): unknown {
  return key === 'values'
    ? Object.fromEntries(Object.entries(value as object).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}

/**
 * Reads what `renderJson` wrote, of this version or an older one, which becomes one of this version. The text is taken as
 * hostile: its size is capped, unknown keys are refused.
 *
 * @throws {UsageError} that says where, what was there, what was expected and what to do.
 *
 * @example
 * const result = parseResult(await readFile('result.json', 'utf8'));
 */
export function parseResult(text: string): Result {
  if (text.length > MAX_RESULT_CHARS) {
    throw new UsageError(sentence('result.long', { chars: text.length, most: MAX_RESULT_CHARS }));
  }
  const document = parseDocument(text);
  refuseNewerVersion(document);
  const parsed = ResultSchema.safeParse(upgraded(document), { reportInput: true });
  if (!parsed.success) throw new UsageError(describe(parsed.error.issues), { cause: parsed.error });
  refuseWrongSums(parsed.data);
  return parsed.data;
}

function parseDocument(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = inertLine(String((cause as SyntaxError).message), 200);
    throw new UsageError(sentence('result.notJson', { said: reason }), { cause });
  }
}

function refuseNewerVersion(document: unknown): void {
  const version = (document as { version?: unknown } | null)?.version;
  if (typeof version === 'number' && version > RESULT_VERSION) {
    throw new UsageError(sentence('result.newer', { version, most: RESULT_VERSION }));
  }
}

/** A result of version 1 is one of version 2 without sentences. */
function upgraded(document: unknown): unknown {
  const { version } = (document ?? {}) as { version?: unknown };
  return version === 1 ? { ...(document as object), $schema: RESULT_SCHEMA_ID, version: RESULT_VERSION } : document;
}

/** Every face takes totals and katas from the file: where they do not add up, two faces would say two things. */
function refuseWrongSums(result: Result): void {
  for (const key of ['points', 'maxPoints', 'undecidedPoints'] as const) {
    const sum = result.katas.reduce((total, kata) => total + kata[key], 0);
    if (Math.abs(sum - result[key]) > ROUNDING) {
      throw new UsageError(sentence('result.sum', { key, total: result[key], sum }));
    }
  }
  const over = result.katas.find((kata) => kata.points > kata.maxPoints + ROUNDING);
  if (over) {
    const { points, maxPoints: most } = over;
    throw new UsageError(sentence('result.over', { kata: inertLine(over.kata, 60), points, most }));
  }
}

/** The first issue in full; the others are usually its consequences, so their number is enough. */
function describe(issues: readonly z.core.$ZodIssue[]): Sentence[] {
  const [issue] = issues as readonly [z.core.$ZodIssue];
  const where = inertLine(pathOf(issue.path), 200);
  const others = issues.length - 1;
  return [
    where === '' ? sentence('result.invalidWhole') : sentence('result.invalid', { where }),
    ...found(issue),
    sentence('result.because', { said: inertLine(issue.message, 200) }),
    ...(others > 0 ? [sentence('result.others', { count: others })] : []),
    sentence('result.again'),
  ];
}

/** `katas[0].checks[3].points`; nothing for the whole. */
function pathOf(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return text.replace(/^\./, '');
}

/** What stands there; of a key too many the message tells enough. */
function found({ code, input }: z.core.$ZodIssue): Sentence[] {
  if (code === 'unrecognized_keys') return [];
  return [input === undefined ? sentence('result.absent') : sentence('result.found', { input: show(input) })];
}

function show(value: unknown): string {
  return inertLine(JSON.stringify(value) ?? typeof value, 60);
}
