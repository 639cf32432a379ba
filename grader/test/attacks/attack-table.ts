import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { FailureKind } from '../../src/report/result.ts';

/** One program of the corpus and the verdict it must get. */
export interface Attack {
  /** `tamper/exit-at-load`. */
  readonly name: string;
  readonly group: string;
  /** Relative to this folder. */
  readonly file: string;
  /** What failed checks may be of; none for a program whose attempt achieves nothing. */
  readonly kinds: readonly FailureKind[];
  /** Checks that must pass: no more, which would be undeserved, and no less, which would be unjust. */
  readonly passes: number;
  readonly tries: string;
}

const HERE = import.meta.dirname;
/** `// <group> | fails <kind>[ or <kind>], passes <n> | <what it tries>`, or `harmless` in place of `fails …`. */
const HEADER = /^\/\/ (\w+) \| (?:harmless|fails ([\w ]+)), passes (\d+) \| (.+)$/;

function readAttack(group: string, entry: string): Attack {
  const file = join(group, entry.endsWith('.ts') ? entry : `${entry}/index.ts`);
  const [firstLine = ''] = readFileSync(join(HERE, file), 'utf8').split('\n', 1);
  const [, said, kinds, passes, tries] = HEADER.exec(firstLine) ?? [];
  if (said !== group || tries === undefined) {
    throw new Error(`${file} begins with "${firstLine}"; expected "// ${group} | fails <kind>, passes <n> | <what>".`);
  }
  return {
    name: `${group}/${basename(entry, '.ts')}`,
    group,
    file,
    kinds: (kinds?.split(' or ') ?? []) as FailureKind[],
    passes: Number(passes),
    tries,
  };
}

/** The groups of attacks, one folder each. */
export const GROUPS = ['tamper', 'forge', 'steal', 'resources', 'poison', 'report'] as const;

/** Every attack of a group, by name. */
export function attacksOf(group: (typeof GROUPS)[number]): readonly Attack[] {
  const entries = readdirSync(join(HERE, group));
  return entries.sort().map((entry) => readAttack(group, entry));
}
