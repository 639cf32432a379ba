/** The reference beside `primesieve`, the fastest sieve there is: the same count on the same two threads. `pnpm bench`. */
import { fileURLToPath } from 'node:url';
import { compareProgramsSideBySide, isInstalled } from '@paralelo/testkit/bench';
import { countPrimes } from './solution/index.ts';

const START = 1_000_000_000;
const END = 5_000_000_000;
const WORKERS = 2;
/** What the reference sieves at once: in smaller chunks, finding where the primes start costs more. */
const CHUNK_SIZE = 30 * 2 ** 20;

if (process.argv[2] === 'reference') {
  console.log(await countPrimes(START, END, { workers: WORKERS, chunkSize: CHUNK_SIZE }));
} else if (!isInstalled('primesieve')) {
  console.log('primesieve is not installed, so there is nothing to compare with: apt-get install primesieve');
} else {
  compareProgramsSideBySide({
    title: `primes in [${START}, ${END}), ${WORKERS} threads`,
    ours: { name: 'reference', command: process.execPath, args: [fileURLToPath(import.meta.url), 'reference'] },
    peers: [
      {
        name: 'primesieve',
        command: 'primesieve',
        args: [`${START}`, `${END - 1}`, `-t${WORKERS}`, '--count', '--quiet'],
      },
    ],
  });
}
