export { type DnsQuery, type DnsServer, type DnsServerOptions, startDnsServer } from './dns/dns-server.ts';
export type { DnsDomain, DnsReply, DnsZone } from './dns/dns-zone.ts';
export type { IoServer, IoSpeedupWorkload } from './io-workload.ts';
export { kataSeed, replayHint } from './kata-seed.ts';
export { make } from './make.ts';
export { readPlain } from './read-plain.ts';
export { scratch } from './scratch.ts';
export { type SeededRandom, seededRandom } from './seeded-random.ts';
export type { SpeedupWorkload } from './speedup-workload.ts';
