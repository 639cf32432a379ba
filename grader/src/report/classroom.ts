import type { FaceOptions } from './face-options.ts';
import { bytesOf } from './fit.ts';
import { inLanguage } from './in-language.ts';
import { type Translate, translator } from './messages/messages.ts';
import type { Check, KataResult, Result, Status } from './result.ts';
import { inert, inertLine } from './sanitize.ts';

/** What the reporter action of GitHub Classroom reads, base64 of its JSON in `<ID>_RESULTS`. */
interface Payload {
  readonly version: 1;
  readonly status: 'pass' | 'fail' | 'error';
  readonly max_score: number;
  readonly tests: readonly ClassroomTest[];
}

interface ClassroomTest {
  readonly name: string;
  readonly status: 'pass' | 'fail' | 'error';
  readonly score: number;
  readonly message: string;
  readonly test_code: string;
  readonly filename: string;
  readonly line_no: number;
  readonly duration: number;
}

type Line = Omit<ClassroomTest, 'score'>;

/** A third less than the 90 KB that a payload may have, which base64 adds. */
const MAX_JSON_BYTES = 64_000;
const NAME_CHARS = 200;
const CODE_CHARS = 1000;
/** Scores are multiples of it, so that their sum in binary fractions is exact. */
const QUANTUM = 2 ** -20;

/**
 * The face for GitHub Classroom's reporter action: lines for `$GITHUB_ENV`, one payload per id and the list of ids for
 * its input `runners`.
 *
 * The action adds up the scores for its points, but takes `passed tests / tests × max_score` for its table. Both are the
 * total of the result only where all tests of a payload pass or none does: so one holds what was won, one what was not, and
 * one, worth nothing, what is undecided.
 *
 * @example
 * // grader report result.json --reporter classroom >> "$GITHUB_ENV"
 * // uses: classroom-resources/autograding-grading-reporter@v1, with: runners: ${{ env.CLASSROOM_RUNNERS }}
 */
export function renderClassroom(result: Result, { lang }: Pick<FaceOptions, 'lang'>): string {
  const payloads = classroomPayloads(inLanguage(result, lang), translator(lang));
  const ids = Object.keys(payloads);
  const lines = Object.entries(payloads).map(([id, payload]) => `${id.toUpperCase()}_RESULTS=${base64(payload)}`);
  return [...lines, `CLASSROOM_RUNNERS=${ids.join(',')}`, ''].join('\n');
}

function classroomPayloads(result: Result, t: Translate): Readonly<Record<string, Payload>> {
  const { katas, points, maxPoints } = result;
  const missing = Math.round((maxPoints - points) * 100) / 100;
  const hasFault = katas.some((kata) => kata.status === 'error');
  const lost = katas.flatMap((kata) => lostLines(kata, t));
  const open = katas.flatMap((kata) => openLines(kata, t));
  return {
    ...(points > 0 && {
      earned: payload(
        'pass',
        points,
        share(
          points,
          katas.flatMap((kata) => wonLines(kata, t)),
        ),
      ),
    }),
    ...(missing > 0 && { missed: payload(hasFault ? 'error' : 'fail', missing, share(0, lost)) }),
    // Worth nothing, so it does not touch the points; without it a run that decided nothing would say nothing.
    ...((open.length > 0 || maxPoints === 0) && {
      undecided: payload('pass', 0, share(0, open.length > 0 ? open : [line(t('empty'), 'error', '')])),
    }),
  };
}

function payload(status: Payload['status'], max_score: number, tests: readonly ClassroomTest[]): Payload {
  return { version: 1, status, max_score, tests };
}

/** Equal scores of multiples of the quantum; the last takes what is left, so that they add up to exactly `points`. */
function share(points: number, lines: readonly Line[]): ClassroomTest[] {
  const shown = fitting(lines);
  const each = Math.floor(points / shown.length / QUANTUM) * QUANTUM;
  return shown.map((one, i) => ({ ...one, score: i < shown.length - 1 ? each : points - each * (shown.length - 1) }));
}

function fitting(lines: readonly Line[]): Line[] {
  let room = MAX_JSON_BYTES;
  const shown: Line[] = [];
  for (const one of lines) {
    // A score takes up to 24 bytes, its name and the comma the others.
    room -= bytesOf(JSON.stringify(one)) + 40;
    if (room < 0) break;
    shown.push(one);
  }
  const left = lines.length - shown.length;
  return left > 0 ? [...shown, line(`… +${left}`, lines[0]!.status, '')] : shown;
}

/** Where points are there but nothing that won them, the kata stands for itself. */
function wonLines(kata: KataResult, t: Translate): Line[] {
  if (kata.points <= 0) return [];
  const won = kata.checks
    .filter((check) => check.points > 0)
    .map((check) => line(checkName(kata, check), 'pass', '', check.durationMs));
  const fast = (kata.speedup?.points ?? 0) > 0 ? [line(partName(kata, t('test.speedup')), 'pass', '')] : [];
  const lines = [...won, ...fast];
  return lines.length > 0 ? lines : [line(partName(kata, t('test.points')), 'pass', '')];
}

function lostLines(kata: KataResult, t: Translate): Line[] {
  const { problem, checks, speedup, status } = kata;
  if (kata.points >= kata.maxPoints) return [];
  const failed = checks
    .filter((check) => check.status !== 'passed')
    .map((check) => line(checkName(kata, check), stateOf(check.status), check.message ?? '', check.durationMs));
  const lines = [
    ...(problem ? [line(partName(kata, t(`kind.${problem.kind}`)), stateOf(status), problem.message)] : []),
    ...failed,
    ...(speedup && speedup.points !== null && speedup.points < speedup.maxPoints
      ? [line(partName(kata, t('test.speedup')), stateOf(speedup.status), speedup.message)]
      : []),
  ];
  return lines.length > 0 ? lines : [line(partName(kata, t('test.points')), 'fail', '')];
}

function openLines(kata: KataResult, t: Translate): Line[] {
  return kata.undecidedPoints > 0
    ? [line(partName(kata, t('test.speedup')), 'error', kata.speedup?.message ?? t('status.inconclusive'))]
    : [];
}

/** The action prints `message` of an error, on its own line, and `test_code` of the others, from the first column. */
function line(name: string, status: Line['status'], said: string, durationMs = 0): Line {
  const code = inert(said, CODE_CHARS)
    .split('\n')
    .map((text) => `  │ ${text}`.trimEnd())
    .join('\n');
  return {
    name,
    status,
    message: inertLine(said, NAME_CHARS),
    test_code: said === '' || status === 'error' ? '' : code,
    filename: '',
    line_no: 0,
    duration: Math.round(durationMs),
  };
}

function checkName(kata: KataResult, check: Check): string {
  return inertLine(`${kata.kata}: ${check.rule} › ${check.name}`, NAME_CHARS);
}

function partName(kata: KataResult, part: string): string {
  return inertLine(`${kata.kata}: ${part}`, NAME_CHARS);
}

function stateOf(status: Status): Line['status'] {
  return status === 'error' ? 'error' : status === 'passed' ? 'pass' : 'fail';
}

/** Base64 of the JSON in UTF-8. */
function base64(value: Payload): string {
  return Buffer.from(JSON.stringify(value)).toString('base64');
}
