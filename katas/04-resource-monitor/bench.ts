/**
 * What a sample of CPU, memory and disk costs: the reference beside `systeminformation`, the package that one would take
 * instead. In turns, in one process, one sample after the other. `pnpm bench`.
 */
import { spread } from '@paralelo/testkit/bench';
import { currentLoad, fsSize, mem } from 'systeminformation';
import { readCpu, readDisk, readMemory } from './solution/index.ts';

const ROUNDS = 15;
/** So many that a round of either takes a fraction of a second. */
const SAMPLES = { reference: 300, systeminformation: 10 };
/** The reference is to cost at most this share of the package. */
const TARGET = 30;

const reference = () => Promise.all([readCpu(), readMemory(), readDisk('/')]);
const systeminformation = () => Promise.all([currentLoad(), mem(), fsSize()]);

await checkAgreement();
await msPerSample(reference, SAMPLES.reference);
await msPerSample(systeminformation, SAMPLES.systeminformation);
console.log(`a sample of CPU, memory and disk, ${ROUNDS} rounds in turns: median (least–most)`);
const [own, peer, ratios]: [number[], number[], number[]] = [[], [], []];
for (let i = 0; i < ROUNDS; i++) {
  const runs = [
    async () => own.push(await msPerSample(reference, SAMPLES.reference)),
    async () => peer.push(await msPerSample(systeminformation, SAMPLES.systeminformation)),
  ];
  for (const run of i % 2 === 0 ? runs : runs.reverse()) await run();
  ratios.push(peer[i]! / own[i]!);
}
console.log(`  reference           ${spread(own, 3)} ms`);
console.log(`  systeminformation   ${spread(peer, 3)} ms`);
console.log(`  systeminformation / reference: ${spread(ratios, 0)}, at least ${TARGET} wanted`);

async function msPerSample(sample: () => Promise<unknown>, count: number): Promise<number> {
  const startedAt = performance.now();
  for (let i = 0; i < count; i++) await sample();
  return (performance.now() - startedAt) / count;
}

/** Comparing costs means nothing where the two do not measure the same. */
async function checkAgreement(): Promise<void> {
  const [memory, theirs] = [await readMemory(), await mem()];
  const apart = Math.abs(memory.availableBytes - theirs.available) / memory.totalBytes;
  if (apart > 0.02) throw new Error(`available memory: reference ${memory.availableBytes}, peer ${theirs.available}`);
}
