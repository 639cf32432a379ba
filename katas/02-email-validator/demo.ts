/**
 * The whole exercise in a terminal, against a DNS server on this machine: 100 addresses, first one domain at a time, then
 * 20 at a time. `pnpm demo` runs your `src`, `pnpm demo --reference` the reference.
 */
import { parseArgs, styleText } from 'node:util';
import { type DnsDomain, startDnsServer } from '@paralelo/testkit';
import { demoKata } from '@paralelo/testkit/demo';

type Kata = typeof import('./src/index.ts');

const LATENCY_MS = 50;
const ADDRESSES = 100;
/** What domains say, in turn. */
const KINDS: readonly [label: string, domain: DnsDomain][] = [
  ['mail', { MX: ['mail.test'] }],
  ['address', { A: ['192.0.2.1'] }],
  ['null-mx', { MX: [''] }],
  ['nothing', {}],
  ['broken', { every: 'SERVFAIL' }],
];

const { values: flags } = parseArgs({ options: { reference: { type: 'boolean', default: false } } });
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());

const names = Array.from({ length: ADDRESSES - 1 }, (_, i) => `${KINDS[i % KINDS.length]![0]}-${i}.test`);
const zone = Object.fromEntries(names.map((name, i) => [name, KINDS[i % KINDS.length]![1]]));
const emails = [...names.map((name) => `ann@${name}`), 'not an address'];

try {
  const kata = await demoKata<Kata>(import.meta.url, flags.reference);
  await using server = await startDnsServer(zone, { latencyMs: LATENCY_MS });
  console.log(`${ADDRESSES} addresses, a DNS server with ${LATENCY_MS} ms latency at ${server.address}`);
  const aloneMs = await run(kata, server.address, 1);
  const togetherMs = await run(kata, server.address, 20);
  console.log(styleText('green', `\nspeedup ${(aloneMs / togetherMs).toFixed(1)}× of the possible 20×`));
} catch (error) {
  console.log(stop.signal.aborted ? '\nStopped: no lookup is left.' : `\n${(error as Error).message}`);
  process.exitCode = stop.signal.aborted ? 130 : 1;
}

async function run(kata: Kata, nameServer: string, workers: number): Promise<number> {
  console.log(styleText('bold', `\n${workers === 1 ? 'One at a time' : `${workers} at a time`}`));
  const startedAt = performance.now();
  const onResult = progressBar();
  const { results, summary } = await kata.validateEmails(emails, {
    nameServer,
    workers,
    onResult,
    signal: stop.signal,
  });
  const tookMs = performance.now() - startedAt;
  console.log(`  ${tookMs.toFixed(0)} ms: ${JSON.stringify(summary)}`);
  for (const { email, status, reason } of results.slice(-KINDS.length - 1)) {
    console.log(`  ${email.padEnd(22)} ${status.padEnd(13)} ${reason}`);
  }
  return tookMs;
}

/** A bar that is drawn over itself in a terminal, and a line at every quarter elsewhere. */
function progressBar(): () => void {
  const width = 30;
  let done = 0;
  return () => {
    done++;
    const filled = Math.floor((done * width) / ADDRESSES);
    if (process.stdout.isTTY) {
      process.stdout.write(`\r\x1b[2K  ${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${done}/${ADDRESSES}`);
      if (done === ADDRESSES) process.stdout.write('\r\x1b[2K');
    } else if (done % (ADDRESSES / 4) === 0) console.log(`  ${done}/${ADDRESSES} addresses`);
  };
}
