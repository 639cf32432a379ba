import { Packet } from 'dns2';
import type { DnsReply } from './dns-zone.ts';

/** What is sent where an answer is due and garbage is scripted: too short for a header, and no name in it. */
const GARBAGE = Buffer.from('no dns');

export interface Question {
  /** Lower case. */
  readonly name: string;
  /** `MX`, `A`, …; a number where the type has no name here. */
  readonly type: string;
}

/** The one question of a request; nothing where it has another number of them. */
export function questionOf(request: Packet): Question | undefined {
  const [question, ...others] = request.questions;
  if (question === undefined || others.length > 0) return undefined;
  const type = Object.entries(Packet.TYPE).find(([, code]) => code === question.type)?.[0];
  return { name: question.name.toLowerCase(), type: type ?? String(question.type) };
}

/** The bytes or the message that answer `request`; nothing for silence. */
export function answerTo(request: Packet, reply: DnsReply, isTruncated: boolean): Packet | Buffer | undefined {
  if (reply === 'silence') return undefined;
  if (reply === 'garbage') return GARBAGE;
  const response = Packet.createResponseFromRequest(request);
  response.header.ra = 1;
  if (typeof reply === 'string') response.header.rcode = RCODES[reply];
  else if (isTruncated) response.header.tc = 1;
  else response.answers = reply.map((data, i) => record(request.questions[0]!, data, i));
  return response;
}

const RCODES = { SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 } as const;

function record(
  { name, type }: { name: string; type?: number },
  data: string,
  preference: number,
): Packet['answers'][number] {
  const content = type === Packet.TYPE.MX ? { exchange: data, priority: 10 * preference } : { address: data };
  return new Packet.Resource({ name, type: type!, class: Packet.CLASS.IN, ttl: 60, ...content });
}
