import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Language } from '../language.ts';
import { DEMO_TEXTS } from './demo-texts.ts';

/**
 * The module that a demo shows: the student's `src`, or the reference beside it.
 *
 * @param demoUrl - `import.meta.url` of the demo
 * @throws Error that says what to do where the reference was not handed out
 * @example
 * const kata = await demoKata<typeof import('./src/index.ts')>(import.meta.url, isReference, 'en');
 */
export async function demoKata<Kata>(demoUrl: string, isReference: boolean, language: Language): Promise<Kata> {
  const entry = new URL(isReference ? './solution/index.ts' : './src/index.ts', demoUrl);
  if (isReference && !existsSync(entry)) throw new Error(DEMO_TEXTS[language].noReference(fileURLToPath(entry)));
  return (await import(entry.href)) as Kata;
}
