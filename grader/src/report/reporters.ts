import { closest, distance } from 'fastest-levenshtein';
import { UsageError } from '../usage-error.ts';
import { renderClassroom } from './classroom.ts';
import { classroom50 } from './classroom50.ts';
import { renderCsv } from './csv.ts';
import type { FaceOptions } from './face-options.ts';
import { renderGithub } from './github.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import type { Result } from './result.ts';
import { inertLine } from './sanitize.ts';
import { sentence } from './sentence.ts';
import { renderSummary } from './summary.ts';
import { renderTerminal } from './terminal.ts';

/** A face of a result: data in, text out. */
export type Face = (result: Result) => string;

/** Makes a face from the options; one that lacks something says so here, before minutes go into grading. */
type Reporter = (options: FaceOptions) => Face | Promise<Face>;

const renders =
  (render: (result: Result, options: FaceOptions) => string) =>
  (options: FaceOptions): Face =>
  (result) =>
    render(result, options);

/** Every face by the name that `--reporter` takes. */
const REPORTERS: ReadonlyMap<string, Reporter> = new Map<string, Reporter>([
  ['terminal', renders(renderTerminal)],
  ['json', renders(renderJson)],
  ['markdown', renders(renderMarkdown)],
  ['summary', renders(renderSummary)],
  ['github', renders(renderGithub)],
  ['junit', renders(renderJunit)],
  ['csv', renders(renderCsv)],
  ['classroom', renders(renderClassroom)],
  ['classroom50', ({ env }) => classroom50(env)],
  // Its library for charts loads longer than everything else; who does not ask for a page does not wait for it.
  ['html', async (options) => renders((await import('./html/render-html.ts')).renderHtml)(options)],
]);

/** The names that `--reporter` takes. */
export const REPORTER_NAMES: readonly string[] = [...REPORTERS.keys()];

/**
 * The faces of a list as `--reporter` takes it, in its order, each once.
 *
 * @throws {UsageError} for an unknown name, with the known ones and the nearest, and for a face that lacks something.
 *
 * @example
 * for (const face of await facesOf('terminal,json', options)) process.stdout.write(face(result));
 */
export async function facesOf(list: string, options: FaceOptions): Promise<Face[]> {
  const names = new Set(list.split(',').map((name) => name.trim()));
  const reporters = [...names].map((name) => {
    const reporter = REPORTERS.get(name);
    if (reporter) return reporter;
    const nearest = closest(name, REPORTER_NAMES);
    throw new UsageError([
      sentence('usage.unknownReporter', { name: inertLine(name, 40) }),
      ...(distance(name, nearest) <= name.length / 2 ? [sentence('usage.nearest', { name: nearest })] : []),
      sentence('usage.knownReporters', { names: REPORTER_NAMES.join(', ') }),
    ]);
  });
  return Promise.all(reporters.map((reporter) => reporter(options)));
}
