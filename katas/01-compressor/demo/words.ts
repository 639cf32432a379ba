/** What the demo says. */
const en = {
  about: 'Ten sample files, compressed one after the other and then as many at once as there are cores.',
  stopped: 'no file is left half-written',
  samples: (files: number) => `${files} sample files of 4 MiB`,
  oneAfterTheOther: 'One after the other',
  atOnce: (workers: number) => `${workers} at once`,
  compressed: (counts: string) => `Compressed ${counts} files`,
  file: 'file',
  original: 'original',
  size: 'compressed',
  ratio: 'ratio',
  averageRatio: 'average ratio',
  speedup: 'speedup',
  comparedWith: 'over the same program, one file at a time; `pnpm grade` compares with a program of its own',
};

export type Words = typeof en;

const es: Words = {
  about: 'Diez archivos de muestra, comprimidos primero uno tras otro y después tantos a la vez como núcleos hay.',
  stopped: 'no queda ningún archivo a medio escribir',
  samples: (files) => `${files} archivos de muestra de 4 MiB`,
  oneAfterTheOther: 'Uno tras otro',
  atOnce: (workers) => `${workers} a la vez`,
  compressed: (counts) => `Comprimidos ${counts} archivos`,
  file: 'archivo',
  original: 'original',
  size: 'comprimido',
  ratio: 'proporción',
  averageRatio: 'proporción media',
  speedup: 'aceleración',
  comparedWith: 'respecto al mismo programa con un archivo cada vez; `pnpm grade` lo compara con un programa propio',
};

export const WORDS = { en, es };
