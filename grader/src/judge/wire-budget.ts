import { type Sentence, sentence } from '../report/sentence.ts';
import { DEFAULT_CAPS } from '../subject/decode.ts';
import { SubjectFailure } from './subject-failure.ts';

/** Bounds on one message: what is cheap to write is dear to hold or to look up here. */
export const WIRE_CAPS = {
  /** v8 reads by recursion. One level of `decode` is five of these at most: an error that carries an error. */
  depth: 1500,
  /** Values, names and slots of arrays. Holes as well: v8 lays out an array of up to 32 million of them. */
  parts: DEFAULT_CAPS.nodes,
  /** Objects of all kinds: an empty Map is 3 bytes on the wire and some 200 in memory. */
  objects: 1_000_000,
  /** Keys of Maps and elements of Sets: v8 hashes numbers without a seed, so that a sender finds many for one bucket. */
  numericKeys: 1000,
  /** Names of plain objects: with gaps of the right size between them, v8 lays an object out again and again. */
  numericNames: 100_000,
} as const;

/**
 * What one message has cost so far.
 *
 * @throws {SubjectFailure} from every method, when it is more than a message may cost
 */
export class WireBudget {
  #parts = 0;
  #objects = 0;
  #numericKeys = 0;
  #numericNames = 0;

  /** Objects that have begun: v8 numbers them in this order. */
  get objects(): number {
    return this.#objects;
  }

  count(parts: number): void {
    this.#parts += parts;
    if (this.#parts > WIRE_CAPS.parts) refuse(sentence('channel.parts', { parts: WIRE_CAPS.parts }));
  }

  object(depth: number): void {
    this.#objects += 1;
    if (depth > WIRE_CAPS.depth) refuse(sentence('channel.deep', { depth: WIRE_CAPS.depth }));
    if (this.#objects > WIRE_CAPS.objects) refuse(sentence('channel.objects', { objects: WIRE_CAPS.objects }));
  }

  numericKey(): void {
    this.#numericKeys += 1;
    const keys = WIRE_CAPS.numericKeys;
    if (this.#numericKeys > keys) refuse(sentence('channel.numericKeys', { keys }));
  }

  numericName(): void {
    this.#numericNames += 1;
    const names = WIRE_CAPS.numericNames;
    if (this.#numericNames > names) refuse(sentence('channel.numericNames', { names }));
  }
}

function refuse(said: Sentence): never {
  throw new SubjectFailure('protocol', said);
}
