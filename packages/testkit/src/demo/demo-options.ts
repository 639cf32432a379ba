import { parseArgs } from 'node:util';
import { askedLanguage, LANGUAGES, type Language, languageOf } from '../language.ts';
import { DEMO_TEXTS } from './demo-texts.ts';

/** What a command line asks of a demo. */
export interface DemoOptions<Flag extends string> {
  readonly language: Language;
  readonly isHelp: boolean;
  readonly isReference: boolean;
  readonly flags: Readonly<Record<Flag, string>>;
}

/**
 * Reads the command line of a demo.
 *
 * @param defaults - further flags, each with the value that it has when nobody gives it
 * @throws Error that says what is expected, in the language that is asked for, at a flag that a demo does not have, at one
 * without its value, at a language that is none, and at anything that is no flag
 */
export function readDemoOptions<Flag extends string>(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  defaults: Readonly<Record<Flag, string>>,
): DemoOptions<Flag> {
  const language = askedLanguage(args) ?? languageOf(env);
  const valued = ['lang', ...Object.keys(defaults)];
  const { values, tokens } = parseArgs({
    args: [...args],
    options: {
      reference: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
      ...Object.fromEntries(valued.map((name) => [name, { type: 'string' }] as const)),
    },
    // Strict, it would say in English what is wrong.
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind === 'option-terminator' || (token.kind === 'option' && isUnderstood(token, valued))) continue;
    const given = token.kind === 'option' ? [token.rawName, ...(token.value ? [token.value] : [])] : [token.value];
    throw new Error(DEMO_TEXTS[language].notUnderstood(given.join(' '), synopsis(Object.keys(defaults))));
  }
  const { help, reference, ...flags } = values;
  return {
    language,
    isHelp: help === true,
    isReference: reference === true,
    flags: { ...defaults, ...flags } as Readonly<Record<Flag, string>>,
  };
}

function isUnderstood(
  { name, value }: { name: string; value?: string | undefined },
  valued: readonly string[],
): boolean {
  if (name === 'lang') return LANGUAGES.some((language) => language === value);
  if (valued.includes(name)) return value !== undefined;
  return (name === 'reference' || name === 'help') && value === undefined;
}

/** What `--help` says: what the demo shows, and every flag with its default. */
export function demoHelp(
  language: Language,
  about: string,
  defaults: Readonly<Record<string, string>>,
  meanings: Readonly<Record<string, string>>,
): string {
  const texts = DEMO_TEXTS[language];
  const rows: readonly (readonly [flag: string, meaning: string])[] = [
    ['--reference', texts.reference],
    ...Object.entries(defaults).map(
      ([name, value]) => [`--${name} …`, texts.byDefault(meanings[name]!, value)] as const,
    ),
    ['--lang …', texts.lang],
    ['-h, --help', texts.help],
  ];
  const width = Math.max(...rows.map(([flag]) => flag.length));
  const lines = rows.map(([flag, meaning]) => `  ${flag.padEnd(width)}  ${meaning}`);
  return [`${texts.usage} pnpm demo ${synopsis(Object.keys(defaults))}`, '', about, '', ...lines].join('\n');
}

function synopsis(names: readonly string[]): string {
  return ['[--reference]', ...names.map((name) => `[--${name} …]`), '[--lang en|es]', '[--help]'].join(' ');
}
