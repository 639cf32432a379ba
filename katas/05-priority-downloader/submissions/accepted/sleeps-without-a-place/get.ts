import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';

const MOST_REDIRECTS = 20;

/** The head of an answer, redirects followed; its body is still to be read. */
export async function get(address: string, signal: AbortSignal): Promise<IncomingMessage> {
  let url = new URL(address);
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    const answer = await ask(url, signal);
    const { location } = answer.headers;
    if (location === undefined || !/^30[12378]$/.test(String(answer.statusCode))) return answer;
    answer.resume();
    url = new URL(location, url);
  }
  throw new Error(`more than ${MOST_REDIRECTS} redirects`);
}

function ask(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { get: request } = url.protocol === 'https:' ? https : http;
    request(url, { signal }, resolve).on('error', reject);
  });
}
