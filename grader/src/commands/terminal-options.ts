import pc from 'picocolors';
import type { Language } from '../report/language.ts';
import type { TerminalOptions } from '../report/terminal.ts';

/** How this process's standard output wants its text. */
export function terminalOptions(lang: Language): TerminalOptions {
  return { lang, color: pc.isColorSupported && process.stdout.isTTY === true, columns: process.stdout.columns ?? 100 };
}
