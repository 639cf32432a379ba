/**
 * Takes the lines of the face apart as a job of GitHub does, and counts as the reporter action does: the table from the
 * number of passed tests, the points from their scores, payload by payload, in this order of additions.
 *
 * @see https://github.com/classroom-resources/autograding-grading-reporter
 */
interface Payload {
  readonly version: number;
  readonly status: string;
  readonly max_score: number;
  readonly tests: readonly { readonly [key: string]: string | number }[];
}

export interface Classroom {
  readonly payloads: Readonly<Record<string, Payload>>;
  /** Last row of the table, as it is printed. */
  readonly table: string;
  /** What the notice says. */
  readonly points: string;
}

export function runClassroom(env: string): Classroom {
  const variables = Object.fromEntries(
    env
      .trimEnd()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  const ids = variables['CLASSROOM_RUNNERS']!.split(',');
  const payloads = Object.fromEntries(
    ids.map((id) => [
      id,
      JSON.parse(Buffer.from(variables[`${id.toUpperCase()}_RESULTS`]!, 'base64').toString('utf8')) as Payload,
    ]),
  );
  const all = Object.values(payloads);
  const scoreOf = ({ tests, max_score }: Payload) =>
    (tests.filter(({ status }) => status === 'pass').length / tests.length) * (max_score || 0);
  const score = all.reduce((sum, payload) => sum + scoreOf(payload), 0);
  const max = all.reduce((sum, payload) => sum + (payload.max_score || 0), 0);
  let points = 0;
  let maxPoints = 0;
  for (const { tests, max_score } of all) {
    if (!max_score) continue;
    maxPoints += max_score;
    for (const test of tests) points += test['score'] as number;
  }
  return { payloads, table: `${score}/${max}`, points: `${points}/${maxPoints}` };
}
