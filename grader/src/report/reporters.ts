import { closest, distance } from 'fastest-levenshtein';
import { UsageError } from '../usage-error.ts';
import { renderJson } from './json.ts';
import type { Result } from './result.ts';
import { inertLine } from './sanitize.ts';
import { renderTerminal, type TerminalOptions } from './terminal.ts';

/** A face of a result: data in, text out. Each takes from the options what it needs. */
export type Reporter = (result: Result, options: TerminalOptions) => string;

/** Every face by the name that `--reporter` takes. */
const REPORTERS: ReadonlyMap<string, Reporter> = new Map<string, Reporter>([
  ['terminal', renderTerminal],
  ['json', renderJson],
]);

/**
 * The reporters of a list as `--reporter` takes it, in its order, each once.
 *
 * @throws {UsageError} for an unknown name, with the known ones and the nearest.
 *
 * @example
 * for (const report of reportersOf('terminal,json')) process.stdout.write(report(result, options));
 */
export function reportersOf(list: string): Reporter[] {
  const names = new Set(list.split(',').map((name) => name.trim()));
  return [...names].map((name) => {
    const reporter = REPORTERS.get(name);
    if (reporter) return reporter;
    const known = [...REPORTERS.keys()];
    const nearest = closest(name, known);
    const hint = distance(name, nearest) <= name.length / 2 ? ` Did you mean "${nearest}"?` : '';
    throw new UsageError(
      `There is no reporter "${inertLine(name, 40)}".${hint} The reporters are: ${known.join(', ')}.`,
    );
  });
}
