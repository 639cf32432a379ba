import type { Messages } from './en.ts';
import { cohort } from './es/cohort.ts';
import { commands } from './es/commands.ts';
import { faces } from './es/faces.ts';
import { failures } from './es/failures.ts';
import { github } from './es/github.ts';
import { page } from './es/page.ts';
import { proofs } from './es/proofs.ts';
import { template } from './es/template.ts';
import { usage } from './es/usage.ts';
import { verdict } from './es/verdict.ts';

/** Everything that a person reads, in Spanish. */
export const es: Messages = {
  ...faces,
  ...page,
  ...verdict,
  ...failures,
  ...commands,
  ...usage,
  ...cohort,
  ...template,
  ...github,
  ...proofs,
};
