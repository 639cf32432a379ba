import { inspect } from 'node:util';
import { diskFigures } from './kernel.ts';
import type { Report, Sample } from './types.ts';

export interface MonitorOptions {
  /** Period of the samples of each metric; by default 5000. */
  sampleEveryMs?: number;
  /** Length of the windows that are reported; by default 30,000. */
  reportEveryMs?: number;
  /** A path on the file system to watch; by default `/`. */
  diskPath?: string;
  /** Called for every sample. */
  onSample?: (sample: Sample) => void;
  /** Called for every window that holds a sample, the last, partial one too. */
  onReport?: (report: Report) => void;
  /** Ends the monitor, which is how it normally ends: the call resolves, and no worker is left. */
  signal?: AbortSignal;
}

/** Options with nothing left to decide. */
export interface Plan {
  readonly sampleEveryMs: number;
  readonly reportEveryMs: number;
  readonly diskPath: string;
  readonly onSample: (sample: Sample) => void;
  readonly onReport: (report: Report) => void;
  readonly signal: AbortSignal;
}

/** Node fires longer timers at once. */
const LONGEST_PERIOD_MS = 2 ** 31 - 1;

/**
 * Fills in the defaults.
 *
 * @throws RangeError or TypeError for an option that cannot be meant.
 */
export function planOf(options: MonitorOptions): Plan {
  const { sampleEveryMs = 5000, reportEveryMs = 30_000, diskPath = '/' } = options;
  const { onSample = () => {}, onReport = () => {}, signal = new AbortController().signal } = options;
  for (const [name, value] of Object.entries({ sampleEveryMs, reportEveryMs })) checkPeriod(name, value);
  for (const [name, value] of Object.entries({ onSample, onReport })) {
    if (typeof value !== 'function') throw new TypeError(`${name} is ${inspect(value)}; expected a function`);
  }
  checkDisk(diskPath);
  return { sampleEveryMs, reportEveryMs, diskPath, onSample, onReport, signal };
}

function checkPeriod(name: string, value: unknown): void {
  if (typeof value === 'number' && value >= 1 && value <= LONGEST_PERIOD_MS) return;
  throw new RangeError(`${name} is ${inspect(value)}; expected milliseconds from 1 to 2^31 − 1`);
}

function checkDisk(path: unknown): void {
  if (typeof path !== 'string')
    throw new TypeError(`diskPath is ${inspect(path)}; expected the path of a file or folder`);
  try {
    diskFigures(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new RangeError(`diskPath is ${inspect(path)} (${code}); expected a path that exists and can be read`, {
      cause,
    });
  }
}
