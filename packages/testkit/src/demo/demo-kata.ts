import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const NO_REFERENCE = {
  en: (path: string) =>
    `There is no reference here: --reference expects ${path}, and a repository for students is made without it. Run \`pnpm demo\` without --reference to see what is in your own src.`,
  es: (path: string) =>
    `Aquí no hay referencia: --reference espera ${path}, y el repositorio para estudiantes se crea sin ella. Ejecuta \`pnpm demo\` sin --reference para ver lo que hay en tu propio src.`,
};

/**
 * The module that a demo shows: the student's `src`, or the reference beside it.
 *
 * @param demoUrl - `import.meta.url` of the demo
 * @throws Error that says what to do, in the language of the system's locale, where the reference was not handed out
 * @example
 * const kata = await demoKata<typeof import('./src/index.ts')>(import.meta.url, flags.reference);
 */
export async function demoKata<Kata>(demoUrl: string, isReference: boolean): Promise<Kata> {
  const entry = new URL(isReference ? './solution/index.ts' : './src/index.ts', demoUrl);
  if (isReference && !existsSync(entry)) {
    const { LC_ALL, LC_MESSAGES, LANG } = process.env;
    const isSpanish = /^es(?![a-z])/i.test(LC_ALL || LC_MESSAGES || LANG || '');
    throw new Error(NO_REFERENCE[isSpanish ? 'es' : 'en'](fileURLToPath(entry)));
  }
  return (await import(entry.href)) as Kata;
}
