/**
 * The reference beside `primesieve`, the fastest sieve there is: whole processes both, from start to exit, interleaved,
 * the same count on the same two threads. `pnpm bench`.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { countPrimes } from './solution/index.ts';

const START = 1_000_000_000;
const END = 1_600_000_000;
const WORKERS = 2;
const PAIRS = 9;

if (process.argv[2] === 'reference') {
  console.log(await countPrimes(START, END, { workers: WORKERS, chunkSize: 4_000_000 }));
} else if (!isInstalled()) {
  console.log('primesieve is not installed, so there is nothing to compare with: apt-get install primesieve');
} else compare();

function isInstalled(): boolean {
  try {
    execFileSync('primesieve', ['--version']);
    return true;
  } catch {
    return false;
  }
}

function compare(): void {
  const own = () => timed(process.execPath, [fileURLToPath(import.meta.url), 'reference']);
  const peer = () => timed('primesieve', [`${START}`, `${END - 1}`, `-t${WORKERS}`, '--count', '--quiet']);
  console.log(`primes in [${START}, ${END}), ${WORKERS} threads, whole processes, ${PAIRS} interleaved pairs`);
  const ratios: number[] = [];
  for (let i = 0; i < PAIRS; i++) {
    const [first, second] = i % 2 === 0 ? [own(), peer()] : [peer(), own()];
    const [reference, primesieve] = i % 2 === 0 ? [first, second] : [second, first];
    if (reference.count !== primesieve.count)
      throw new Error(`counted ${reference.count}, primesieve ${primesieve.count}`);
    ratios.push(reference.ms / primesieve.ms);
    console.log(`  reference ${reference.ms.toFixed(0)} ms   primesieve ${primesieve.ms.toFixed(0)} ms`);
  }
  const sorted = ratios.sort((a, b) => a - b);
  const [median, least, most] = [sorted[PAIRS >> 1]!, sorted[0]!, sorted.at(-1)!];
  console.log(`reference / primesieve: ${median.toFixed(1)} (${least.toFixed(1)} to ${most.toFixed(1)})`);
}

function timed(command: string, args: readonly string[]): { count: number; ms: number } {
  const startedAt = performance.now();
  const count = Number(execFileSync(command, args, { encoding: 'utf8' }));
  return { count, ms: performance.now() - startedAt };
}
