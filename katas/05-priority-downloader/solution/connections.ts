import { isUtf8 } from 'node:buffer';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { httpUrl } from './options.ts';
import { StatusError } from './status-error.ts';

/** As many as browsers follow; more is a circle. */
const MOST_REDIRECTS = 20;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
const KEPT = { keepAlive: true };

/**
 * Gets what URLs lead to. A connection stays open for the next request to the same server; all are closed on disposal.
 *
 * `fetch` does the same with more comfort, for half as much CPU time again.
 */
export class Connections implements Disposable {
  readonly #ways: Readonly<Record<string, { get: typeof http.get; agent: http.Agent }>> = {
    'http:': { get: http.get, agent: new http.Agent(KEPT) },
    'https:': { get: https.get, agent: new https.Agent(KEPT) },
  };

  /**
   * The answer to a GET of `url`, its redirects followed.
   *
   * `signal` also ends the body of the answer.
   *
   * @throws StatusError unless there is content; what the network says; an AbortError with the reason of `signal` as cause.
   */
  async get(url: string, signal: AbortSignal): Promise<IncomingMessage> {
    for (let redirects = 0; ; redirects++) {
      const answer = await this.#ask(url, signal);
      const { statusCode: status = 0, headers } = answer;
      if (status >= 200 && status < 300) return answer;
      answer.destroy();
      const mayLead = REDIRECTS.includes(status) && redirects !== MOST_REDIRECTS;
      const next = mayLead ? placeOf(headers.location, url) : undefined;
      if (next === undefined) throw new StatusError(status, headers['retry-after']);
      url = next;
    }
  }

  [Symbol.dispose](): void {
    for (const { agent } of Object.values(this.#ways)) agent.destroy();
  }

  #ask(url: string, signal: AbortSignal): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const { get, agent } = this.#ways[new URL(url).protocol]!;
      // A 101 is no response to Node: without a listener of its own nothing but the end of the request is heard of it.
      get(url, { agent, signal }, resolve).on('upgrade', resolve).on('error', reject);
    });
  }
}

/** Where a redirect from `url` leads, where that is an address for HTTP. */
function placeOf(location: string | undefined, url: string): string | undefined {
  if (location === undefined) return undefined;
  // Node makes a character of each byte of a header, also where several are one in UTF-8.
  const bytes = Buffer.from(location, 'latin1');
  return httpUrl(isUtf8(bytes) ? bytes.toString() : location, url);
}
