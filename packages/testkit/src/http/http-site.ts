import type { HttpBody } from './http-body.ts';

/** What one request gets. Without anything said it is 200, empty, at once. */
export interface HttpReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** `Retry-After`, as a number of seconds, or as the date of the first full second that is so many seconds away. */
  readonly retryAfter?: { readonly seconds: number; readonly as: 'seconds' | 'date' };
  readonly body?: HttpBody;
  /** Without `Content-Length`: how long the body is turns out at its end. */
  readonly lengthless?: boolean;
  /** From the request to the first byte of the answer, ms; by default the server's. */
  readonly latencyMs?: number;
  /** The answer waits until this settles. */
  readonly gate?: Promise<unknown>;
  /** The second half of the body waits until this settles. */
  readonly halfGate?: Promise<unknown>;
  /** The body comes in so many equal pieces with a pause before each but the first. */
  readonly slowly?: { readonly pieces: number; readonly pauseMs: number };
  /**
   * What goes wrong: no answer at all; the connection is reset instead of an answer; `Content-Length` promises the whole
   * body, half of it comes, the connection closes.
   */
  readonly fault?: 'silence' | 'reset' | 'truncated';
}

/** Replies to the first request, the second, …; the last one to all that follow. */
export type HttpPage = HttpReply | readonly HttpReply[];

/** Pages by path, query included; a path that is not there is 404. */
export type HttpSite = Readonly<Record<string, HttpPage>>;

const NOT_FOUND: HttpReply = { status: 404 };

/** The reply to request number `nth` for `path`, counted from 0. */
export function replyOf(site: HttpSite, path: string, nth: number): HttpReply {
  // Paths come from outside, and `constructor` is one.
  const page = Object.hasOwn(site, path) ? site[path]! : NOT_FOUND;
  const replies: readonly HttpReply[] = Array.isArray(page) ? page : [page];
  return replies[nth] ?? replies.at(-1) ?? NOT_FOUND;
}
