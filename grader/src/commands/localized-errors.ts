import type { Command } from 'commander';
import type { Translate } from '../report/messages/messages.ts';

type Parts = Readonly<Record<string, string>>;
type Saying = readonly [pattern: RegExp, say: (t: Translate, parts: Parts) => string];

/** What the parser of the command line says, and how we say it. Text is all that it hands out besides a code. */
const SAYINGS: readonly Saying[] = [
  [/^error: unknown command '(?<name>.*)'/, (t, { name }) => t('usage.unknownCommand', { name: name! })],
  [/^error: unknown option '(?<flag>.*)'/, (t, { flag }) => t('usage.unknownOption', { flag: flag! })],
  [/^error: missing required argument '(?<name>.*)'/, (t, { name }) => t('usage.noArgument', { name: name! })],
  [/^error: option '(?<flags>.*)' argument missing/, (t, { flags }) => t('usage.noValue', { flags: flags! })],
  [/^error: required option '(?<flags>.*)' not specified/, (t, { flags }) => t('usage.noOption', { flags: flags! })],
  [
    /^error: option '(?<one>.*)' cannot be used with option '(?<other>.*)'/,
    (t, { one, other }) => t('usage.conflict', { one: one!, other: other! }),
  ],
  [
    /^error: option '(?<flags>.*)' argument '(?<value>.*)' is invalid\. Allowed choices are (?<choices>.*)\./s,
    (t, { flags, value, choices }) => t('usage.badChoice', { flags: flags!, value: value!, choices: choices! }),
  ],
  [
    /^error: option '(?<flags>.*)' argument '(?<value>.*)' is invalid\. (?<why>.*)/s,
    (t, { flags, value, why }) => t('usage.badValue', { flags: flags!, value: value!, why: why!.trim() }),
  ],
  [
    /^error: too many arguments.* Expected (?<most>\d+) arguments? but got (?<given>\d+)/s,
    (t, { most, given }) => t('usage.tooMany', { most: most!, given: given! }),
  ],
];
const NEAREST = /\(Did you mean (?:one of )?(?<names>.*)\?\)/;

/** Makes `program`, and the commands that are added to it from now on, refuse arguments in the language of `t`. */
export function localizeErrors(program: Command, t: Translate): Command {
  return program.configureOutput({ outputError: (text, write) => write(`${refusal(text, t)}\n`) });
}

/** `text` of the parser in the language of `t`, and where to find help; a text that is new to us stays as it is. */
export function refusal(text: string, t: Translate): string {
  for (const [pattern, say] of SAYINGS) {
    const parts = pattern.exec(text)?.groups;
    if (parts === undefined) continue;
    const nearest = NEAREST.exec(text)?.groups?.['names'];
    const hint = nearest === undefined ? [] : [t('usage.nearest', { name: nearest })];
    return [say(t, parts), ...hint, t('usage.help')].join(' ');
  }
  return text.trimEnd();
}
