/** Types of question that a kata asks. */
export const QUESTION_TYPES = ['MX', 'A', 'AAAA'] as const;
export type QuestionType = (typeof QUESTION_TYPES)[number];

/**
 * What one question gets: records (addresses, or mail exchanges in order of preference), an error code, no answer at
 * all, or bytes that are no DNS message. An exchange of `''` is a null MX (RFC 7505).
 */
export type DnsReply = readonly string[] | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED' | 'silence' | 'garbage';

/** What a server knows of one domain. A type that is neither named nor covered by `every` has no records. */
export type DnsDomain = Partial<Record<QuestionType, DnsReply>> & {
  /** The reply to every type that is not named; records only where they can be written from a text, as of `QUESTION_TYPES`. */
  readonly every?: DnsReply;
  /** From a question to its answer, ms; by default the server's. */
  readonly latencyMs?: number;
  /** Over UDP, answers come cut and without records; over TCP they come in full. */
  readonly isTruncated?: boolean;
};

/** Domains by name, in ASCII and lower case; a name that is not there does not exist (NXDOMAIN). */
export type DnsZone = Readonly<Record<string, DnsDomain>>;

/** What `zone` knows of `name`: a name that every object has is none of its domains. */
export function domainOf(zone: DnsZone, name: string): DnsDomain | undefined {
  return Object.hasOwn(zone, name) ? zone[name] : undefined;
}

export function replyOf(domain: DnsDomain | undefined, type: string): DnsReply {
  if (domain === undefined) return 'NXDOMAIN';
  const reply = domain[type as QuestionType] ?? domain.every ?? [];
  // A server has no other records: text makes none of a CAA or an OPT.
  return typeof reply === 'string' || QUESTION_TYPES.includes(type as QuestionType) ? reply : [];
}
