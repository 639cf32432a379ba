import { inEnglish, type Sentence, sentence } from '../report/sentence.ts';
import { proveFull } from './canary/prove-full.ts';
import { fullIsolation } from './full-isolation.ts';
import { namespaceAdvice, setUpFull } from './full-setup.ts';
import type { Isolation, IsolationLevel } from './isolation.ts';
import { LacksError } from './lacks-error.ts';
import { sweepTemp } from './leftovers.ts';
import { ownNetwork } from './own-network.ts';
import { processIsolation } from './process-isolation.ts';

const UNAVAILABLE = sentence('usage.isolation');

/** The required level of isolation cannot be had on this machine; the message says why and what to do. */
export class IsolationUnavailableError extends Error {
  override readonly name = 'IsolationUnavailableError';
  /** What the message says. */
  readonly said: readonly Sentence[];

  constructor(shortfall: readonly Sentence[], options?: ErrorOptions) {
    super(`${inEnglish([UNAVAILABLE])} ${inEnglish(shortfall, '; ')}.`, options);
    this.said = [UNAVAILABLE, ...shortfall];
  }
}

async function tryFull(): Promise<Isolation> {
  const [setup, wall] = await Promise.all([setUpFull(), ownNetwork()]);
  // By its kernel name, as the others. Without it, a subject that needs a server of the spec shares the network of this machine.
  const mechanisms = [...setup.mechanisms, ...(wall ? ['netns'] : [])];
  const isolation = fullIsolation({ ...setup, mechanisms });
  await proveFull(isolation);
  return isolation;
}

/**
 * The strongest level of isolation that a canary proves on this machine, or the wanted one.
 *
 * @param options.wanted `full` (the default) tries that first; `process` does not try more.
 * @param options.require Whether the wanted level is the only one acceptable.
 * @throws {IsolationUnavailableError} when it is required and not available, and on Windows, which has no level at all.
 * @example
 * const isolation = await chooseIsolation({ wanted: 'full', require: true });
 * const subject = await isolation.launch({ root, entry: 'host.ts', args: [], limits, network: 'none' });
 */
export async function chooseIsolation(
  options: { readonly wanted?: IsolationLevel; readonly require?: boolean } = {},
): Promise<Isolation> {
  const { wanted = 'full', require = false } = options;
  // Neither level can end what a submission starts there.
  if (process.platform === 'win32') throw new IsolationUnavailableError([sentence('lacks.windows')]);
  sweepTemp();
  if (wanted === 'process') return processIsolation([sentence('lacks.asked')]);
  try {
    return await tryFull();
  } catch (cause) {
    const reason = (cause as Error).message;
    // What is missing says so itself; what failed in the kernel needs its switch named.
    const why = cause instanceof LacksError ? cause.said : sentence('lacks.other', { said: reason });
    const shortfall = /namespace|uid map|not permitted|denied/i.test(reason) ? [why, namespaceAdvice()] : [why];
    if (!require) return processIsolation(shortfall);
    throw new IsolationUnavailableError(shortfall, { cause });
  }
}

/** A level that another process of the same grading has proven: no canary, for judges, which start often. */
export async function openIsolation(level: IsolationLevel): Promise<Isolation> {
  return level === 'full' ? fullIsolation(await setUpFull()) : processIsolation([]);
}
