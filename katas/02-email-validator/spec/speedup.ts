import { type DnsServer, type DnsZone, type IoSpeedupWorkload, seededRandom, startDnsServer } from '@paralelo/testkit';

/** Five full waves of 20: at 50 ms each, what a computer does in between is small against the waiting. */
const ADDRESSES = 100;
const LATENCY_MS = 50;

interface Input {
  emails: string[];
  /** Whether each domain takes mail: some have a null MX, so that nobody can answer without asking. */
  isValid: boolean[];
}

const domainOf = (email: string) => email.slice(email.indexOf('@') + 1);

function zoneOf({ emails, isValid }: Input): DnsZone {
  return Object.fromEntries(
    emails.map((email, i) => [domainOf(email), { MX: [isValid[i] ? `mail.${domainOf(email)}` : ''] }]),
  );
}

/** Addresses of distinct domains that no one knows beforehand; each takes one question, and so one latency. */
export const speedup: IoSpeedupWorkload<typeof import('../src/index.ts'), Input, DnsServer> = {
  items: ADDRESSES,
  latencyMs: LATENCY_MS,

  makeInput(seed) {
    const random = seededRandom(seed);
    const draw = () => random.int(0, 36 ** 6).toString(36);
    const emails = Array.from({ length: ADDRESSES }, (_, i) => `${draw()}@d${i}-${draw()}.test`);
    return { emails, isValid: emails.map(() => random.next() < 0.5) };
  },

  serve: (input) => startDnsServer(zoneOf(input), { latencyMs: LATENCY_MS }),

  run: (kata, { emails }, { workers, server }) => kata.validateEmails(emails, { nameServer: server.address, workers }),

  check(answer, { emails, isValid }) {
    const { results } = answer as { results?: { status?: unknown }[] };
    const at = emails.findIndex((_, i) => results?.[i]?.status !== (isValid[i] ? 'valid' : 'invalid'));
    if (at < 0) return undefined;
    return `${emails[at]} is ${String(results?.[at]?.status)}, expected ${isValid[at] ? 'valid' : 'invalid'}`;
  },
};
