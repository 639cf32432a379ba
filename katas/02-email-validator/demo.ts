/**
 * The whole exercise in a terminal, against a DNS server on this machine: 100 addresses, first one domain at a time, then
 * 20 at a time. `pnpm demo` runs your `src`, `pnpm demo --reference` the reference.
 */
import { styleText } from 'node:util';
import { type DnsDomain, startDnsServer } from '@paralelo/testkit';
import { type Demo, formatMs, progressBar, runDemo, timed } from '@paralelo/testkit/demo';

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

const names = Array.from({ length: ADDRESSES - 1 }, (_, i) => `${KINDS[i % KINDS.length]![0]}-${i}.test`);
const zone = Object.fromEntries(names.map((name, i) => [name, KINDS[i % KINDS.length]![1]]));
const emails = [...names.map((name) => `ann@${name}`), 'not an address'];

await runDemo<Kata>(import.meta.url, { stopped: 'no lookup is left' }, async (demo) => {
  await using server = await startDnsServer(zone, { latencyMs: LATENCY_MS });
  console.log(`${ADDRESSES} addresses, a DNS server with ${LATENCY_MS} ms latency at ${server.address}`);
  const aloneMs = await validate(demo, server.address, 1);
  const togetherMs = await validate(demo, server.address, 20);
  console.log(styleText('green', `\nspeedup ${(aloneMs / togetherMs).toFixed(1)}× of the possible 20×`));
});

async function validate({ kata, signal }: Demo<Kata>, nameServer: string, workers: number): Promise<number> {
  console.log(styleText('bold', `\n${workers === 1 ? 'One at a time' : `${workers} at a time`}`));
  const draw = progressBar((counts) => `${counts} addresses`);
  let done = 0;
  const onResult = () => draw({ done: ++done, total: ADDRESSES });
  const [{ results, summary }, tookMs] = await timed(() =>
    kata.validateEmails(emails, { nameServer, workers, onResult, signal }),
  );
  console.log(`${formatMs(tookMs)}: ${JSON.stringify(summary)}`);
  for (const { email, status, reason } of results.slice(-KINDS.length - 1)) {
    console.log(`  ${email.padEnd(22)} ${status.padEnd(13)} ${reason}`);
  }
  return tookMs;
}
