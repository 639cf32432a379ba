import type { Language } from '../language.ts';

/** What every demo says, whatever it shows. */
const en = {
  usage: 'Usage:',
  reference: 'show the reference, not what is in your own src',
  lang: "en or es; by default the language of the system's locale",
  help: 'show this help',
  byDefault: (meaning: string, value: string) => `${meaning} (default: ${value})`,
  notUnderstood: (given: string, expected: string) =>
    `${given} is not understood. Expected: pnpm demo ${expected}. \`pnpm demo --help\` says what each does.`,
  noReference: (path: string) =>
    `There is no reference here: --reference expects ${path}, and a repository for students is made without it. Run \`pnpm demo\` without --reference to see what is in your own src.`,
  stopped: (what: string) => `Stopped: ${what}.`,
};

const es: typeof en = {
  usage: 'Uso:',
  reference: 'muestra la solución de referencia y no lo que hay en tu src',
  lang: 'en o es; sin ella, el idioma del sistema',
  help: 'muestra esta ayuda',
  byDefault: (meaning, value) => `${meaning} (por omisión: ${value})`,
  notUnderstood: (given, expected) =>
    `No se entiende ${given}. Se espera: pnpm demo ${expected}. \`pnpm demo --help\` explica cada opción.`,
  noReference: (path) =>
    `Aquí no hay referencia: --reference espera ${path}, y el repositorio para estudiantes se crea sin ella. Ejecuta \`pnpm demo\` sin --reference para ver lo que hay en tu propio src.`,
  stopped: (what) => `Interrumpido: ${what}.`,
};

export const DEMO_TEXTS: Readonly<Record<Language, typeof en>> = { en, es };
