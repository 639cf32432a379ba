/** What the demo says. */
const en = {
  about: 'Primes, sieved by one thread and by workers, from a range where workers do not pay to one where they do.',
  stopped: 'every worker has ended',
  range: (end: string, chunks: string, size: string) => `Primes from 1 to ${end}: ${chunks} chunks of ${size}`,
  sequential: 'sequential',
  workers: (workers: number) => `${workers} workers`,
  primes: (count: string) => `${count} primes`,
  progress: (counts: string) => `${counts} chunks`,
  differ: 'The two answers differ: start with `pnpm test`.',
  speedup: 'speedup',
  pays: 'it pays',
  paysNot: 'it does not pay: starting workers costs more than the sieving',
  comparedWith: 'Compared with `sieve` of the same program; `pnpm grade` compares with a program of its own.',
};

export type Words = typeof en;

const es: Words = {
  about:
    'Primos, cribados por un hilo y por varios workers, desde un rango en el que no compensa hasta uno en el que sí.',
  stopped: 'todos los workers han terminado',
  range: (end, chunks, size) => `Primos del 1 al ${end}: ${chunks} bloques de ${size}`,
  sequential: 'secuencial',
  workers: (workers) => `${workers} workers`,
  primes: (count) => `${count} primos`,
  progress: (counts) => `${counts} bloques`,
  differ: 'Las dos respuestas no coinciden: empieza por `pnpm test`.',
  speedup: 'aceleración',
  pays: 'compensa',
  paysNot: 'no compensa: arrancar workers cuesta más que cribar',
  comparedWith: 'Respecto a `sieve` del mismo programa; `pnpm grade` lo compara con un programa propio.',
};

export const WORDS = { en, es };
