import { basePrimes, countIn } from './kernel.ts';

const FROM = 1_000_000_000;
const STEP = 10_000_000;
/** Primes in `[FROM + i * STEP, FROM + (i + 1) * STEP)`. */
// biome-ignore format: a table
const COUNTS = [
  482_449, 482_338, 481_997, 481_894, 481_138, 481_207, 481_433, 480_645, 481_153, 480_682,
  480_433, 479_850, 479_483, 479_178, 478_861, 479_458, 479_369, 478_930, 478_209, 478_464,
  478_056, 478_286, 477_281, 477_693, 477_655, 477_290, 477_742, 476_731, 476_685, 476_209,
  477_028, 475_921, 475_822, 476_148, 475_964, 475_922, 475_399, 474_870, 474_934, 475_132,
  474_383, 474_770, 474_408, 473_968, 474_407, 473_938, 473_553, 474_164, 473_613, 473_851,
  473_187, 473_019, 473_313, 472_391, 472_644, 472_611, 471_806, 472_416, 472_052, 471_866,
  471_784, 471_178, 471_758, 471_774, 470_942, 470_581, 471_013, 470_942, 471_055, 470_159,
  470_933, 470_371, 470_115, 469_663, 469_919, 469_986, 469_569, 469_517, 469_416, 469_914,
  469_080, 468_771, 468_768, 468_902, 468_407, 468_554, 468_291, 468_322, 468_086, 468_325,
  467_823, 467_672, 467_572, 467_611, 467_619, 467_650, 467_162, 467_403, 467_201, 466_646,
  467_612, 467_063, 466_201, 466_708, 466_522, 465_920, 466_245, 466_068, 466_106, 465_794,
];

/** The answer by looking it up; only the two ends are sieved. */
export function lookUp(start: number, end: number): number | undefined {
  const first = Math.ceil((start - FROM) / STEP);
  const last = Math.floor((end - FROM) / STEP);
  if (start < FROM || last > COUNTS.length || last <= first) return undefined;
  const base = basePrimes(end);
  const ends = countIn(start, FROM + first * STEP, base) + countIn(FROM + last * STEP, end, base);
  return COUNTS.slice(first, last).reduce((sum, count) => sum + count, ends);
}
