import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { figures } from '../../src/report/figures.ts';
import { facesOf, REPORTER_NAMES } from '../../src/report/reporters.ts';
import type { Result } from '../../src/report/result.ts';
import { runClassroom } from './support/classroom-action.ts';
import { htmlPage } from './support/html-page.ts';
import { CLASSROOM50_ENV, OPTIONS, situations } from './support/situations.ts';

/** What a face says, as far as it says it. Points as a person reads them: tenths, rounded down. */
interface Said {
  readonly total: string;
  readonly points?: readonly string[];
  readonly checks?: readonly string[];
}

const { points: shown } = figures('en');
const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found]) => found!);
const numbers = (text: string, pattern: RegExp): number[] => all(text, pattern).map(Number);

/** `28/28`, or `0/0` where the overview shows a dash. */
const checksOf = (cell: string) => (cell === '–' ? '0/0' : cell);

function fromTable(rows: readonly (readonly string[])[]): Said {
  const points = rows.map((row) => row.at(-1)!.replace(' ?', ''));
  return {
    total: points.at(-1)!,
    points: points.slice(0, rows.length > 1 ? -1 : 1),
    checks: rows.slice(0, rows.length > 1 ? -1 : 1).map((row) => checksOf(row[1]!)),
  };
}

/** The parts of a page that were said in figures, as a browser takes it apart. */
function fromPage(face: string): Said {
  const { all: find, textOf } = htmlPage(face);
  const [heading] = find('h1').map(textOf);
  const [overview] = find('table');
  const rows = find('tr', overview).slice(1);
  const said = fromTable(rows.map((row) => find('td', row).map(textOf)).map((cells) => ['', ...cells]));
  const facts = find('dl').filter((list) => list.attrs.some(({ value }) => value === 'facts'));
  const kata = facts.map((list) => find('dd', list).map(textOf));
  const agrees =
    heading?.startsWith(`${said.total} points`) &&
    kata.every(
      (cells, i) => cells.at(-1)!.replace(' ?', '') === said.points![i] && checksOf(cells[0]!) === said.checks![i],
    );
  return agrees ? said : { total: 'heading, overview and sections differ' };
}

/** How each face is read back; a face without an entry fails its test. */
const readers: Readonly<Record<string, (face: string) => Said>> = {
  terminal: (face) =>
    fromTable(
      face
        .split('\n\n')
        .find((block) => block.startsWith('  Kata'))!
        .split('\n')
        .slice(1)
        .map((line) => line.slice(2).split(/ {2,}/)),
    ),
  json: (face) => {
    const { points, maxPoints, katas } = JSON.parse(face) as Result;
    return {
      total: shown(points, maxPoints),
      points: katas.map((kata) => shown(kata.points, kata.maxPoints)),
      checks: katas.map(
        ({ checks }) => `${checks.filter(({ status }) => status === 'passed').length}/${checks.length}`,
      ),
    };
  },
  markdown: (face) => {
    const rows = all(face, /^\| (.*) \|$/gm).slice(2);
    const said = fromTable(rows.map((row) => row.replaceAll('**', '').split(' | ')));
    const [heading] = all(face, /^### . (\S+) points$/gm);
    return {
      ...said,
      points: said.points!,
      total: heading === said.total ? heading : 'the heading differs from the table',
    };
  },
  summary: (face) => readers['markdown']!(face),
  html: fromPage,
  github: (face) => {
    const [, body = ''] = /::notice title=[^:]*::(.*)/.exec(face)!;
    const katas = body.split('%0A');
    return {
      total: all(face, /::notice title=Paralelo%3A (\S+) points::/g)[0]!,
      points: katas.flatMap((kata) => all(kata, /Points (\S+)/g)),
      checks: katas.flatMap((kata) => all(kata, /Checks (\S+)/g)).map(checksOf),
    };
  },
  junit: (face) => {
    const of = (name: string) => numbers(face, new RegExp(`name="${name}" value="([^"]*)"`, 'g'));
    const [points, max, passed, checks] = [of('points'), of('maxPoints'), of('checksPassed'), of('checks')];
    return {
      total: shown(sumOf(points), sumOf(max)),
      points: points.map((won, i) => shown(won, max[i]!)),
      checks: passed.map((count, i) => `${count}/${checks[i]}`),
    };
  },
  csv: (face) => {
    const rows: Record<string, string>[] = parse(face, { columns: true, record_delimiter: '\r\n' });
    const points = rows.map((row) => shown(Number(row['points']), Number(row['max_points'])));
    const checks = rows.map((row) => `${row['checks_passed']}/${row['checks']}`);
    return { total: points.at(-1)!, points: points.slice(0, -1), checks: checks.slice(0, -1) };
  },
  classroom: (face) => {
    const { table, points } = runClassroom(face);
    const [won, max] = points.split('/').map(Number);
    return { total: table === points ? shown(won!, max!) : 'the table differs from the points' };
  },
  classroom50: (face) => {
    const tests: Record<string, number>[] = JSON.parse(face).tests;
    const halves = (key: string) => tests.map((one) => one[key]!);
    const katas = tests.filter((one) => one['checks'] !== undefined);
    return {
      total: shown(sumOf(halves('points')), sumOf(halves('max-points'))),
      checks: katas.map((one) => `${one['checks-passed']}/${one['checks']}`),
    };
  },
};

describe('the faces of one result agree', () => {
  const graded = Object.entries(situations).filter(([name]) => name !== 'nothing' && name !== 'hostile');

  test.each(REPORTER_NAMES)('%s says the same total, points and checks', async (name) => {
    const [face] = await facesOf(name, { ...OPTIONS, env: CLASSROOM50_ENV });
    for (const [situation, result] of graded) {
      const { points, maxPoints, katas } = result;
      const said = readers[name]!(face!(result));
      expect(said.total, situation).toBe(shown(points, maxPoints));
      if (said.points) expect(said.points, situation).toEqual(katas.map((kata) => shown(kata.points, kata.maxPoints)));
      if (said.checks) {
        const passed = ({ checks }: (typeof katas)[number]) =>
          checks.filter(({ status }) => status === 'passed').length;
        expect(said.checks, situation).toEqual(katas.map((kata) => `${passed(kata)}/${kata.checks.length}`));
      }
    }
  });
});
