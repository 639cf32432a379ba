import { inertLine } from '../report/sanitize.ts';
import { sentence } from '../report/sentence.ts';
import { UsageError } from '../usage-error.ts';

/** Where spec and grader of a repository for students come from. */
export interface Upstream {
  /** `owner/repo`. */
  readonly repository: string;
  /** A commit, a tag or a branch. */
  readonly ref: string;
}

/** Names as GitHub allows them. */
const REPOSITORY = /^[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}\/(?!\.{1,2}$)[\w.-]{1,100}$/;
/** A part of what `git check-ref-format` allows: nothing that a shell, YAML or an expression would read as more than a name. */
const REF = /^(?!.*(?:\.\.|\/\/|\/\.|\.lock(?:\/|$)))[A-Za-z0-9][\w./-]{0,198}[\w-]$|^[A-Za-z0-9]$/;
const COMMIT = /^[0-9a-f]{40}$/;

/**
 * Reads `OWNER/REPO@REF`.
 *
 * @throws {UsageError} when it is anything else.
 * @example
 * parseUpstream('school/paralelo@v1.2'); // { repository: 'school/paralelo', ref: 'v1.2' }
 */
export function parseUpstream(text: string): Upstream {
  const at = text.indexOf('@');
  const [repository, ref] = [text.slice(0, at), text.slice(at + 1)];
  if (at > 0 && REPOSITORY.test(repository) && REF.test(ref)) return { repository, ref };
  throw new UsageError(
    sentence('template.upstream', {
      given: inertLine(text, 120),
      example: `school/paralelo@${'0123456789'.repeat(4)}`,
    }),
  );
}

/** Whether nobody can make it mean something else later. */
export function isFixed({ ref }: Upstream): boolean {
  return COMMIT.test(ref);
}
