/** What the demo says. */
const en = {
  about: 'The words of ten files, counted by one thread and by workers, and the most frequent of them.',
  stopped: 'every worker has ended',
  files: (files: number, mebibytes: number) => `The words of ${files} files, ${mebibytes} MiB together`,
  sequential: 'sequential',
  workers: (workers: number) => `${workers} workers`,
  different: (count: string) => `${count} different words`,
  progress: (counts: string) => `${counts} files`,
  differ: 'The two answers differ: start with `pnpm test`.',
  speedup: 'speedup',
  comparedWith: 'over map, shuffle and reduce of the same program; `pnpm grade` compares with a program of its own',
  mostFrequent: 'The most frequent words',
};

export type Words = typeof en;

const es: Words = {
  about: 'Las palabras de diez archivos, contadas por un hilo y por varios workers, y las más frecuentes.',
  stopped: 'todos los workers han terminado',
  files: (files, mebibytes) => `Las palabras de ${files} archivos, ${mebibytes} MiB en total`,
  sequential: 'secuencial',
  workers: (workers) => `${workers} workers`,
  different: (count) => `${count} palabras distintas`,
  progress: (counts) => `${counts} archivos`,
  differ: 'Las dos respuestas no coinciden: empieza por `pnpm test`.',
  speedup: 'aceleración',
  comparedWith: 'respecto a map, shuffle y reduce del mismo programa; `pnpm grade` lo compara con un programa propio',
  mostFrequent: 'Las palabras más frecuentes',
};

export const WORDS = { en, es };
