/** The languages that everything a person reads exists in; English is the one to fall back on. */
export const LANGUAGES = ['en', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * The language that a command line asks for, before anyone has parsed it: its help and its errors are in it too.
 *
 * @example
 * askedLanguage(['grade', '--lang', 'es', '--help']); // 'es'
 */
export function askedLanguage(args: readonly string[]): Language | undefined {
  const at = args.findLastIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const asked = args[at]?.split('=')[1] ?? args[at + 1];
  return at < 0 ? undefined : LANGUAGES.find((language) => language === asked);
}

/**
 * The language of the system's locale, by POSIX's order of precedence: the first of LC_ALL, LC_MESSAGES and LANG that is
 * set and not empty decides, even when it names a language that we do not speak (The Open Group Base Specifications, 8.2).
 *
 * @example
 * languageOf({ LANG: 'es_MX.UTF-8' }); // 'es'
 */
export function languageOf({ LC_ALL, LC_MESSAGES, LANG }: Readonly<Record<string, string | undefined>>): Language {
  const locale = LC_ALL || LC_MESSAGES || LANG || '';
  return /^es(?![a-z])/i.test(locale) ? 'es' : 'en';
}
