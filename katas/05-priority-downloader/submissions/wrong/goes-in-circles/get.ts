import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';

/** The head of an answer, redirects followed for as long as they lead to somewhere; its body is still to be read. */
export async function get(address: string, signal: AbortSignal): Promise<IncomingMessage> {
  let url = new URL(address);
  for (;;) {
    const answer = await ask(url, signal);
    const next = URL.parse(answer.headers.location ?? 'nowhere:', url);
    const isRedirect = /^30[12378]$/.test(String(answer.statusCode));
    if (!isRedirect || next === null || !/^https?:$/.test(next.protocol)) return answer;
    answer.destroy();
    url = next;
  }
}

function ask(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { get: request } = url.protocol === 'https:' ? https : http;
    // A 101 is none of the answers that `resolve` hears of.
    request(url, { signal }, resolve).on('upgrade', resolve).on('error', reject);
  });
}
