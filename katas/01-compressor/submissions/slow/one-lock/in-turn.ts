import { Duplex, type Transform } from 'node:stream';
import { type Algorithm, createCompressor } from './codecs.ts';

let last: Promise<unknown> = Promise.resolve();

/** Runs `work` when everything before it, of whatever file, is done. */
function afterTheOthers<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work, work);
  last = turn.catch(() => {});
  return turn;
}

function give(compressor: Transform, chunk: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    compressor.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
}

/** A compressor that shares one lock with all others: only one of them works at a time. */
export function inTurn(algorithm: Algorithm, level: number): Duplex {
  const compressor = createCompressor(algorithm, level);
  async function* feed(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const fed = (async () => {
      for await (const chunk of chunks) await afterTheOthers(() => give(compressor, chunk));
      compressor.end();
    })();
    fed.catch((error) => compressor.destroy(error));
    yield* compressor as AsyncIterable<Buffer>;
    await fed;
  }
  return Duplex.from(feed);
}
