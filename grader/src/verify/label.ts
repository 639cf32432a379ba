/** What a labelled submission claims about itself, in its first line. */

export const LABELS = ['accepted', 'wrong', 'slow', 'cheating'] as const;
export type LabelName = (typeof LABELS)[number];

export interface Label {
  readonly name: LabelName;
  /**
   * Where it must be caught: rules of the spec (the names of its outermost `describe`s), `speedup` for what is correct and
   * too slow, `integrity` for what is caught in the act. Empty for `accepted`.
   */
  readonly rules: readonly string[];
  /** The design in a few words. */
  readonly design: string;
}

/** Thrown when a first line is not `// label | rules | design`, or does not fit the folder it is in. */
export class LabelError extends Error {
  override readonly name = 'LabelError';
}

const LINE = /^\/\/ (\w+) \| ([^|]+) \| (.+)$/;

/**
 * Reads the label of a submission.
 *
 * @param folder - the folder it lies in, which must say the same
 * @example
 * parseLabel('// wrong | borders | a static split that rounds down\n…', 'wrong');
 */
export function parseLabel(text: string, folder: string): Label {
  const [line = ''] = text.split('\n', 1);
  const [, name, rules, design] = LINE.exec(line) ?? [];
  if (name === undefined || rules === undefined || design === undefined) {
    throw new LabelError(`its first line is "${line}"; expected "// label | rules | design"`);
  }
  if (!LABELS.includes(name as LabelName)) {
    throw new LabelError(`its label is "${name}"; expected one of ${LABELS.join(', ')}`);
  }
  if (name !== folder) throw new LabelError(`its label is "${name}", its folder is "${folder}"`);
  const list = rules.trim() === '-' ? [] : rules.split(',').map((rule) => rule.trim());
  if ((name === 'accepted') !== (list.length === 0)) {
    throw new LabelError(`"${line}" must name a rule, unless it is accepted: then "-"`);
  }
  return { name: name as LabelName, rules: list, design: design.trim() };
}
