/**
 * The reference beside the ideal, and beside a `dig` for each domain under xargs: the domains that are graded, 50 ms away, 20 in
 * flight. In turns; `pnpm bench`.
 *
 * The ideal is what nobody can beat: full waves of one latency each, and all else takes no time.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { isInstalled, medianOf, spread } from '@paralelo/testkit/bench';
import { validateEmails } from './solution/index.ts';
import { speedup } from './spec/speedup.ts';

const ROUNDS = 15;
const WORKERS = 20;
const IDEAL_MS = Math.ceil(speedup.items / WORKERS) * speedup.latencyMs;
/** The reference is to take at most so many times the ideal. */
const TARGET = 1.15;

const input = speedup.makeInput(1);
const domains = input.emails.map((email) => email.slice(email.indexOf('@') + 1));
const valid = input.isValid.filter(Boolean).length;

if (process.argv[2] === 'server') console.log((await speedup.serve(input)).address);
else await compare();

async function compare(): Promise<void> {
  // A process of its own: what it costs to serve is nobody's time here.
  const server = spawn(process.execPath, [fileURLToPath(import.meta.url), 'server'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const address = String((await once(server.stdout, 'data'))[0]).trim();
    const contenders = [{ name: 'reference', run: () => validate(address), times: [] as number[] }];
    if (isInstalled('dig') && isInstalled('xargs')) {
      contenders.push({ name: 'xargs dig', run: () => dig(address), times: [] });
    } else console.log('dig or xargs is not installed: apt-get install bind9-dnsutils findutils');
    for (const { run } of contenders) await run();

    console.log(
      `${speedup.items} domains ${speedup.latencyMs} ms away, ${WORKERS} at a time, ${ROUNDS} rounds in turns:`,
    );
    console.log('  median (least–most), and times the ideal');
    for (let i = 0; i < ROUNDS; i++) {
      const turns = i % 2 === 0 ? contenders : contenders.toReversed();
      for (const { run, times } of turns) times.push(await timed(run));
    }
    console.log(`  ideal       ${IDEAL_MS} ms`);
    for (const { name, times } of contenders) {
      console.log(`  ${name.padEnd(10)}  ${spread(times)} ms  ${(medianOf(times) / IDEAL_MS).toFixed(2)}`);
    }
    console.log(`  the reference is to take at most ${TARGET} times the ideal`);
  } finally {
    server.kill();
  }
}

async function validate(nameServer: string): Promise<void> {
  const { summary } = await validateEmails(input.emails, { nameServer, workers: WORKERS });
  if (summary.valid !== valid) throw new Error(`${summary.valid} valid, expected ${valid}`);
}

/** A null MX is the line `0 .`. */
async function dig(nameServer: string): Promise<void> {
  const [host, port] = nameServer.split(':');
  const args = [`-P${WORKERS}`, '-n1', 'dig', `@${host}`, '-p', `${port}`, '+short', 'MX'];
  const lines = execFileSync('xargs', args, { encoding: 'utf8', input: domains.join('\n') })
    .trim()
    .split('\n');
  const exchanges = lines.filter((line) => !line.endsWith(' .')).length;
  if (exchanges !== valid) throw new Error(`dig: ${exchanges} domains with a mail exchange, expected ${valid}`);
}

async function timed(run: () => Promise<void>): Promise<number> {
  const since = performance.now();
  await run();
  return performance.now() - since;
}
