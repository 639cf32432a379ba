import type { ServerResponse } from 'node:http';
import { type Content, contentOf } from './http-body.ts';
import type { HttpReply } from './http-site.ts';

export interface Sending {
  /** Rejects when the server stops. */
  sleep(ms: number): Promise<void>;
  /** Called once the client has no more to wait for than the bytes that go out next. */
  leave(): void;
}

/** Answers as the script says. Settles when the last byte is handed over, or when the client has gone. */
export async function sendReply(reply: HttpReply, response: ServerResponse, sending: Sending): Promise<void> {
  if (reply.fault === 'silence') return;
  if (reply.fault === 'reset') {
    sending.leave();
    response.socket?.resetAndDestroy();
    return;
  }
  const content = contentOf(reply.body);
  response.writeHead(reply.status ?? 200, {
    ...(!reply.lengthless && { 'content-length': content.bytes }),
    ...(reply.retryAfter && { 'retry-after': retryAfter(reply.retryAfter) }),
    ...reply.headers,
  });
  const parts = partsOf(reply, content);
  for (const { from, to, after } of parts.slice(0, -1)) {
    await after(sending);
    for (const slice of content.slices(from, to)) if (!(await write(response, slice))) return;
  }
  const { from, to, after } = parts.at(-1)!;
  await after(sending);
  await sendLast(response, content, { from, to }, reply.fault === 'truncated', sending);
}

/** The client is told to be in flight until its last slice goes out: before that nobody knows that he is done. */
async function sendLast(
  response: ServerResponse,
  content: Content,
  { from, to }: { from: number; to: number },
  isTruncated: boolean,
  { leave }: Sending,
): Promise<void> {
  let last: Buffer | undefined;
  for (const slice of content.slices(from, to)) {
    if (last !== undefined && !(await write(response, last))) return;
    last = slice;
  }
  if (!isTruncated) {
    leave();
    response.end(last);
    return;
  }
  // Written out before the connection closes, or the client may see none of it.
  if (last !== undefined) await write(response, last);
  leave();
  response.destroy();
}

interface Part {
  readonly from: number;
  readonly to: number;
  /** What it waits for. */
  after(sending: Sending): Promise<unknown>;
}

const AT_ONCE = (): Promise<void> => Promise.resolve();

/** A body in the parts that the script makes of it; at least one, which may be empty. */
function partsOf({ slowly, halfGate, fault }: HttpReply, { bytes }: Content): Part[] {
  const half = Math.floor(bytes / 2);
  if (fault === 'truncated') return [{ from: 0, to: half, after: AT_ONCE }];
  if (halfGate !== undefined) {
    return [
      { from: 0, to: half, after: AT_ONCE },
      { from: half, to: bytes, after: () => halfGate },
    ];
  }
  const { pieces = 1, pauseMs = 0 } = slowly ?? {};
  return Array.from({ length: pieces }, (_, i) => ({
    from: Math.floor((i * bytes) / pieces),
    to: Math.floor(((i + 1) * bytes) / pieces),
    after: ({ sleep }) => (i === 0 ? AT_ONCE() : sleep(pauseMs)),
  }));
}

/** Hands one slice over before the next is made. @returns whether the client is still there. */
async function write(response: ServerResponse, slice: Buffer): Promise<boolean> {
  if (response.destroyed) return false;
  await new Promise<void>((done) => response.write(slice, () => done()));
  return !response.destroyed;
}

const SECOND_MS = 1000;

function retryAfter({ seconds, as }: NonNullable<HttpReply['retryAfter']>): string {
  if (as === 'seconds') return String(seconds);
  const date = Math.ceil((Date.now() + seconds * SECOND_MS) / SECOND_MS) * SECOND_MS;
  return new Date(date).toUTCString();
}
