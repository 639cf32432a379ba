import { cohort } from './en/cohort.ts';
import { commands } from './en/commands.ts';
import { faces } from './en/faces.ts';
import { failures } from './en/failures.ts';
import { github } from './en/github.ts';
import { page } from './en/page.ts';
import { proofs } from './en/proofs.ts';
import { template } from './en/template.ts';
import { usage } from './en/usage.ts';
import { verdict } from './en/verdict.ts';

/**
 * Everything that a person reads, in English. A word in braces is a placeholder, after a colon how its figure is written
 * (`figureFormats`); every language has the same ones.
 */
export const en = {
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
} as const;

export type MessageKey = keyof typeof en;

/** One text per key. */
export type Messages = Readonly<Record<MessageKey, string>>;
