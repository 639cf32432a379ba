import { fileURLToPath } from 'node:url';

/** The checkout this grader belongs to: specs, thresholds and references come from here, whoever is graded. */
export const WORKSPACE = fileURLToPath(new URL('../../../', import.meta.url));

/** Results go here unless `--out` says otherwise; not under version control. */
export const DEFAULT_OUT = '.paralelo';
